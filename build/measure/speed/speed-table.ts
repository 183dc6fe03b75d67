import type { Figure, KeptFigures } from "./figures.ts";

/** The README's table of speed: figures with their goals and what was compared; what misses its goal says why. */
export function speedTable({ command, date, machine, rounds, figures }: KeptFigures): string {
  const entries = Object.entries(figures);
  const rows = entries.map(([name, figure]) => {
    const { work, against, ours, peer } = figure;
    const compared = against ? `${work}; against ${against}` : work;
    return `| \`${name}\` | ${found(figure)} | ${goalOf(figure)} | ${processor(ours)} | ${peer ? processor(peer) : "–"} | ${compared} |`;
  });
  const missed = entries.flatMap(([name, { meetsGoal, whyMissed }]) =>
    meetsGoal === false ? [`- \`${name}\` misses its goal: ${whyMissed ?? "not profiled yet"}.`] : [],
  );
  const remarks = [...new Set(entries.flatMap(([, { remark }]) => remark ?? []))].map(
    (remark) => `- ${remark}`,
  );
  const loads = entries.map(([, { load }]) => load);
  const note = `Medians of ${rounds} runs in turns, processor time, by \`${command}\` on ${machine}, ${date}; load of the machine meanwhile ${Math.min(...loads)} to ${Math.max(...loads)}.`;
  const header = [
    "| figure | found | goal | Bulbar, ms | other, ms | what is compared |",
    "|---|---|---|---|---|---|",
  ];
  return [...header, ...rows, "", note, "", ...remarks, ...missed].join("\n").trimEnd();
}

const found = ({ ratio, value }: Figure) => (ratio ?? value)!.toFixed(2);

const processor = ({ processorMs }: Figure["ours"]) => processorMs.toPrecision(3);

function goalOf({ goal, meetsGoal }: Figure): string {
  if (!goal) return "–";
  const words = goal.atLeast === undefined ? `<= ${goal.atMost}` : `>= ${goal.atLeast}`;
  return meetsGoal ? words : `${words}, missed`;
}
