import { z } from "zod";
import type { RulesOrigin } from "../../../shared/domain/rules-origin.ts";
import { TaskModels } from "../../../shared/domain/task-models.ts";
import { SiteNorms } from "./own-norms.ts";
import { readJson, wrongContent } from "./read-json.ts";
import { refuseIdleRows } from "./read-site-norms.ts";

/** What a site has decided about how recordings are judged, as it hands it on in a file; nothing of patients. */
export const SiteRules = z.strictObject({
  schemaVersion: z.literal(1),
  exportedAt: z.iso.datetime(),
  /** Null: it has brought none. */
  norms: SiteNorms.nullable(),
  taskModels: TaskModels,
  /** Whether models that learned from simulated voices answer unasked. */
  simulatedModels: z.boolean(),
});
export type SiteRules = z.infer<typeof SiteRules>;

/** What is decided of these. */
export type DecidedRules = Pick<SiteRules, "norms" | "taskModels" | "simulatedModels">;

/** Where no site has decided anything: the program's own. */
export const undecidedRules: DecidedRules = { norms: null, taskModels: {}, simulatedModels: false };

/** Whose rules those of a file are; the program's own without one. */
export function originOfRules(site: { fileName: string; rules: SiteRules } | undefined): RulesOrigin {
  return site
    ? { of: "site", fileName: site.fileName, exportedAt: site.rules.exportedAt }
    : { of: "program" };
}

/**
 * A site's rules from the text of their file.
 * @throws BulbarError invalid-input, which names the file, the first place that is wrong, and why
 */
export function readSiteRules(file: string, json: string): SiteRules {
  const parsed = SiteRules.safeParse(readJson(file, json));
  if (!parsed.success) throw wrongContent(file, "rules-file", parsed.error);
  if (parsed.data.norms) refuseIdleRows(parsed.data.norms.norms, file);
  return parsed.data;
}
