import type { Treatment, TreatmentDetails } from "../shared/domain/treatment.ts";

type Kind = TreatmentDetails["kind"];

/** Kinds in the order of the form. */
export const treatmentKinds: readonly { id: Kind; name: string }[] = [
  { id: "riluzole", name: "riluzole" },
  { id: "edaravone", name: "edaravone" },
  { id: "tofersen", name: "tofersen" },
  { id: "PEG", name: "gastrostomy (PEG)" },
  { id: "NIV", name: "non-invasive ventilation (NIV)" },
  { id: "other", name: "other" },
];

/** "gastrostomy (PEG)", "riluzole, 50 mg twice daily"; another treatment by its own name. */
export function treatmentName({ kind, label }: Pick<Treatment, "kind" | "label">): string {
  if (kind === "other") return label || "other treatment";
  const name = treatmentKinds.find(({ id }) => id === kind)?.name ?? kind;
  return label ? `${name}, ${label}` : name;
}

/** "since 2026-01-12", "2025-10-06 to 2026-04-13". */
export function treatmentPeriod({ start, end }: Pick<Treatment, "start" | "end">): string {
  return end === null ? `since ${start}` : `${start} to ${end}`;
}
