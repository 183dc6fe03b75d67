import type { VisitAlsfrs } from "../../../shared/domain/alsfrs.ts";
import { alsfrsBulbar, alsfrsTotal } from "../../../shared/domain/alsfrs.ts";
import { rolesOf, worseLevel } from "../../../shared/domain/label-role.ts";
import type { Heard } from "../../../shared/domain/listening.ts";
import type { Measures } from "../../../shared/domain/measure.ts";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { tasksBehind } from "../../../shared/domain/visit-measure-needs.ts";
import { type Ensemble, type VisitResult, visitAnswer } from "../../../shared/domain/visit-result.ts";
import { type WorseSide, worseSide } from "../../../shared/domain/worse-side.ts";
import { visitVowelSpace } from "../measures/indices/vowel-space.ts";
import { type Conditions, conditionsOf } from "./comparability.ts";
import { heardValues } from "./heard-value.ts";
import { type JudgedTake, selectTakes } from "./takes.ts";
import { takesByTask, type VisitValue, visitTaskMeasures, visitValues } from "./visit-value.ts";

/** A visit's value of something, with the conditions under which it came about. */
export type ObservedValue = VisitValue & {
  visit: Visit;
  conditions: Conditions;
  version: string;
  /** Null where nothing is called worse. */
  worse: WorseSide | null;
};

/** A visit with everything that its values are made of. */
export type ObservedVisit = {
  visit: Visit;
  takes: readonly JudgedTake[];
  alsfrs: VisitAlsfrs["alsfrs"] | null;
  results: readonly VisitResult[];
  ensembles: readonly Ensemble[];
  /** AVQI and ABI, where they were computed. */
  indices: Measures;
  /** What people heard of its recordings. */
  heard: readonly Heard[];
};

/** What the models' answers are told by. */
export type AnsweringModel = Pick<
  ModelManifest,
  "id" | "ordinal" | "positiveLabel" | "tasks" | "labels" | "roles"
>;

/** Every value of a visit: of its tasks, of several tasks together, of the ALSFRS-R and of the models. */
export function observedValues(observed: ObservedVisit, models: readonly AnsweringModel[]): ObservedValue[] {
  const measured = [
    ...alsfrsValues(observed),
    ...heardValues(observed.takes, observed.heard).map((value) => ({
      ...value,
      visit: observed.visit,
      version: "",
    })),
    ...taskValues(observed),
    ...wholeVisitValues(observed),
    ...ensembleValues(observed, models),
  ];
  return [
    ...measured.map((value) => ({ ...value, worse: worseSide(value.measure, value.task) })),
    ...modelValues(observed, models),
  ];
}

type Undirected = Omit<ObservedValue, "worse">;

function taskValues({ visit, takes }: ObservedVisit): Undirected[] {
  return visitValues(takes).map((value) => {
    const used = takesOf(takes, value.used);
    return {
      ...value,
      visit,
      conditions: conditionsOfFirst(value.measure, visit, used),
      version: versionOf(used),
    };
  });
}

/** Vowel space from the same values that the vowels' findings show; AVQI and ABI as they were computed. */
function wholeVisitValues(observed: ObservedVisit): Undirected[] {
  const { visit, takes, indices } = observed;
  const measures = visitTaskMeasures(takes);
  const space = visitVowelSpace(
    Object.entries(measures).map(([task, measured]) => ({ task: task as TaskId, measures: measured })),
  );
  const selections = [...takesByTask(takes)].map(([task, ofTask]) => ({ task, ...selectTakes(ofTask) }));
  return Object.entries({ ...indices, ...space }).flatMap(([id, { value, unit, missing, doubts }]) => {
    if (missing === "needs-other-task") return [];
    const behind = selections.filter(({ task }) => tasksBehind(id).includes(task));
    const used = behind.flatMap((selection) => selection.used);
    return [
      {
        visit,
        measure: id,
        task: "visit",
        unit,
        value,
        missing: missing ? [missing] : [],
        used: used.map(({ recording }) => recording.id),
        leftOut: behind.flatMap(({ leftOut }) => leftOut),
        doubtful: behind.some(({ doubtful }) => doubtful),
        doubts: doubts ?? [],
        withinVisitSd: null,
        byHand: false,
        conditions: conditionsOfFirst(id, visit, used),
        version: versionOf(used),
      },
    ];
  });
}

