import { type Alsfrs, type AlsfrsItemId, AlsfrsMode } from "../../../shared/domain/alsfrs.ts";

export type AlsfrsDomain = "bulbar" | "fine" | "gross" | "respiratory";

/** Items of the ALSFRS-R in the order of the form (Cedarbaum 1999), 4 = normal to 0. */
export const alsfrsItems: readonly { id: AlsfrsItemId; domain: AlsfrsDomain }[] = [
  { id: "speech", domain: "bulbar" },
  { id: "salivation", domain: "bulbar" },
  { id: "swallowing", domain: "bulbar" },
  { id: "handwriting", domain: "fine" },
  { id: "cuttingFood", domain: "fine" },
  { id: "dressing", domain: "fine" },
  { id: "turningInBed", domain: "gross" },
  { id: "walking", domain: "gross" },
  { id: "climbingStairs", domain: "gross" },
  { id: "dyspnoea", domain: "respiratory" },
  { id: "orthopnoea", domain: "respiratory" },
  { id: "respiratoryInsufficiency", domain: "respiratory" },
];

/** Reads the form; an item without an answer was not asked. */
export function readAlsfrs(form: FormData): Alsfrs {
  const items = Object.fromEntries(
    alsfrsItems.map(({ id }) => [id, form.get(id) ? Number(form.get(id)) : null] as const),
  );
  const mode = AlsfrsMode.safeParse(form.get("mode"));
  return {
    ...(items as Record<AlsfrsItemId, number | null>),
    gastrostomy: form.get("gastrostomy") === "on",
    rater: String(form.get("rater") ?? "").trim(),
    mode: mode.success ? mode.data : null,
  };
}
