import { quantile } from "../../../main/core/dsp/median.ts";
import { measureSettings } from "../../../main/core/measures/measure-settings.ts";
import { pitch, standardPitch } from "../../../main/core/measures/pitch/pitch.ts";
import { readingMeasures } from "../../../main/core/measures/reading/reading-measures.ts";
import type { Aligned, Alignment } from "../../../shared/domain/alignment.ts";
import type { MeasureSettings } from "../../../shared/domain/measure.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { fewAtOnce } from "./at-once.ts";
import { throughCodec, warped, withNoise } from "./changed-sound.ts";
import { centralised, smoothed, weakened } from "./degraded-speech.ts";
import type { Figure } from "./figure.ts";
import type { Align } from "./reader.ts";
import { sayWithFlite } from "./synthetic-readers.ts";

/** What is read: three sentences, 31 words. */
const text =
  "My sister bakes bread every Sunday morning. Please leave the keys on the table by the door. The ferry was late, so we had coffee at the harbour and waited.";

/** Four voices, three of them twice more, with a longer and a shorter vocal tract. */
const voices = [
  ...(["kal16", "slt", "rms", "awb"] as const).map((voice) => ({ voice, warp: 1 })),
  ...(["slt", "rms", "awb"] as const).flatMap((voice) => [0.93, 1.07].map((warp) => ({ voice, warp }))),
];
type Voice = (typeof voices)[number];
const nameOf = ({ voice, warp }: Voice): string => (warp === 1 ? `flite ${voice}` : `flite ${voice} ${warp}`);
/** As a recording of a man or a woman is measured: of these voices slt alone is a woman's. */
const settingsOf = ({ voice }: Voice): MeasureSettings =>
  measureSettings({ sex: voice === "slt" ? "female" : "male" });

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
      centralised(sound, phonesOf(aligned), { share, ceilingHz: settingsOf(voice).formantCeilingHz }),
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
    apply: async ({ voice }, stretch) => (await say(voice, stretch)).sound,
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

async function say({ voice, warp }: Voice, stretch = 1) {
  const spoken = await sayWithFlite(voice, text, stretch);
  return { ...spoken, sound: warped(spoken.sound, warp) };
}

type Values = Readonly<Record<string, number | null>>;
/** Measures of one voice: clean, at each step of each degradation, and with what leaves articulation as it is. */
type Course = { clean: Values; steps: Values[][]; others: Values[] };

/**
 * Each part of the panel under its own degradation: in every voice it falls at every step, a reading that could not be aligned
 * and a measure that is missing counted as the worst; and, by the medians over the voices, it moves less with noise and codecs
 * than at the middle step.
 */
export async function checkPanel(align: Align, isAsked: (voice: string) => boolean): Promise<Figure[]> {
  const asked = voices.filter((voice) => isAsked(nameOf(voice)));
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
const inFigures = (values: readonly number[]): string => values.map((value) => value.toFixed(2)).join(" ");

/** Each less than the one before; what is the worst already stays so. */
function falls(values: readonly number[]): boolean {
  return values
    .slice(1)
    .every((value, k) => value < values[k]! || (k > 0 && value === Number.NEGATIVE_INFINITY));
}

async function courseOf(voice: Voice, align: Align): Promise<Course> {
  const { sound } = await say(voice);
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
        `${nameOf(voice)}, ${measure}, ${name}: ${inFigures([course.clean, ...values].map((one) => toldOf(one, measure)))}`,
      );
  }
  for (const { apply } of others) course.others.push(await measured(await apply(sound)));
  return course;
}

function valuesOf(sound: Sound, alignment: Alignment, voice: Voice): Values {
  const { pitchFloorHz, pitchCeilingHz, formantCeilingHz } = settingsOf(voice);
  const read = { sound, pitch: pitch(sound, standardPitch(pitchFloorHz, pitchCeilingHz)), formantCeilingHz };
  return Object.fromEntries(
    Object.entries(readingMeasures(alignment, read)).map(([id, { value }]) => [id, value]),
  );
}
