import type { Analysis } from "../domain/analysis.ts";
import { entryOf } from "../domain/entry-of.ts";
import type { Figure } from "../domain/model-manifest.ts";
import type { ModelSummary } from "../domain/prediction.ts";
import { ModelChooser } from "../domain/task-models.ts";
import type { Language } from "./language.ts";
import { sayNumber } from "./say.ts";
import { sayTask } from "./say-task.ts";
import { wordsOf } from "./words.ts";

/** Name of a model that is shipped; the manifest's own of a stranger's package, or its id. */
export function sayModelName(id: string, language: Language, manifestName?: string): string {
  return ofShipped(id, "name", manifestName, language) ?? manifestName ?? id;
}

/** The question of a model; the manifest's own for a stranger's package. */
export function sayModelSummary(
  { id, summary }: { id: string; summary: string },
  language: Language,
): string {
  return ofShipped(id, "summary", summary, language) ?? summary;
}

/** What a model learned from; the manifest's own for a stranger's package. */
export function sayTrainedOn(model: string, trainedOn: string, language: Language): string {
  return ofShipped(model, "trainedOn", trainedOn, language) ?? trainedOn;
}

/** The words for a shipped model, where the manifest says the same in English: another version may say other things. */
function ofShipped(
  id: string,
  what: "name" | "summary" | "trainedOn",
  manifest: string | undefined,
  language: Language,
): string | undefined {
  const isSame = manifest === undefined || entryOf(wordsOf("en").models.of, id)?.[what] === manifest;
  return isSame ? entryOf(wordsOf(language).models.of, id)?.[what] : undefined;
}

/** A label of a model: in words for the labels of shipped models, of others as the manifest writes it. */
export function sayModelLabel(model: string, label: string, language: Language): string {
  return entryOf(entryOf(wordsOf(language).models.of, model)?.labels ?? {}, label) ?? label;
}

/** "AUC 0.87 (95 %: 0.78–0.95); 5-fold by speaker, repeated 5 times, 64 speakers, per speaker". */
export function sayFigure(figure: Figure, language: Language): string {
  const { models } = wordsOf(language);
  const { metric, value, interval, protocol } = figure;
  const number = (one: number) => sayNumber(one, 2, language);
  const range = interval ? models.range(number(interval[0]), number(interval[1])) : "";
  return models.figure(sayMetric(metric, language), number(value), range, sayProtocol(protocol, language));
}

/** Name of a figure: "AUC", "accuracy". */
export function sayMetric(metric: string, language: Language): string {
  return entryOf(wordsOf(language).models.metrics, metric) ?? metric;
}

/** How a figure was obtained, part by part; a part that is not known as the evaluation writes it. */
export function sayProtocol(protocol: string, language: Language): string {
  return protocol
    .split(", ")
    .map((part) => sayPart(part, language))
    .join(", ");
}

function sayPart(part: string, language: Language): string {
  const { protocols } = wordsOf(language).models;
  const match = (pattern: RegExp) => pattern.exec(part)?.slice(1).map(String);
  const [speakers] = match(/^(\d+) speakers$/) ?? [];
  if (speakers) return protocols.speakers(speakers);
  const [folds] = match(/^(\d+)-fold by speaker$/) ?? [];
  if (folds) return protocols.folds(folds);
  const [times] = match(/^repeated (\d+) times$/) ?? [];
  if (times) return protocols.repeated(times);
  const [some, all] = match(/^(\d+) of (\d+) speakers$/) ?? [];
  if (some && all) return protocols.someOfSpeakers(some, all);
  const [task] = match(/^from "(.+)" alone$/) ?? [];
  if (task) return protocols.alone(sayTask(task, language));
  return entryOf(protocols.fixed, part) ?? part;
}

/** Whose models were asked where somebody chose beforehand, a sentence each: "Models chosen by the site: Sustained /a/ (als-cnn)." */
export function sayChosenModels(
  analyses: readonly Pick<Analysis, "task" | "settings">[],
  language: Language,
): string[] {
  const { models: words } = wordsOf(language);
  return ModelChooser.options.flatMap((chooser) => {
    const chosen = analyses
      .filter(({ settings }) => settings.chosenBy === chooser)
      .map(({ task, settings }) =>
        words.chosenOf(
          sayTask(task, language),
          settings.models === "none" ? words.noModel : settings.models.join(", "),
        ),
      );
    return chosen.length > 0 ? [words.chosenBy[chooser]([...new Set(chosen)].join(", "))] : [];
  });
}

/** What must be known of a model to show its labels. */
export type LabelledModel = Pick<ModelSummary, "id" | "kind" | "labels" | "roles">;

/**
 * A class as it is shown. The class of healthy speakers says of a patient with ALS that the voice is like that of controls,
 * not that the patient is healthy: on a severity scale "5 healthy control" becomes "5 no detectable dysarthria (like
 * controls)", elsewhere "control". Null for a model that is no longer here: its labels are shown as they are.
 */
export function sayShownLabel(
  label: string,
  model: LabelledModel | null | undefined,
  knownAls: boolean,
  language: Language,
): string {
  if (!model) return label;
  if (!knownAls || model.roles[model.labels.indexOf(label)] !== "healthy")
    return sayModelLabel(model.id, label, language);
  const { control, likeControls } = wordsOf(language).models;
  return model.kind === "severity" ? `${/^\d+ /.exec(label)?.[0] ?? ""}${likeControls}` : control;
}
