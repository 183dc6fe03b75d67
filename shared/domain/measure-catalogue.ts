import type { TaskFamily } from "./task.ts";

/** Groups in which measures are shown, in order; their names stand in `shared/words`. */
export const measureFamilies = [
  "timing",
  "precision",
  "pitch",
  "steadiness",
  "clarity",
  "tremor",
  "resonance",
  "loudness",
] as const;
export type MeasureFamily = (typeof measureFamilies)[number];

/** Where a measure belongs: kinds of task, or the visit as a whole. */
export type MeasureScope = Exclude<TaskFamily, "unknown"> | "visit";

/**
 * Retest reliability in the literature: good = ICC or r of 0.75 and more, moderate = below that, unknown = no figure found,
 * to be treated as unstable. Sources in `stabilityCitation`.
 */
export type Stability = "good" | "moderate" | "unknown";

/** What there is to know about a measure besides its value and its words (`shared/words/en/measures.ts`). */
export type MeasureDescription = {
  id: string;
  family: MeasureFamily;
  /** As in `Measure.unit`; "1" for a number without a unit. */
  unit: string;
  /** Digits after the point that are worth reading. */
  decimals: number;
  scopes: readonly MeasureScope[];
  /** Direction in which the disease moves it; null where that is not settled or depends on the task. */
  worse: "higher" | "lower" | null;
  stability: Stability;
  /** Where the reliability comes from; null where none is known. */
  stabilityCitation: string | null;
};

/** Scopes by the short name used in the table. */
const scopes = {
  any: ["vowel", "mpt", "ddk", "speech", "free"],
  voice: ["vowel", "mpt", "speech", "free"],
  vowel: ["vowel", "mpt"],
  ddk: ["ddk"],
  speech: ["speech"],
  mpt: ["mpt"],
  visit: ["visit"],
} as const satisfies Record<string, readonly MeasureScope[]>;

type Row = [
  id: string,
  unit: string,
  decimals: number,
  scope: keyof typeof scopes,
  worse: MeasureDescription["worse"],
  stability: Stability,
];

const healthyRetest =
  "Healthy speakers, five-day retest: ICC of F0, CPPS, shimmer and HNR 0.76-0.99, jitter 0.67-0.74";
const ddkRetest =
  "Kadambi et al. 2023, J. Speech Lang. Hear. Res. 66, 3166-3181: retest r of the DDK rate 0.95";
const speakingRetest =
  "Stipancic et al. 2018, J. Speech Lang. Hear. Res. 61, 2757-2771: MDC95 of the speaking rate 36.57 words per minute";

