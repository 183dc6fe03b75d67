import type { Acceptance, AcceptanceReason } from "../../../shared/domain/acceptance.ts";
import type { Channel } from "../../../shared/domain/audio-info.ts";
import type { DoubtReason, Measure, Measures } from "../../../shared/domain/measure.ts";
import type { Sex } from "../../../shared/domain/patient.ts";
import type { Quality, QualityFlag } from "../../../shared/domain/quality.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { RoomSound } from "../../../shared/domain/room-sound.ts";
import { type TaskFamily, type TaskId, tasks } from "../../../shared/domain/task.ts";

/** What the rule looks at. */
export type Take = {
  task: TaskId;
  quality: Pick<Quality, "flags" | "snrDb" | "usableSeconds" | "bandwidthHz">;
  measures: Measures;
  sex: Sex | null;
  /** The channel that a person chose; null where it was taken by itself. */
  channel: Channel | null;
  /** What else is heard; empty where nothing is, or nothing listened. */
  roomSounds: readonly RoomSound[];
};

/**
 * Harmonics-to-noise ratio (dB) that tells sound without a voice. Measured with Bulbar: white, pink and brown noise -8 to
 * -1.6 dB, whisper (noise through formants) 0.1-0.2 dB, the least of 128 vowels of Minsk2020 2.7 dB, of 30 spoken
 * digits 4.8 dB, of DDK trains 5.4 dB.
 */
const noiseHnrDb = 0;
const whisperHnrDb = 2;
/** Voiced share of a sustained vowel below which there is none, and below which it is whispered (Minsk2020: 58 % and more). */
const leastVoicedPercent = 15;
const whisperVoicedPercent = 50;
/** Voiced share of any speech below which there is no voice; noise is voiced by chance in under 1 % of its frames. */
const leastVoicedOfSpeechPercent = 3;
/** F0 SD over F0 mean of a tone that no larynx makes: the steadiest of 128 vowels has 0.0065, tones 0.0002 and less. */
const steadyF0 = 0.001;
/** Mains frequencies, Hz, and how near to a multiple of them a hum lies, as a share. */
const mainsHz = [50, 60];
const mainsTolerance = 0.003;
/** Bandwidth below which a steady tone is a sine, Hz. */
const sineBandwidthHz = 1500;

/**
 * F0 of a sustained vowel beyond which something is odd (an octave, another speaker, falsetto), Hz. Own choice, wider than
 * mean +- 3 SD of the 33 healthy speakers of Minsk2020 (men 126 +- 20, women 229 +- 44, measured with Bulbar).
 */
const usualF0Hz: Readonly<Record<Sex | "unknown", readonly [number, number]>> = {
  male: [60, 250],
  female: [100, 400],
  unknown: [60, 400],
};

/** Sound that a model or a value needs, as a share of what the task asks for (`SHORTEST_SECONDS`). */
const leastSeconds: Readonly<Record<TaskFamily, number>> = {
  vowel: 0.5,
  ddk: 0.7,
  mpt: 0.3,
  speech: 0.1,
  free: 0,
  unknown: 0,
};

/**
 * Flags that make a take doubtful. The others describe a whole set-up and repeat at every visit; of a dead or an inverted
 * channel the other one is heard, which is a whole recording.
 */
const doubtfulFlags: readonly QualityFlag[] = [
  "too-short",
  "too-quiet",
  "clipped",
  "low-snr",
  "truncated",
  "several-breaths",
];

/** Doubts of a single measure that make the take doubtful for it. */
const doubtfulDoubts: readonly DoubtReason[] = [
  "short",
  "clipped",
  "low-snr",
  "aperiodic",
  "several-breaths",
  "octave-uncertain",
];

/** Tasks whose measures count time to the end of the recording: what may be missing behind it changes them. */
const countsToTheEnd: readonly TaskFamily[] = ["mpt", "speech"];

/** Noise down to which syllable onsets are found (measured: none missed on trains with firm closures), dB. */
const lowestSnrOfSyllablesDb = 10;

/**
 * Whether a take may count, by one rule for models, visit, ensemble, trend, report and command line. Unusable: there is
 * nothing of the task in it (silence, noise, hum, no voice, next to no sound). Doubtful: it counts only where no usable
 * take of the task exists. The reasons and their sources stand in resources/docs/acceptance.md.
 */
export function acceptTake(take: Take): Acceptance {
  const unusable = unusableReasons(take);
  if (unusable.length > 0) return { verdict: "unusable", reasons: unusable };
  const doubtful = doubtfulReasons(take);
  return { verdict: doubtful.length > 0 ? "doubtful" : "usable", reasons: doubtful };
}

