/**
 * The levels of an ordinal model's labels, parallel to them: the numbers that the labels begin with ("1 severe" to
 * "5 healthy control"), else counted from 0.
 */
export function levelsOf(labels: readonly string[]): number[] {
  const first = Number(/^\d+/.exec(labels[0] ?? "")?.[0] ?? 0);
  const areNumbered = labels.every((label, index) => label.startsWith(`${first + index} `));
  return labels.map((_, index) => (areNumbered ? first + index : index));
}

/** The level that the probabilities of ordinal labels amount to: their mean, each label at its level. */
export function expectedLevelOf(labels: readonly string[], probabilities: readonly number[]): number {
  return levelsOf(labels).reduce((sum, level, index) => sum + level * (probabilities[index] ?? 0), 0);
}

/** Both ends of a scale: the levels with their labels. */
export function scaleEnds(
  labels: readonly string[],
): Record<"first" | "last", { level: number; label: string }> {
  const levels = levelsOf(labels);
  const end = (index: number) => ({ level: levels.at(index) ?? 0, label: labels.at(index) ?? "" });
  return { first: end(0), last: end(-1) };
}

/** "severe" of "1 severe". */
export function withoutLevel(label: string): string {
  return label.replace(/^\d+ /, "");
}
