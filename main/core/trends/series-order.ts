/** A measure or model, and its task. */
type Named = { id: string; task: string };

/**
 * What tracks ALS best, best first (clinical reference, section 3): the clinical scale, then timing and articulation,
 * then F0 SD and perturbation on /a/. Models follow, then everything else.
 */
const first: readonly (string | [measure: string, task: string])[] = [
  "alsfrs-speech",
  "alsfrs-bulbar",
  "alsfrs-total",
  "speaking-rate",
  "articulation-rate",
  "pause-ratio",
  "ddk-rate",
  "ddk-cv",
  "ddk-regularity",
  "f2-slope",
  ["f0-sd", "vowel-a"],
  ["jitter-local", "vowel-a"],
  ["shimmer-local", "vowel-a"],
  ["hnr", "vowel-a"],
  ["cpps", "vowel-a"],
];

/** Sorts series for display; equals stay as they came. */
export function orderSeries<Series extends Named>(series: readonly Series[]): Series[] {
  return [...series].sort((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ id, task }: Named): number {
  const rank = first.findIndex((entry) =>
    typeof entry === "string" ? entry === id : entry[0] === id && entry[1] === task,
  );
  if (rank >= 0) return rank;
  if (id.startsWith("ensemble:")) return first.length;
  return id.includes(":") ? first.length + 1 : first.length + 2;
}
