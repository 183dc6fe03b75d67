import type { Alsfrs } from "../../../shared/domain/alsfrs.ts";

export type AlsfrsItem = Exclude<keyof Alsfrs, "gastrostomy">;

/** Items of the ALSFRS-R in the order of the form (Cedarbaum 1999), 4 = normal to 0. */
export const alsfrsItems: readonly { id: AlsfrsItem; name: string; domain: string }[] = [
  { id: "speech", name: "1 Speech", domain: "Bulbar" },
  { id: "salivation", name: "2 Salivation", domain: "Bulbar" },
  { id: "swallowing", name: "3 Swallowing", domain: "Bulbar" },
  { id: "handwriting", name: "4 Handwriting", domain: "Fine motor" },
  { id: "cuttingFood", name: "5 Cutting food", domain: "Fine motor" },
  { id: "dressing", name: "6 Dressing and hygiene", domain: "Fine motor" },
  { id: "turningInBed", name: "7 Turning in bed", domain: "Gross motor" },
  { id: "walking", name: "8 Walking", domain: "Gross motor" },
  { id: "climbingStairs", name: "9 Climbing stairs", domain: "Gross motor" },
  { id: "dyspnoea", name: "10 Dyspnoea", domain: "Respiratory" },
  { id: "orthopnoea", name: "11 Orthopnoea", domain: "Respiratory" },
  { id: "respiratoryInsufficiency", name: "12 Respiratory insufficiency", domain: "Respiratory" },
];

/** Reads the form; null while an item has no answer. */
export function readAlsfrs(form: FormData): Alsfrs | null {
  const answers = alsfrsItems.map(({ id }) => [id, form.get(id)] as const);
  if (answers.some(([, answer]) => answer === null || answer === "")) return null;
  const items = Object.fromEntries(answers.map(([id, answer]) => [id, Number(answer)]));
  return { ...(items as Record<AlsfrsItem, number>), gastrostomy: form.get("gastrostomy") === "on" };
}
