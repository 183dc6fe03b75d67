import type { LeftOutReason } from "../shared/domain/acceptance.ts";
import type { Analysis } from "../shared/domain/analysis.ts";
import type { Change, Finding, NotJudged, Progression } from "../shared/domain/finding.ts";
import type { Figure } from "../shared/domain/model-manifest.ts";
import type { NormJudgement } from "../shared/domain/norm.ts";
import type { OutsideTraining } from "../shared/domain/outside-training.ts";
import type { Refused } from "../shared/domain/prediction.ts";
import type { Progress } from "../shared/domain/progress.ts";
import type { HeardInRoom, RoomSound } from "../shared/domain/room-sound.ts";
import type { FormAnswers, FormField, FormText, SiteForm } from "../shared/domain/site-form.ts";
import type { TaskId } from "../shared/domain/task.ts";
import type { Treatment } from "../shared/domain/treatment.ts";
import type { VisitFindings } from "../shared/domain/visit-findings.ts";
import type { Language } from "../shared/words/language.ts";
import * as numbers from "../shared/words/say.ts";
import { sayError } from "../shared/words/say-error.ts";
import * as findings from "../shared/words/say-finding.ts";
import * as forms from "../shared/words/say-form.ts";
import * as measures from "../shared/words/say-measure.ts";
import * as models from "../shared/words/say-model.ts";
import { sayOutside } from "../shared/words/say-outside.ts";
import { sayReferral } from "../shared/words/say-referral.ts";
import * as sounds from "../shared/words/say-room-sound.ts";
import { sayStage } from "../shared/words/say-stage.ts";
import * as tasks from "../shared/words/say-task.ts";
import * as treatments from "../shared/words/say-treatment.ts";
import * as visits from "../shared/words/say-visit.ts";
import { type Words, wordsOf } from "../shared/words/words.ts";

/** What a page speaks: one language's words, and what `shared/words` says of numbers, measures, tasks and models in it. */
export type Speaker = { language: Language; words: Words; say: Say };
export type Say = ReturnType<typeof sayNumbers> &
  ReturnType<typeof sayThings> &
  ReturnType<typeof sayFindings>;

/** The speaker of a language. */
export function speakerOf(language: Language): Speaker {
  return {
    language,
    words: wordsOf(language),
    say: { ...sayNumbers(language), ...sayThings(language), ...sayFindings(language) },
  };
}

function sayNumbers(language: Language) {
  return {
    date: (date: string) => numbers.sayDate(date, language),
    month: (date: string) => numbers.sayMonth(date, language),
    number: (value: number, decimals: number) => numbers.sayNumber(value, decimals, language),
    difference: (value: number, decimals: number) => numbers.sayDifference(value, decimals, language),
    significant: (value: number, digits = 3) => numbers.saySignificant(value, digits, language),
    /** A difference with its sign, to three significant digits. */
    change: (value: number) => `${value > 0 ? "+" : ""}${numbers.saySignificant(value, 3, language)}`,
    unit: (unit: string) => numbers.sayUnit(unit, language),
    percent: (share: number) => numbers.sayPercent(share, language),
    probability: (probability: number) => numbers.sayProbability(probability, language),
    size: (bytes: number) => numbers.saySize(bytes, language),
    clock: numbers.sayClock,
    position: (seconds: number) => numbers.sayPosition(seconds, language),
    count: (count: number, noun: keyof Words["say"]["counts"]) => numbers.sayCount(count, noun, language),
    list: (items: readonly string[]) => numbers.sayList(items, language),
  };
}

