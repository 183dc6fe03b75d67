/** The diagnosis, as entered, names ALS. */
export function isKnownAls(diagnosis: string): boolean {
  return /\b(ALS|MND)\b|amyotroph|motor neuron/i.test(diagnosis);
}

/**
 * A class as it is shown. On a severity scale the class of healthy speakers says of a patient with ALS that no dysarthria
 * is detectable, as in controls, not that the patient is healthy: "5 healthy control" becomes "5 no detectable dysarthria
 * (like controls)".
 */
export function shownLabel(label: string, kind: string | null | undefined, knownAls: boolean): string {
  if (!knownAls || kind !== "severity" || !/healthy|control/i.test(label)) return label;
  return `${/^\d+ /.exec(label)?.[0] ?? ""}no detectable dysarthria (like controls)`;
}
