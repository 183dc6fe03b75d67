/** Plain words first, the term after, for a measure's id. */
export type MeasureWords = { family: MeasureFamily; plain: string; term: string };
export const measureFamilies = [
  "Timing and articulation",
  "Pitch",
  "Steadiness",
  "Clarity",
  "Tremor",
  "Resonance",
  "Loudness",
  "Other",
] as const;
export type MeasureFamily = (typeof measureFamilies)[number];

type Entry = [id: string, plain: string, term: string];

const catalogue: Record<MeasureFamily, Entry[]> = {
  "Timing and articulation": [
    ["speaking-rate", "speed of speech", "speaking rate"],
    ["articulation-rate", "speed without pauses", "articulation rate"],
    ["pause-ratio", "share of pauses", "pause ratio"],
    ["ddk-rate", "syllable rate", "DDK rate"],
    ["ddk-regularity", "unevenness of syllables", "DDK regularity"],
    ["ddk-cv", "unevenness, relative", "DDK interval CV"],
    ["ddk-syllables", "syllables", "DDK count"],
    ["ddk-syllable-duration", "length of a syllable", "DDK duration"],
    ["ddk-pauses", "pauses between syllables", "DDK pauses"],
    ["ddk-intensity-slope", "fading of loudness", "DDK intensity slope"],
    ["pause-count", "pauses", "pause count"],
    ["pause-mean", "length of pauses", "mean pause"],
    ["mpt", "longest phonation", "MPT"],
  ],
  Pitch: [
    ["f0-mean", "pitch", "F0 mean"],
    ["f0-sd", "variation of pitch", "F0 SD"],
    ["f0-min", "lowest pitch", "F0 min"],
    ["f0-max", "highest pitch", "F0 max"],
    ["f0-range", "range of pitch", "F0 range"],
    ["f0-range-99", "range of pitch, 1 to 99 %", "F0 range 99"],
    ["f0-sd-semitones", "variation of pitch", "F0 SD, semitones"],
    ["log-f0-sd", "variation of pitch, logarithm", "log F0 SD"],
    ["log-f0-range-99", "range of pitch, logarithm", "log F0 range 99"],
    ["unvoiced-fraction", "share without voice", "unvoiced fraction"],
    ["voice-breaks", "breaks of the voice", "voice breaks"],
  ],
  Steadiness: [
    ["jitter-local", "steadiness of pitch", "jitter, local"],
    ["jitter-local-absolute", "steadiness of pitch", "jitter, absolute"],
    ["jitter-rap", "steadiness of pitch", "jitter, rap"],
    ["jitter-ppq5", "steadiness of pitch", "jitter, ppq5"],
    ["jitter-ddp", "steadiness of pitch", "jitter, ddp"],
    ["shimmer-local", "steadiness of loudness", "shimmer, local"],
    ["shimmer-local-db", "steadiness of loudness", "shimmer, local dB"],
    ["shimmer-apq3", "steadiness of loudness", "shimmer, apq3"],
    ["shimmer-apq5", "steadiness of loudness", "shimmer, apq5"],
    ["shimmer-apq11", "steadiness of loudness", "shimmer, apq11"],
    ["shimmer-dda", "steadiness of loudness", "shimmer, dda"],
  ],
  Clarity: [
    ["hnr", "voice against noise", "HNR"],
    ["cpps", "clearness of the voice", "CPPS"],
    ["h1-h2", "breathiness", "H1-H2"],
    ["spectral-tilt", "fall of the spectrum", "spectral tilt"],
    ["ltas-slope", "fall of the average spectrum", "LTAS slope"],
  ],
  Tremor: [
    ["pvi", "tremor 9 to 14 Hz", "PVI"],
    ["log-pvi", "tremor 9 to 14 Hz, logarithm", "log PVI"],
    ["ppe", "unpredictability of pitch", "PPE"],
    ["tremor-frequency", "frequency of the tremor", "tremor frequency"],
    ["tremor-amplitude", "depth of the tremor", "tremor amplitude"],
    ["tremor-1-2", "wavering", "tremor 1-2 Hz"],
    ["tremor-3-8", "tremor", "tremor 3-8 Hz"],
    ["tremor-9-14", "flutter", "tremor 9-14 Hz"],
    ["f0-modulation-1-3", "pitch modulation", "F0 modulation 1-3 Hz"],
    ["f0-modulation-3-8", "pitch modulation", "F0 modulation 3-8 Hz"],
    ["f0-modulation-8-16", "pitch modulation", "F0 modulation 8-16 Hz"],
    ["f0-modulation-16-40", "pitch modulation", "F0 modulation 16-40 Hz"],
  ],
  Resonance: [
    ["f1", "first resonance", "F1"],
    ["f2", "second resonance", "F2"],
    ["vsa", "vowel space", "tVSA"],
    ["fcr", "centring of vowels", "FCR"],
    ["vai", "articulation of vowels", "VAI"],
    ["f2i-f2u", "distance of /i/ and /u/", "F2i/F2u"],
  ],
  Loudness: [
    ["intensity", "loudness", "intensity, mean"],
    ["intensity-sd", "variation of loudness", "intensity SD"],
  ],
  Other: [],
};

const byId = new Map(
  Object.entries(catalogue).flatMap(([family, entries]) =>
    entries.map(([id, plain, term]) => [id, { family: family as MeasureFamily, plain, term }] as const),
  ),
);

/** Prefixes of measures that have no words of their own yet. */
const familyOfPrefix: [RegExp, MeasureFamily][] = [
  [/^(ddk|pause|speaking|articulation|mpt)/, "Timing and articulation"],
  [/^(tremor|pvi|ppe|f0-mod)/, "Tremor"],
  [/^(f0|voice)/, "Pitch"],
  [/^(jitter|shimmer)/, "Steadiness"],
  [/^(hnr|cpps|h1)/, "Clarity"],
  [/^(f[12345]|vsa|fcr|vai)/, "Resonance"],
  [/^intensity/, "Loudness"],
];

/** Words of a measure; an id without an entry is shown as it is, in the family of its prefix. */
export function measureWords(id: string): MeasureWords {
  const family = familyOfPrefix.find(([prefix]) => prefix.test(id))?.[1] ?? "Other";
  return byId.get(id) ?? { family, plain: id.replaceAll("-", " "), term: "" };
}