function alsfrsValues({ visit, alsfrs }: ObservedVisit): Undirected[] {
  if (!alsfrs) return [];
  const scores = {
    "alsfrs-speech": alsfrs.speech,
    "alsfrs-bulbar": alsfrsBulbar(alsfrs),
    "alsfrs-total": alsfrsTotal(alsfrs),
  };
  const conditions = { device: "", sound: null, settings: null, passage: null, definitions: {}, model: null };
  return Object.entries(scores).flatMap(([measure, value]) =>
    value === null
      ? []
      : [{ ...plain(measure, "alsfrs-r", "points", value), visit, conditions, version: "" }],
  );
}

/** One answer a model and visit: the expected level of an ordinal model, else the probability of its positive label. */
function modelValues(
  { visit, takes, results }: ObservedVisit,
  models: readonly AnsweringModel[],
): ObservedValue[] {
  return results.flatMap((result) => {
    const model = models.find(({ id }) => id === result.model);
    const told = model && answerOf(model, result);
    if (!told) return [];
    const used = takesOf(takes, result.used);
    const measure = `${result.model}:${told.label}`;
    return [
      {
        ...plain(measure, "visit", told.unit, told.value),
        used: result.used,
        leftOut: result.leftOut,
        doubtful: areDoubtful(used),
        visit,
        conditions: { ...conditionsOfFirst(measure, visit, used), model: result.modelSha256 },
        version: `${result.version} (${versionOf(used)})`,
        worse: model.ordinal ? worseLevel(rolesOf(model)) : null,
      },
    ];
  });
}

function answerOf(
  model: AnsweringModel,
  result: VisitResult,
): { label: string; unit: string; value: number } | null {
  const { probabilities, expectedLevel } = visitAnswer(result);
  if (model.ordinal)
    return expectedLevel === null ? null : { label: "level", unit: "level", value: expectedLevel };
  const value = probabilityOf(model.positiveLabel, { labels: result.labels, probabilities });
  return value === null ? null : { label: model.positiveLabel!, unit: "probability", value };
}

/** The joint answer of models of one question; its members' hashes are its model. */
function ensembleValues(observed: ObservedVisit, models: readonly AnsweringModel[]): Undirected[] {
  const { visit, takes, ensembles, results } = observed;
  return ensembles.flatMap(({ kind, labels, probabilities, members }) => {
    const joined = results.filter(({ model, version }) =>
      members.some((member) => member.model === model && member.version === version),
    );
    const positive = models.find(({ id }) => id === members[0]?.model)?.positiveLabel ?? null;
    const value = probabilityOf(positive, { labels, probabilities });
    if (value === null) return [];
    const ids = [...new Set(joined.flatMap(({ used }) => used))];
    const used = takesOf(takes, ids);
    const measure = `ensemble:${kind}:${positive}`;
    return [
      {
        ...plain(measure, "visit", "probability", value),
        used: ids,
        leftOut: joined[0]?.leftOut ?? [],
        doubtful: areDoubtful(used),
        visit,
        conditions: {
          ...conditionsOfFirst(measure, visit, used),
          model: joined.map(({ modelSha256 }) => modelSha256).join(" "),
        },
        version: members.map(({ model, version }) => `${model} ${version}`).join(", "),
      },
    ];
  });
}

/** What an answer gives a label; null where it does not know it. */
function probabilityOf(
  label: string | null,
  { labels, probabilities }: Pick<Ensemble, "labels" | "probabilities">,
): number | null {
  return label === null ? null : (probabilities[labels.indexOf(label)] ?? null);
}

/** Whether the rule is not sure of any of the takes, and no clinician took one in. */
function areDoubtful(takes: readonly JudgedTake[]): boolean {
  return (
    takes.length > 0 && takes.every(({ acceptance, choice }) => acceptance.verdict !== "usable" && !choice)
  );
}

function plain(measure: string, task: string, unit: string, value: number): VisitValue {
  return {
    measure,
    task,
    unit,
    value,
    missing: [],
    used: [],
    leftOut: [],
    doubtful: false,
    doubts: [],
    withinVisitSd: null,
    byHand: false,
  };
}

function takesOf(takes: readonly JudgedTake[], ids: readonly string[]): JudgedTake[] {
  return takes.filter(({ recording }) => ids.includes(recording.id));
}

function conditionsOfFirst(measureId: string, visit: Visit, takes: readonly JudgedTake[]): Conditions {
  const analysis = takes.find((take) => take.analysis)?.analysis;
  if (analysis) return conditionsOf(measureId, visit.device, analysis);
  return { device: visit.device, sound: null, settings: null, passage: null, definitions: {}, model: null };
}

function versionOf(takes: readonly JudgedTake[]): string {
  return [...new Set(takes.flatMap(({ analysis }) => analysis?.programVersion ?? []))].sort().join(", ");
}
