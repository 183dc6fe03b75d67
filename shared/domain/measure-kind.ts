/**
 * What a measure is made from. Measures of one kind share a definition, and what they react to: a microphone, pitch
 * settings, a codec.
 */
export const measureKinds = [
  "speech-timing",
  "syllable-timing",
  "phonation-time",
  "pitch",
  "pitch-modulation",
  "voicing",
  "perturbation",
  "noise",
  "cepstrum",
  "spectrum",
  "formants",
  "level",
  "voice-index",
  "recognised-words",
  "read-speech",
] as const;
export type MeasureKind = (typeof measureKinds)[number];

/**
 * Version of the definition of each kind: raised by one whenever the same recording would give another value than
 * before beyond rounding. Stored with each analysis; values of different versions are not compared. Version 2 of those
 * made from the sound of a voice: measured over the phonation, no longer over the whole file; of speech: syllables by the level of
 * five bands; of read speech: heard with other phones between words. Version 3 of read speech: fewer frames a second where it
 * is slow, words after pauses, closures that are no pauses, vowels scored by their median.
 */
export const definitionVersions: Readonly<Record<MeasureKind, number>> = {
  "speech-timing": 2,
  "syllable-timing": 1,
  "phonation-time": 1,
  pitch: 1,
  "pitch-modulation": 1,
  voicing: 2,
  perturbation: 2,
  noise: 2,
  cepstrum: 2,
  spectrum: 2,
  formants: 2,
  level: 2,
  "voice-index": 1,
  "recognised-words": 1,
  "read-speech": 3,
};

/** The first pattern that fits an id decides. */
const kindsOfIds: readonly [RegExp, MeasureKind][] = [
  [/^(speaking-rate|speaking-rate-wpm|articulation-rate|pause-.*|speech-syllables)$/, "speech-timing"],
  [/^ddk-/, "syllable-timing"],
  [/^mpt$/, "phonation-time"],
  [/^f0-(mean|sd|sd-semitones|min|max|range)$/, "pitch"],
  [/^(unvoiced-fraction|voice-breaks)$/, "voicing"],
  [/^(jitter|shimmer)-/, "perturbation"],
  [/^hnr$/, "noise"],
  [/^cpps$/, "cepstrum"],
  [/^(h1-h2|spectral-tilt|ltas-slope|mfcc-\d+)$/, "spectrum"],
  [/^(f1|f2|tvsa|fcr|vai|f2i-f2u)$/, "formants"],
  [/^(intensity|intensity-sd|sound-pressure-level)$/, "level"],
  [/^(avqi|abi)$/, "voice-index"],
  [/^(pvi|ppe|pfr|f0-range-99|tremor-.*|log-.*|f0-entropy|f0-modulation-.*)$/, "pitch-modulation"],
  [/^digit-intelligibility$/, "recognised-words"],
  [/^read-/, "read-speech"],
];

/** The kind of an acoustic measure; null for what is none (a clinical score, a model's answer). */
export function measureKind(measureId: string): MeasureKind | null {
  return kindsOfIds.find(([ids]) => ids.test(measureId))?.[1] ?? null;
}