/** The rule for a stored recording, which may not have been analysed, or for another task than it holds. */
export function acceptRecording({ task, analysis }: Pick<Recording, "task" | "analysis">): Acceptance {
  if (!analysis) return { verdict: "unusable", reasons: ["not-analysed"] };
  if (analysis.task !== task) return { verdict: "unusable", reasons: ["analysed-for-another-task"] };
  const { quality, measures, settings, room } = analysis;
  const {
    measures: { sex },
    channel,
  } = settings;
  return acceptTake({ task, quality, measures, sex, channel, roomSounds: room?.sounds ?? [] });
}

/** What makes a usable take doubtful for one of its measures; empty when nothing does. */
export function measureDoubts(
  measure: Measure,
  { task, quality }: Pick<Take, "task" | "quality">,
): DoubtReason[] {
  return (measure.doubts ?? []).filter(
    (doubt) => doubtfulDoubts.includes(doubt) && !(doubt === "low-snr" && isAudibleTrain(task, quality)),
  );
}

function unusableReasons(take: Take): AcceptanceReason[] {
  const { task, quality, measures } = take;
  const { family } = tasks[task];
  if (quality.flags.includes("silent")) return ["silent"];
  if (family === "free" || family === "unknown") return [];
  const hnrDb = measured(measures, "hnr");
  const checks: Partial<Record<AcceptanceReason, boolean>> = {
    "too-short": quality.usableSeconds < leastSeconds[family],
    "no-voice":
      voicedPercent(measures) < (isSustained(task) ? leastVoicedPercent : leastVoicedOfSpeechPercent),
    "noise-only": hnrDb !== null && hnrDb < noiseHnrDb,
    "steady-tone": isSteadyTone(take),
  };
  return reasonsOf(checks);
}

function doubtfulReasons(take: Take): AcceptanceReason[] {
  const { task, quality, measures, sex } = take;
  const ofAll = [
    ...quality.flags.filter((flag) => isDoubtful(flag, take)),
    ...reasonsOf({ "other-sounds": take.roomSounds.some(({ during }) => during) }),
  ];
  if (!isSustained(task)) return ofAll;
  const f0Hz = measured(measures, "f0-mean");
  const [lowest, highest] = usualF0Hz[sex ?? "unknown"];
  const hnrDb = measured(measures, "hnr");
  return [
    ...ofAll,
    ...reasonsOf({
      whispered: (hnrDb !== null && hnrDb < whisperHnrDb) || voicedPercent(measures) < whisperVoicedPercent,
      // the length of a longest /a/ does not depend on F0
      "octave-uncertain": tasks[task].family === "vowel" && isOctaveUncertain(measures),
      "f0-outside-usual-range": f0Hz !== null && (f0Hz < lowest || f0Hz > highest),
    }),
  ];
}

function isOctaveUncertain(measures: Measures): boolean {
  return measures["f0-mean"]?.doubts?.includes("octave-uncertain") ?? false;
}

function isDoubtful(flag: QualityFlag, { task, quality, channel }: Take): boolean {
  if (flag === "low-snr") return !isAudibleTrain(task, quality);
  // the program's guess which channel is the voice is confirmed by choosing one
  if (flag === "channels-differ") return channel === null;
  if (flag === "bytes-left-over") return countsToTheEnd.includes(tasks[task].family);
  return doubtfulFlags.includes(flag);
}

/** A hum or a test tone: steadier than a voice, and at a multiple of the mains' frequency or without overtones. */
function isSteadyTone({ quality, measures }: Take): boolean {
  const [mean, sd] = [measured(measures, "f0-mean"), measured(measures, "f0-sd")];
  if (mean === null || sd === null || sd > steadyF0 * mean) return false;
  const isMains = mainsHz.some(
    (hz) => Math.abs(mean / hz - Math.round(mean / hz)) * hz < mainsTolerance * mean,
  );
  return isMains || quality.bandwidthHz < sineBandwidthHz;
}

/** Weak closures leak voice into the pauses that the estimate of noise rests on: a finding, not a noisy room. */
function isAudibleTrain(task: TaskId, { snrDb }: Pick<Quality, "snrDb">): boolean {
  return tasks[task].family === "ddk" && snrDb !== null && snrDb >= lowestSnrOfSyllablesDb;
}

function isSustained(task: TaskId): boolean {
  return ["vowel", "mpt"].includes(tasks[task].family);
}

function voicedPercent(measures: Measures): number {
  if (measures["f0-mean"]?.missing === "unvoiced") return 0;
  return 100 - (measured(measures, "unvoiced-fraction") ?? 0);
}

function measured(measures: Measures, id: string): number | null {
  return measures[id]?.value ?? null;
}

function reasonsOf(checks: Partial<Record<AcceptanceReason, boolean>>): AcceptanceReason[] {
  return (Object.keys(checks) as AcceptanceReason[]).filter((reason) => checks[reason]);
}
