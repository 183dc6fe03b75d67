import { useWords } from "../words.ts";

const half = 36;
const shownMdc = 3;

/** Change in units of the minimal detectable change: centre is none, the ticks are +-1, the ends +-3 or more. */
export function DivergingBar({ inMdc }: { inMdc: number }) {
  const exceeds = Math.abs(inMdc) > 1;
  const length = (Math.min(Math.abs(inMdc), shownMdc) / shownMdc) * half;
  const tick = half / shownMdc;
  const { words: all, say } = useWords();
  const { change } = all.findings;
  const label = change[exceeds ? "exceeds-measurement-error" : "within-measurement-error"];
  const words = all.trend.timesError(say.difference(inMdc, 1), label);
  return (
    <svg width={2 * half + 2} height={16} role="img" aria-label={words}>
      <title>{words}</title>
      <rect
        x={inMdc < 0 ? half + 1 - length : half + 1}
        y={4}
        width={length}
        height={8}
        fill={exceeds ? "var(--accent)" : "var(--error-band)"}
      />
      {[-tick, 0, tick].map((at) => (
        <line
          key={at}
          x1={half + 1 + at}
          x2={half + 1 + at}
          y1={at === 0 ? 0 : 2}
          y2={at === 0 ? 16 : 14}
          stroke="var(--line-strong)"
          strokeDasharray={at === 0 ? undefined : "2 2"}
        />
      ))}
    </svg>
  );
}
