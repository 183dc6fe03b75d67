import { quantile } from "../../../main/core/dsp/median.ts";
import { measureSettings } from "../../../main/core/measures/measure-settings.ts";
import { pitch, standardPitch } from "../../../main/core/measures/pitch/pitch.ts";
import { readingMeasures } from "../../../main/core/measures/reading/reading-measures.ts";
import type { Aligned, Alignment } from "../../../shared/domain/alignment.ts";
import type { MeasureSettings } from "../../../shared/domain/measure.ts";
import type { Sex } from "../../../shared/domain/patient.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { fewAtOnce } from "./at-once.ts";
import { throughCodec, warped, withNoise } from "./changed-sound.ts";
import { centralised, smoothed, weakened } from "./degraded-speech.ts";
import type { Figure } from "./figure.ts";
import type { Align } from "./reader.ts";
import {
  fliteVoices,
  installedFestivalVoices,
  isInstalled,
  type Spoken,
  sayWithEspeak,
  sayWithFestival,
  sayWithFlite,
} from "./synthetic-readers.ts";

/** What is read: three sentences, 31 words. */
const text =
  "My sister bakes bread every Sunday morning. Please leave the keys on the table by the door. The ferry was late, so we had coffee at the harbour and waited.";

type Voice = { name: string; say: (stretch: number) => Promise<Sound>; settings: MeasureSettings };

/** Six voices of three synthesisers, each measured as a recording of a woman or a man. */
const synthetic: readonly Voice[] = [
  ...fliteVoices.map((voice) =>
    voiceOf(`flite ${voice}`, voice === "slt" ? "female" : "male", (stretch) =>
      sayWithFlite(voice, text, stretch),
    ),
  ),
  voiceOf("festival ked_diphone", "male", (stretch) => sayWithFestival("ked_diphone", text, stretch)),
  voiceOf("espeak-ng en-us+klatt2", "male", (stretch) => sayWithEspeak("en-us+klatt2", text, stretch)),
];
/** Four of them once more with a longer or a shorter vocal tract, which makes other voices of them. */
const warps: Readonly<Record<string, number>> = {
  "flite slt": 0.93,
  "flite rms": 1.07,
  "flite awb": 0.93,
  "festival ked_diphone": 1.07,
};
const voices: readonly Voice[] = [
  ...synthetic,
  ...synthetic.flatMap(({ name, say, settings }) => {
    const factor = warps[name];
    if (factor === undefined) return [];
    const sayWarped = async (stretch: number) => warped(await say(stretch), factor);
    return [{ name: `${name} ${factor}`, say: sayWarped, settings }];
  }),
];

function voiceOf(name: string, sex: Sex, say: (stretch: number) => Promise<Spoken>): Voice {
  return { name, say: async (stretch) => (await say(stretch)).sound, settings: measureSettings({ sex }) };
}

/** Whether what says a voice is there. */
const isThere = ({ name }: Voice): boolean =>
  (name.startsWith("flite") && isInstalled("flite")) ||
  (name.startsWith("festival") && installedFestivalVoices().includes("ked_diphone")) ||
  (name.startsWith("espeak-ng") && isInstalled("espeak"));

type Clean = { sound: Sound; aligned: Aligned; voice: Voice };
type Degradation = {
  name: string;
  steps: readonly number[];
  apply: (clean: Clean, step: number) => Promise<Sound> | Sound;
  /** Measures that are to fall with it, step by step. */
  measures: readonly string[];
};

const phonesOf = ({ words }: Aligned) => words.flatMap(({ phones }) => phones);

const degradations: readonly Degradation[] = [
  {
    name: "vowels to their mean",
    steps: [0.25, 0.5, 0.75],
    apply: ({ sound, aligned, voice }, share) =>
      centralised(sound, phonesOf(aligned), { share, ceilingHz: voice.settings.formantCeilingHz }),
    measures: ["read-vowel-dispersion", "read-score-vowels"],
  },
  {
    name: "consonants weakened, dB",
    steps: [6, 12, 24],
    apply: ({ sound, aligned }, byDb) => weakened(sound, phonesOf(aligned), byDb),
    measures: ["read-consonant-level", "read-score-stops", "read-score-fricatives", "read-score-sonorants"],
  },
  {
    name: "envelopes smoothed, s",
    // shorter than the window of the measures, 25 ms, smooths nothing that they see
    steps: [0.04, 0.08, 0.16],
    apply: ({ sound }, seconds) => smoothed(sound, seconds),
    measures: ["read-spectral-change", "read-words-recognised"],
  },
  {
    name: "slowed, times",
    steps: [1.25, 1.5, 2],
    apply: ({ voice }, stretch) => voice.say(stretch),
    measures: ["read-words-rate", "read-articulation-rate", "read-f2-slope"],
  },
];

