import type { Acceptance, LeftOutReason, TakeChoice } from "../../../shared/domain/acceptance.ts";
import type { Analysis } from "../../../shared/domain/analysis.ts";
import type { LeftOut } from "../../../shared/domain/finding.ts";
import type { Measure } from "../../../shared/domain/measure.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { VisitTake } from "../../../shared/domain/visit-findings.ts";
import { acceptRecording, measureDoubts } from "./acceptance.ts";
import { soundPressureLevel } from "./calibration.ts";

/** A recording of a visit with what the rule says of it and what a clinician decided against the rule. */
export type JudgedTake = {
  recording: Pick<Recording, "id" | "task">;
  analysis: Analysis | null;
  acceptance: Acceptance;
  choice: TakeChoice | null;
};

/** The takes that count for something, and those that do not, each with its reason. */
export type Selection = { used: JudgedTake[]; leftOut: LeftOut[]; doubtful: boolean };

type JudgedRecording = Pick<Recording, "id" | "task" | "analysis" | "choice" | "capture">;

/**
 * The rule's word on every recording, with the clinicians' choices. Where the level of one was calibrated each has its
 * sound pressure level too, or that it has none.
 */
export function judgeTakes(recordings: readonly JudgedRecording[]): JudgedTake[] {
  const isCalibrated = recordings.some(({ capture }) => capture?.calibration);
  return recordings.map((recording) => ({
    recording: { id: recording.id, task: recording.task },
    analysis: isCalibrated ? withSoundPressure(recording) : recording.analysis,
    acceptance: acceptRecording(recording),
    choice: recording.choice,
  }));
}

/** What is shown of one recording by itself: with its sound pressure level where the microphone's was calibrated. */
export function shownAnalysis(recording: Pick<Recording, "analysis" | "capture">): Analysis | null {
  return recording.capture?.calibration ? withSoundPressure(recording) : recording.analysis;
}

function withSoundPressure({ analysis, capture }: Pick<Recording, "analysis" | "capture">): Analysis | null {
  const intensity = analysis?.measures.intensity;
  if (!analysis || !intensity) return analysis;
  const level: Measure = capture?.calibration
    ? soundPressureLevel(intensity, capture.calibration)
    : { value: null, unit: "dB SPL", missing: "not-calibrated" };
  return { ...analysis, measures: { ...analysis.measures, "sound-pressure-level": level } };
}

/** Every take of a visit as it is shown: the rule's word, the clinician's, and whether it stands behind its task's values. */
export function visitTakes(takes: readonly JudgedTake[]): VisitTake[] {
  const byTask = Map.groupBy(takes, ({ recording }) => recording.task);
  const out = new Map(
    [...byTask.values()]
      .flatMap((ofTask) => selectTakes(ofTask).leftOut)
      .map((one) => [one.recording, one.reasons]),
  );
  return takes.map(({ recording, acceptance, choice }) => ({
    recording: recording.id,
    task: recording.task,
    acceptance,
    choice,
    counts: !out.has(recording.id),
    leftOut: out.get(recording.id) ?? [],
  }));
}

/** Why a take may not stand behind what is asked: empty when nothing speaks against it. */
type Standing = { take: JudgedTake; grade: "usable" | "doubtful" | "out"; reasons: LeftOutReason[] };

/**
 * Of takes of one task those that count: the best one where a clinician chose it, else the usable ones, else the
 * doubtful ones. A take that the clinician took in counts as usable, one left out never.
 * @param reasonsAgainst what speaks against a take for the measure at hand: a missing value leaves it out
 */
export function selectTakes(
  takes: readonly JudgedTake[],
  reasonsAgainst: (take: JudgedTake) => { missing: LeftOutReason[]; doubts: LeftOutReason[] } = () => ({
    missing: [],
    doubts: [],
  }),
): Selection {
  const best = takes.find(({ choice }) => choice?.decision === "best");
  const standings = takes.map((take) => standingOf(take, reasonsAgainst(take), best ?? null));
  const usable = standings.filter(({ grade }) => grade === "usable");
  const doubtful = standings.filter(({ grade }) => grade === "doubtful");
  const used = usable.length > 0 ? usable : doubtful;
  const leftOut = standings.filter((standing) => !used.includes(standing)).map(toLeftOut);
  return { used: used.map(({ take }) => take), leftOut, doubtful: usable.length === 0 && used.length > 0 };
}

/** What speaks against a take for one measure: that it has no value, or doubts of the value. */
export function reasonsAgainstMeasure(measureId: string) {
  return ({ recording, analysis }: JudgedTake): { missing: LeftOutReason[]; doubts: LeftOutReason[] } => {
    const measure: Measure | undefined = analysis?.measures[measureId];
    if (!analysis || !measure) return { missing: ["not-analysed"], doubts: [] };
    if (measure.value === null) return { missing: [measure.missing ?? "unvoiced"], doubts: [] };
    return {
      missing: [],
      doubts: measureDoubts(measure, { task: recording.task, quality: analysis.quality }),
    };
  };
}

function standingOf(
  take: JudgedTake,
  { missing, doubts }: { missing: LeftOutReason[]; doubts: LeftOutReason[] },
  best: JudgedTake | null,
): Standing {
  const { acceptance, choice } = take;
  const out = (reasons: LeftOutReason[]): Standing => ({ take, grade: "out", reasons });
  if (choice?.decision === "leave-out") return out(["left-out-by-hand"]);
  if (best && take !== best) return out(["another-take-is-best"]);
  if (missing.length > 0) return out([...missing, ...acceptance.reasons]);
  if (choice) return { take, grade: "usable", reasons: [] };
  if (acceptance.verdict === "unusable") return out(acceptance.reasons);
  const reasons = [...new Set([...acceptance.reasons, ...doubts])];
  return { take, grade: reasons.length > 0 ? "doubtful" : "usable", reasons };
}

function toLeftOut({ take, grade, reasons }: Standing): LeftOut {
  const all = grade === "out" ? reasons : [...reasons, "doubtful-beside-usable" as const];
  return { recording: take.recording.id, reason: all[0] ?? "doubtful-beside-usable", reasons: all };
}
