import type { DoubtReason, Measure, Measures } from "../../../shared/domain/measure.ts";
import type { Quality, QualityFlag } from "../../../shared/domain/quality.ts";
import { type TaskId, tasks } from "../../../shared/domain/task.ts";

const perturbation = /^(jitter|shimmer)-/;
const voiceQuality =
  /^(jitter|shimmer|hnr|cpps|h1-h2|spectral-tilt|avqi|abi|read-(score|words-recog|consonant-level|spectral))/;
/** In single voices white noise 20 dB below the voice moves the vowels of a reading as far as vowels half-way to their mean do. */
const readVowels = /^read-(vowel-dispersion|f)/;
const spectral = /^(f1|f2|cpps|h1-h2|spectral-tilt|ltas|avqi|abi|read-(score|spectral|vowel-dispersion|f))/;
/** What is told by how far the sound falls between two sounds. */
const betweenSounds = /^(ddk-|pause-|read-pause)/;
const timing = /^(mpt|ddk-|pause-|speaking-|articulation-|read-)/;

/** Which quality flags make which measures doubtful. */
const doubtOfFlag: Partial<Record<QualityFlag, { reason: DoubtReason; measures: RegExp }>> = {
  clipped: { reason: "clipped", measures: new RegExp(`${voiceQuality.source}|^intensity`) },
  "low-snr": { reason: "low-snr", measures: new RegExp(`${voiceQuality.source}|${readVowels.source}`) },
  "lossy-codec": { reason: "lossy-codec", measures: voiceQuality },
  "narrow-bandwidth": { reason: "narrow-bandwidth", measures: spectral },
  "low-sample-rate": { reason: "narrow-bandwidth", measures: spectral },
  "several-breaths": { reason: "several-breaths", measures: /^(mpt|ddk-)/ },
  reverberant: {
    reason: "reverberant",
    measures: new RegExp(`${voiceQuality.source}|${betweenSounds.source}`),
  },
  truncated: { reason: "short", measures: timing },
  "too-short": { reason: "short", measures: /./ },
};

/** Periods below which jitter and shimmer are not stable: 100 cycles (Titze, Workshop on Acoustic Voice Analysis, 1995). */
const stableCycles = 100;

/** Local jitter above which perturbation is no longer meaningful, % (same source: type 2 and 3 signals). */
const perturbationLimitPercent = 5;

/** The measures with their doubts: values that the recording does not carry are marked, never hidden. */
export function withDoubts(measures: Measures, task: TaskId, quality: Quality, pulseCount: number): Measures {
  const ofQuality = quality.flags.flatMap((flag) => doubtOfFlag[flag] ?? []);
  const isSustained = ["vowel", "mpt"].includes(tasks[task].family);
  const isAperiodic = (measures["jitter-local"]?.value ?? 0) > perturbationLimitPercent;
  const ofPerturbation: DoubtReason[] = [
    ...(pulseCount <= stableCycles ? (["short"] as const) : []),
    ...(isAperiodic ? (["aperiodic"] as const) : []),
    ...(isSustained ? [] : (["outside-validated-range"] as const)),
  ];
  const marked = (id: string, measure: Measure): Measure => {
    if (measure.value === null) return measure;
    const doubts = new Set([
      ...(measure.doubts ?? []),
      ...ofQuality.filter(({ measures: pattern }) => pattern.test(id)).map(({ reason }) => reason),
      ...(perturbation.test(id) ? ofPerturbation : []),
    ]);
    return doubts.size === 0 ? measure : { ...measure, doubts: [...doubts] };
  };
  return Object.fromEntries(Object.entries(measures).map(([id, measure]) => [id, marked(id, measure)]));
}

/** Every measure without a value, because nothing was recorded. */
export function silenced(measures: Measures): Measures {
  return Object.fromEntries(
    Object.entries(measures).map(([id, { unit }]) => [id, { value: null, unit, missing: "silent" as const }]),
  );
}