/** What leaves articulation as it is. */
const others = [
  { name: "white noise 20 dB", apply: (sound: Sound) => withNoise(sound, 20) },
  ...(["mp3", "m4a", "ogg"] as const).map((codec) => ({
    name: codec.toUpperCase(),
    apply: (sound: Sound) => throughCodec(sound, codec),
  })),
] as const;

type Values = Readonly<Record<string, number | null>>;
/** Measures of one voice: clean, at each step of each degradation, and with what leaves articulation as it is. */
type Course = { clean: Values; steps: Values[][]; others: Values[] };

/**
 * Each part of the panel under its own degradation: in every voice it falls at every step, a reading that could not be aligned
 * and a measure that is missing counted as the worst; and, by the medians over the voices, it moves less with noise and codecs
 * than at the middle step.
 */
export async function checkPanel(align: Align, isAsked: (voice: string) => boolean): Promise<Figure[]> {
  const asked = voices.filter((voice) => isAsked(voice.name) && isThere(voice));
  if (asked.length === 0) return [];
  const courses = await fewAtOnce(asked, (voice) => courseOf(voice, align));
  return degradations.flatMap(({ name, measures }, d) =>
    measures.flatMap((measure) => {
      const medianOf = (valuesOf: (course: Course) => Values) =>
        quantile(
          courses.map((course) => toldOf(valuesOf(course), measure)),
          0.5,
        );
      const steps = [0, 1, 2].map((step) => medianOf(({ steps }) => steps[d]![step]!));
      const course = [medianOf(({ clean }) => clean), ...steps];
      const noise = others.map((_, n) => medianOf((one) => one.others[n]!));
      const falling = courses.filter(({ clean, steps }) =>
        falls([clean, ...steps[d]!].map((values) => toldOf(values, measure))),
      ).length;
      console.log(
        `${measure}, ${name}: ${inFigures(course)}; ${others.map(({ name: way }) => way).join(", ")}: ${inFigures(noise)}`,
      );
      const moved = Math.max(...noise.map((value) => Math.abs(value - course[0]!)));
      return [
        {
          name: `${measure} falls at every step, ${name}`,
          value: falling,
          unit: `of ${courses.length} voices`,
          atLeast: courses.length,
        },
        {
          name: `${measure} by noise and codecs against the middle step, ${name}`,
          value: (100 * moved) / Math.max(1e-9, course[0]! - course[2]!),
          unit: "%",
          atMost: 100,
        },
      ];
    }),
  );
}

/** Missing is the worst. */
const toldOf = (values: Values, measure: string): number => values[measure] ?? Number.NEGATIVE_INFINITY;
/** The parts of the panel, each with its figure. */
const inWordsOf = (values: Values): string =>
  degradations
    .flatMap(({ measures }) => measures)
    .map((measure) => `${measure} ${inFigures([toldOf(values, measure)])}`)
    .join(", ");
const inFigures = (values: readonly number[]): string => values.map((value) => value.toFixed(2)).join(" ");

/** Each less than the one before; what is the worst already stays so. */
function falls(values: readonly number[]): boolean {
  return values
    .slice(1)
    .every((value, k) => value < values[k]! || (k > 0 && value === Number.NEGATIVE_INFINITY));
}

async function courseOf(voice: Voice, align: Align): Promise<Course> {
  const sound = await voice.say(1);
  const measured = async (changed: Sound) => valuesOf(changed, await align(changed, text), voice);
  const aligned = await align(sound, text);
  const course: Course = { clean: valuesOf(sound, aligned, voice), steps: [], others: [] };
  for (const { name, steps, apply, measures } of degradations) {
    const values: Values[] = [];
    for (const step of steps)
      values.push(
        aligned.status === "aligned" ? await measured(await apply({ sound, aligned, voice }, step)) : {},
      );
    course.steps.push(values);
    for (const measure of measures)
      console.log(
        `${voice.name}, ${measure}, ${name}: ${inFigures([course.clean, ...values].map((one) => toldOf(one, measure)))}`,
      );
  }
  for (const { name, apply } of others) {
    const values = await measured(await apply(sound));
    course.others.push(values);
    console.log(`${voice.name}, ${name}: ${inWordsOf(values)}`);
  }
  return course;
}

function valuesOf(sound: Sound, alignment: Alignment, voice: Voice): Values {
  const { pitchFloorHz, pitchCeilingHz, formantCeilingHz } = voice.settings;
  const read = { sound, pitch: pitch(sound, standardPitch(pitchFloorHz, pitchCeilingHz)), formantCeilingHz };
  return Object.fromEntries(
    Object.entries(readingMeasures(alignment, read)).map(([id, { value }]) => [id, value]),
  );
}