function sayThings(language: Language) {
  return {
    stage: (progress: Pick<Progress, "stage" | "subject">) => sayStage(progress, language),
    task: (task: string) => tasks.sayTask(task, language),
    taskShort: (task: string) => tasks.sayTaskShort(task, language),
    roomSound: (sound: RoomSound) => sounds.sayRoomSound(sound, language),
    listener: (room: HeardInRoom) => sounds.sayListener(room, language),
    referral: (visit: VisitFindings) => sayReferral(visit, language),
    treatment: (treatment: Pick<Treatment, "kind" | "label">) => treatments.sayTreatment(treatment, language),
    treatmentPeriod: (treatment: Pick<Treatment, "start" | "end">) =>
      treatments.sayTreatmentPeriod(treatment, language),
    instruction: (task: TaskId) => tasks.sayInstruction(task, language),
    formText: (text: FormText) => forms.sayFormText(text, language),
    answer: (field: FormField, answer: number | string) => forms.sayAnswer(field, answer, language),
    answers: (form: SiteForm, answers: FormAnswers) => forms.sayAnswers(form, answers, language),
    measure: (id: string) => measures.sayMeasure(id, language),
    measureName: (id: string) => measures.sayMeasureName(id, language),
    measureTooltip: (id: string) => measures.sayMeasureTooltip(id, language),
    measureParts: (id: string, value: number, unit: string) =>
      measures.sayMeasureParts(id, value, unit, language),
    measureValue: (id: string, value: number, unit: string) =>
      measures.sayMeasureValue(id, value, unit, language),
    /** A difference of a measure with its sign and unit: "−0.42 per s". */
    measureDifference: (id: string, value: number, unit: string) =>
      `${value > 0 ? "+" : ""}${measures.sayMeasureValue(id, value, unit, language)}`,
    feature: (feature: string) => measures.sayFeature(feature, language),
    modelName: (id: string, manifestName?: string) => models.sayModelName(id, language, manifestName),
    modelSummary: (model: { id: string; summary: string }) => models.sayModelSummary(model, language),
    chosenModels: (analyses: readonly Pick<Analysis, "task" | "settings">[]) =>
      models.sayChosenModels(analyses, language),
    trainedOn: (model: string, trainedOn: string) => models.sayTrainedOn(model, trainedOn, language),
    label: (model: string, label: string) => models.sayModelLabel(model, label, language),
    /** A class as it is shown of a patient: who is known to have ALS is not called healthy. */
    shownLabel: (label: string, model: models.LabelledModel | undefined, knownAls: boolean) =>
      models.sayShownLabel(label, model, knownAls, language),
    /** Why a model did not answer. */
    refusal: ({ code, ...refused }: Refused) => sayError(code, refused, language).reason,
    figure: (figure: Figure) => models.sayFigure(figure, language),
  };
}

function sayFindings(language: Language) {
  return {
    findingName: (finding: Pick<Finding, "measure" | "task">) => findings.sayFindingName(finding, language),
    findingValue: (finding: Pick<Finding, "measure" | "value" | "unit">) =>
      findings.sayFindingValue(finding, language),
    reasons: (reasons: readonly LeftOutReason[]) => findings.sayReasons(reasons, language),
    outside: (outside: readonly OutsideTraining[]) => sayOutside(outside, language),
    leftOut: (finding: Pick<Finding, "used" | "leftOut">) => findings.sayLeftOut(finding, language),
    remarks: (finding: Finding) => findings.sayRemarks(finding, language),
    normSource: (norm: NormJudgement) => findings.sayNormSource(norm, language),
    /** A change with its error: "−0.42 per s since 5 Oct 2026, 1.8 times the measurement error (published)". */
    judgedChange: (measure: string, unit: string, change: Change) =>
      findings.sayChange(measure, unit, change, language),
    since: (change: Change) => findings.saySince(change, language),
    times: (change: Change) => findings.sayTimes(change, language),
    notJudged: (code: NotJudged) => findings.sayNotJudged(code, language),
    visit: (visit: { progression: Progression; findings: readonly Finding[] }) =>
      visits.sayVisit(visit, language),
    progression: (progression: Progression) => visits.sayProgression(progression, language),
    visitLimits: (progression: Progression) => visits.sayProgressionLimits(progression, language),
  };
}