const rows: Record<MeasureFamily, Row[]> = {
  timing: [
    ["speaking-rate-wpm", "1/min", 0, "speech", "lower", "moderate"],
    ["speaking-rate", "1/s", 2, "speech", "lower", "moderate"],
    ["articulation-rate", "1/s", 2, "speech", "lower", "unknown"],
    ["pause-ratio", "%", 1, "speech", "higher", "unknown"],
    ["pause-count", "count", 0, "speech", "higher", "unknown"],
    ["pause-mean", "s", 2, "speech", "higher", "unknown"],
    ["speech-syllables", "count", 0, "speech", null, "unknown"],
    ["read-words-rate", "1/min", 0, "speech", "lower", "unknown"],
    ["read-articulation-rate", "1/s", 2, "speech", "lower", "unknown"],
    ["read-pause-ratio", "%", 1, "speech", "higher", "unknown"],
    ["read-pauses-between", "count", 0, "speech", "higher", "unknown"],
    ["read-pauses-inside", "count", 0, "speech", "higher", "unknown"],
    ["read-vowel-duration", "ms", 0, "speech", "higher", "unknown"],
    ["read-consonant-duration", "ms", 0, "speech", "higher", "unknown"],
    ["ddk-rate", "1/s", 2, "ddk", "lower", "good"],
    ["ddk-regularity", "ms", 0, "ddk", "higher", "unknown"],
    ["ddk-cv", "%", 1, "ddk", "higher", "unknown"],
    ["ddk-syllables", "count", 0, "ddk", "lower", "unknown"],
    ["ddk-syllable-duration", "ms", 0, "ddk", "higher", "unknown"],
    ["ddk-pauses", "count", 0, "ddk", "higher", "unknown"],
    ["ddk-intensity-slope", "dB/s", 2, "ddk", "lower", "unknown"],
    ["mpt", "s", 1, "mpt", "lower", "unknown"],
    ["digit-intelligibility", "%", 0, "speech", "lower", "unknown"],
  ],
  precision: [
    ["read-words-recognised", "%", 0, "speech", "lower", "unknown"],
    ["read-score-vowels", "nats", 2, "speech", "lower", "unknown"],
    ["read-score-stops", "nats", 2, "speech", "lower", "unknown"],
    ["read-score-fricatives", "nats", 2, "speech", "lower", "unknown"],
    ["read-score-sonorants", "nats", 2, "speech", "lower", "unknown"],
    ["read-consonant-level", "dB", 1, "speech", "lower", "unknown"],
    ["read-spectral-change", "dB", 1, "speech", "lower", "unknown"],
    ["read-f2-slope", "Hz/ms", 2, "speech", "lower", "unknown"],
    ["read-vowel-dispersion", "Bark", 2, "speech", "lower", "unknown"],
    ["read-f1", "Hz", 0, "speech", null, "unknown"],
    ["read-f2", "Hz", 0, "speech", null, "unknown"],
  ],
  pitch: [
    ["f0-mean", "Hz", 1, "voice", null, "good"],
    ["f0-sd", "Hz", 2, "voice", null, "unknown"],
    ["f0-sd-semitones", "semitones", 2, "speech", "lower", "unknown"],
    ["f0-min", "Hz", 1, "voice", null, "unknown"],
    ["f0-max", "Hz", 1, "voice", null, "unknown"],
    ["f0-range", "semitones", 2, "voice", null, "unknown"],
    ["unvoiced-fraction", "%", 1, "voice", "higher", "unknown"],
    ["voice-breaks", "count", 0, "voice", "higher", "unknown"],
  ],
  steadiness: [
    ["jitter-local", "%", 3, "voice", "higher", "moderate"],
    ["jitter-local-absolute", "s", 7, "voice", "higher", "moderate"],
    ["jitter-rap", "%", 3, "voice", "higher", "moderate"],
    ["jitter-ppq5", "%", 3, "voice", "higher", "moderate"],
    ["jitter-ddp", "%", 3, "voice", "higher", "moderate"],
    ["shimmer-local", "%", 2, "voice", "higher", "good"],
    ["shimmer-local-db", "dB", 3, "voice", "higher", "good"],
    ["shimmer-apq3", "%", 2, "voice", "higher", "good"],
    ["shimmer-apq5", "%", 2, "voice", "higher", "good"],
    ["shimmer-apq11", "%", 2, "voice", "higher", "good"],
    ["shimmer-dda", "%", 2, "voice", "higher", "good"],
  ],
  clarity: [
    ["hnr", "dB", 1, "voice", "lower", "good"],
    ["cpps", "dB", 1, "any", "lower", "good"],
    ["h1-h2", "dB", 1, "voice", null, "unknown"],
    ["spectral-tilt", "dB/octave", 1, "any", null, "unknown"],
    ["ltas-slope", "dB", 1, "any", null, "unknown"],
    ["avqi", "1", 2, "visit", "higher", "unknown"],
    ["abi", "1", 2, "visit", "higher", "unknown"],
  ],
  tremor: [
    ["pvi", "1", 3, "vowel", "higher", "unknown"],
    ["ppe", "bit", 2, "vowel", "higher", "unknown"],
    ["pfr", "semitones", 2, "vowel", "higher", "unknown"],
    ["f0-range-99", "semitones", 2, "vowel", "higher", "unknown"],
    ["tremor-frequency", "Hz", 1, "vowel", null, "unknown"],
    ["tremor-amplitude", "%", 2, "vowel", "higher", "unknown"],
    ["tremor-1-2", "%", 2, "vowel", "higher", "unknown"],
    ["tremor-3-8", "%", 2, "vowel", "higher", "unknown"],
    ["tremor-9-14", "%", 2, "vowel", "higher", "unknown"],
    ["log-pvi", "1", 2, "vowel", "higher", "unknown"],
    ["log-f0-range-99", "ln semitones", 2, "vowel", "higher", "unknown"],
    ["log-f0-sd", "ln semitones", 2, "vowel", "higher", "unknown"],
    ["f0-entropy", "bit", 2, "vowel", "higher", "unknown"],
    ["f0-modulation-1-3", "ln semitones", 2, "vowel", "higher", "unknown"],
    ["f0-modulation-3-8", "ln semitones", 2, "vowel", "higher", "unknown"],
    ["f0-modulation-8-16", "ln semitones", 2, "vowel", "higher", "unknown"],
    ["f0-modulation-16-40", "ln semitones", 2, "vowel", "higher", "unknown"],
  ],
  resonance: [
    ["f1", "Hz", 0, "any", null, "unknown"],
    ["f2", "Hz", 0, "any", null, "unknown"],
    ["tvsa", "Hz^2", 0, "visit", "lower", "unknown"],
    ["fcr", "1", 2, "visit", "higher", "unknown"],
    ["vai", "1", 2, "visit", "lower", "unknown"],
    ["f2i-f2u", "1", 2, "visit", "lower", "unknown"],
  ],
  loudness: [
    ["sound-pressure-level", "dB SPL", 1, "any", null, "unknown"],
    ["intensity", "dB", 1, "any", null, "unknown"],
    ["intensity-sd", "dB", 1, "speech", null, "unknown"],
  ],
};

/** Every measure that Bulbar knows, in the order of display. Ids and units are kept stable (issue 3). */
export const catalogue: readonly MeasureDescription[] = measureFamilies.flatMap((family) =>
  rows[family].map(([id, unit, decimals, scope, worse, stability]) => ({
    id,
    family,
    unit,
    decimals,
    scopes: scopes[scope],
    worse,
    stability,
    stabilityCitation: stability === "unknown" ? null : citationOf(id),
  })),
);

function citationOf(id: string): string {
  if (id === "ddk-rate") return ddkRetest;
  return id.startsWith("speaking-rate") ? speakingRetest : healthyRetest;
}

const byId = new Map(catalogue.map((description) => [description.id, description]));

/** The description of a measure; undefined for an id that is not in the catalogue. */
export function describeMeasure(id: string): MeasureDescription | undefined {
  return byId.get(id);
}
