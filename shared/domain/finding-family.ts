import type { Finding } from "./finding.ts";
import type { Subsystem } from "./profile.ts";
import { tasks } from "./task.ts";

/** Measures that say much the same, one of which stands for them. */
export const findingFamilies = [
  "phonation-time",
  "heard-voice",
  "clearness",
  "tremor",
  "pitch-steadiness",
  "loudness-steadiness",
  "voicing",
  "pitch",
  "spectrum",
  "level",
  "syllable-rate",
  "syllable-evenness",
  "vowel-space",
  "precision",
  "intelligibility",
  "speech-rate",
  "pauses",
  "liveliness",
  "nasality",
] as const;
export type FindingFamily = (typeof findingFamilies)[number];

type Family = {
  subsystem: Subsystem;
  /** Of speech only, and there before every other family. */
  ofSpeech?: true;
  /** The first that has a value stands for the family. */
  measures: readonly RegExp[];
};

/** In order within their subsystem. */
const families: Readonly<Record<FindingFamily, Family>> = {
  "phonation-time": { subsystem: "respiration", measures: [/^mpt$/] },
  "heard-voice": { subsystem: "phonation", measures: [/^grbas-grade$/, /^grbas-/] },
  clearness: { subsystem: "phonation", measures: [/^cpps$/, /^hnr$/, /^(avqi|abi)$/] },
  tremor: {
    subsystem: "phonation",
    measures: [/^pvi$/, /^tremor-/, /^(ppe|pfr|f0-range-99)$/, /^(log-|f0-entropy$|f0-modulation-)/],
  },
  "pitch-steadiness": {
    subsystem: "phonation",
    measures: [/^jitter-local$/, /^jitter-/, /^f0-(sd|range)$/],
  },
  "loudness-steadiness": { subsystem: "phonation", measures: [/^shimmer-local$/, /^shimmer-/] },
  voicing: { subsystem: "phonation", measures: [/^unvoiced-fraction$/, /^voice-breaks$/] },
  pitch: { subsystem: "phonation", measures: [/^f0-mean$/, /^f0-(min|max)$/] },
  spectrum: { subsystem: "phonation", measures: [/^(h1-h2|spectral-tilt|ltas-slope)$/] },
  level: { subsystem: "phonation", measures: [/^sound-pressure-level$/, /^intensity$/] },
  "syllable-rate": {
    subsystem: "articulation",
    measures: [/^ddk-rate$/, /^ddk-syllable-duration$/, /^ddk-(syllables|pauses)$/],
  },
  "syllable-evenness": {
    subsystem: "articulation",
    measures: [/^ddk-cv$/, /^ddk-regularity$/, /^ddk-intensity-slope$/],
  },
  "vowel-space": {
    subsystem: "articulation",
    measures: [/^vai$/, /^(tvsa|fcr|f2i-f2u)$/, /^read-vowel-dispersion$/, /^f[12]$/, /^read-f[12]$/],
  },
  precision: {
    subsystem: "articulation",
    measures: [
      /^read-words-recognised$/,
      /^read-score-/,
      /^read-(spectral-change|consonant-level|f2-slope)$/,
      /^read-(vowel|consonant)-duration$/,
    ],
  },
  intelligibility: {
    subsystem: "articulation",
    measures: [
      /^sentence-intelligibility$/,
      /^digit-intelligibility$/,
      /^rated-intelligibility$/,
      /^listening-effort$/,
    ],
  },
  "speech-rate": {
    subsystem: "prosody",
    measures: [
      /^speaking-rate-wpm$/,
      /^read-words-rate$/,
      /^speaking-rate$/,
      /^articulation-rate$/,
      /^read-articulation-rate$/,
      /^speech-syllables$/,
    ],
  },
  pauses: { subsystem: "prosody", measures: [/^pause-ratio$/, /^pause-/, /^read-pause/] },
  liveliness: {
    subsystem: "prosody",
    ofSpeech: true,
    measures: [/^f0-sd-semitones$/, /^f0-(sd|range)$/, /^intensity-sd$/],
  },
  nasality: { subsystem: "resonance", measures: [/^hypernasality$/] },
};

/** What tracks ALS best, first: the order of findings on a page. */
const findingOrder: readonly Subsystem[] = [
  "articulation",
  "prosody",
  "phonation",
  "respiration",
  "resonance",
];

/** Tasks in the order in which one of them stands for a measure. */
const taskOrder: readonly string[] = [
  "vowel-a",
  "mpt-a",
  "vowel-i",
  "vowel-u",
  "vowel-e",
  "vowel-o",
  "ddk-pataka",
  "ddk-ta",
  "ddk-pa",
  "ddk-ka",
  "visit",
  "reading",
  "sentences",
  "digits",
  "free",
];

type Named = Pick<Finding, "measure" | "task">;

/** The family of a measure in a task; null for what is no acoustic measure (a score, a model's answer). */
export function familyOf({ measure, task }: Named): FindingFamily | null {
  const { family = "" } = (tasks as Readonly<Record<string, { family: string }>>)[task] ?? {};
  const isSpeech = family === "speech" || family === "free";
  const fitting = findingFamilies.filter((id) => families[id].measures.some((ids) => ids.test(measure)));
  const ofSpeech = fitting.find((id) => families[id].ofSpeech);
  return (isSpeech && ofSpeech) || (fitting.find((id) => !families[id].ofSpeech) ?? null);
}

/** The subsystem that a family belongs to. */
export function subsystemOf(family: FindingFamily): Subsystem {
  return families[family].subsystem;
}

/** Findings of one family: the one that stands for it, and the rest. */
export type FindingGroup<Of extends Named = Finding> = {
  family: FindingFamily;
  subsystem: Subsystem;
  first: Of;
  rest: Of[];
};

/** Findings by subsystem and family in the order of the page; what has no family is left out. */
export function groupFindings<Of extends Named & Pick<Finding, "value">>(
  findings: readonly Of[],
): FindingGroup<Of>[] {
  const byFamily = Map.groupBy(findings, familyOf);
  return findingOrder.flatMap((subsystem) =>
    findingFamilies.flatMap((family) => {
      const [first, ...rest] = (byFamily.get(family) ?? []).toSorted(
        (a, b) => rank(family, a) - rank(family, b),
      );
      return first && families[family].subsystem === subsystem ? [{ family, subsystem, first, rest }] : [];
    }),
  );
}

/** What has no value comes last; then by measure, then by task. */
function rank(family: FindingFamily, { measure, task, value }: Named & Pick<Finding, "value">): number {
  const byMeasure = families[family].measures.findIndex((ids) => ids.test(measure));
  const at = taskOrder.indexOf(task);
  return (value === null ? 10_000 : 0) + byMeasure * 100 + (at < 0 ? taskOrder.length : at);
}
