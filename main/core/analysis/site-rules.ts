import type { ModelChoice } from "../../../shared/domain/analysis.ts";
import type { RulesOrigin } from "../../../shared/domain/rules-origin.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { mayAnswer } from "../../../shared/domain/task-models.ts";
import type { Core } from "../core.ts";
import type { NormsAtHand } from "../findings/norms.ts";
import { withOwnNorms } from "../findings/own-norms.ts";
import { type DecidedRules, originOfRules, type SiteRules, undecidedRules } from "../findings/site-rules.ts";
import { type AskedModels, askedBySite, siteModels } from "../history/asked-models.ts";
import { audited } from "../history/audit.ts";
import type { History } from "../history/open-history.ts";
import { simulatedModelsAnswer } from "../history/site-settings.ts";
import type { ModelPackage } from "../inference/model-package.ts";
import { siteNorms } from "./norms-at-hand.ts";

/** Which models answer unasked. */
export type Choosing = Omit<DecidedRules, "norms">;

/** By what a recording that is not stored is judged, and whose rules these are. */
export type Rules = Choosing & {
  norms: NormsAtHand;
  origin: RulesOrigin;
};

/**
 * The rules of the site: those of its file where one was given, else, where somebody is logged on, those of its history.
 * Without either the program's own.
 */
export async function rulesAtHand(core: Core): Promise<Rules> {
  const { site } = core.options;
  if (!site && core.vault.isOpen())
    return rulesOf(core, kept(await core.history()), { of: "site", fileName: null, exportedAt: null });
  return rulesOf(core, site?.rules ?? undecidedRules, originOfRules(site));
}

async function rulesOf(core: Core, { norms, ...rest }: DecidedRules, origin: RulesOrigin): Promise<Rules> {
  const shipped = await core.norms();
  return { ...rest, norms: norms ? withOwnNorms(shipped, norms.norms) : shipped, origin };
}

function kept(history: History): DecidedRules {
  return {
    norms: siteNorms(history),
    taskModels: siteModels(history),
    simulatedModels: simulatedModelsAnswer(history),
  };
}

/** What the site has decided, to be taken where no history is; that it was taken is in the trail. */
export function exportRules(history: History): SiteRules {
  audited(
    history,
    () => {},
    () => ({ action: "export", patientId: null, subject: "site rules" }),
  );
  return { schemaVersion: 1, exportedAt: history.now().toISOString(), ...kept(history) };
}

/** The models that are asked about a task: those named, else those that the site has chosen, else all that answer unasked. */
export function askedWith(rules: Choosing, task: TaskId, named: ModelChoice = []): AskedModels {
  const isNamed = named === "none" || named.length > 0;
  return isNamed ? { models: named, simulatedModels: rules.simulatedModels } : askedBySite(rules, task);
}

/** Models that answer about a task where nobody names any; recommended ones first. */
export async function unaskedModels(core: Core, rules: Choosing, task: TaskId): Promise<ModelPackage[]> {
  const unasked = await core.models.defaultsFor(task, rules.simulatedModels);
  return unasked.filter(({ manifest }) => mayAnswer(manifest.id, task, rules.taskModels));
}
