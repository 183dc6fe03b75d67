import { basename } from "node:path";
import { decodeAudio } from "../../main/core/audio/decode.ts";
import { assessQuality } from "../../main/core/audio/quality.ts";
import type { Norm } from "../../main/core/findings/norms.ts";
import { measureRecording, measureSettings } from "../../main/core/measures/measure-recording.ts";
import type { Measures } from "../../shared/domain/measure.ts";
import { catalogue } from "../../shared/domain/measure-catalogue.ts";
import { worseSide } from "../../shared/domain/worse-side.ts";
import type { Speaker } from "./minsk-speakers.ts";
import { referenceRange } from "./reference-range.ts";

export const vowels = ["vowel-a", "vowel-i"] as const;
export type Vowel = (typeof vowels)[number];

export type MeasuredSpeaker = { speaker: Speaker; measures: Record<Vowel, Measures> };

/** Fewest healthy speakers with a value from whom a percentile of the outermost 5 % is taken. */
const leastSpeakers = 30;

/**
 * Both vowels of speakers by today's program.
 * @param knowsSex whether pitch range and formant ceiling are those of the speaker's sex, as for a patient whose sex is
 * known, or those for anybody
 */
export async function measureSpeakers(
  speakers: readonly Speaker[],
  knowsSex: boolean,
): Promise<MeasuredSpeaker[]> {
  const measured: MeasuredSpeaker[] = [];
  for (const speaker of speakers) {
    const sex = knowsSex ? speaker.sex : null;
    const measures = {
      "vowel-a": await measureVowel(speaker, "vowel-a", sex),
      "vowel-i": await measureVowel(speaker, "vowel-i", sex),
    };
    measured.push({ speaker, measures });
  }
  return measured;
}

async function measureVowel(speaker: Speaker, vowel: Vowel, sex: Speaker["sex"] | null): Promise<Measures> {
  const path = speaker.files[vowel];
  const ffmpeg = () => Promise.reject(new Error("Minsk2020 is WAV"));
  const { signal, audio, truncated } = await decodeAudio({ path }, { fileName: basename(path), ffmpeg });
  const quality = assessQuality(signal, audio, vowel, truncated);
  return measureRecording(signal, vowel, measureSettings({ sex }), quality).measures;
}

/** Speakers' values of a measure, with the speaker; those without a value are left out. */
export function valuesOf(
  measured: readonly MeasuredSpeaker[],
  vowel: Vowel,
  measureId: string,
): { speaker: Speaker; value: number }[] {
  return measured.flatMap(({ speaker, measures }) => {
    const value = measures[vowel][measureId]?.value ?? null;
    return value === null ? [] : [{ speaker, value }];
  });
}

/**
 * The rows that healthy speakers give to resources/norms.json. None where a measure has no worse side, where too few
 * speakers have a value, and where so few cannot tell the limit: its interval is wider than its way from the median.
 */
export function normRows(healthy: readonly MeasuredSpeaker[], resamples?: number): Norm[] {
  return vowels.flatMap((vowel) =>
    catalogue
      .filter(({ scopes }) => scopes.includes("vowel"))
      .flatMap(({ id, unit }) => {
        const found = valuesOf(healthy, vowel, id);
        const side = worseSide(id, vowel);
        if (side === null || found.length < leastSpeakers) return [];
        const values = found.map(({ value }) => value);
        const range = referenceRange(values, side, resamples);
        const [low, high] = range.interval;
        if (high - low >= Math.abs(range.limit - range.centre)) return [];
        const speakers = found.map(({ speaker }) => speaker);
        return [normRow({ id, unit, vowel }, speakers, range)];
      }),
  );
}

function normRow(
  { id, unit, vowel }: { id: string; unit: string; vowel: Vowel },
  speakers: readonly Speaker[],
  { limit, interval, centre }: ReturnType<typeof referenceRange>,
): Norm {
  const ages = speakers.map(({ ageYears }) => ageYears);
  const women = speakers.filter(({ sex }) => sex === "female").length;
  const [low, high] = interval.map(rounded) as [number, number];
  return {
    kind: "percentile",
    measure: id,
    tasks: [vowel],
    unit,
    limit: rounded(limit),
    interval: [low, high],
    centre: rounded(centre),
    sex: null,
    ageYears: null,
    language: null,
    otherLanguages: false,
    speakers: speakers.length,
    population: `${speakers.length} healthy speakers (${women} women, ${speakers.length - women} men), ${Math.min(...ages)}-${Math.max(...ages)} years, Belarus, smartphone with headset`,
    program: "Bulbar, Praat's algorithms",
    source:
      "Measured by npm run norms on Minsk2020 (Vashkevich & Rushkevich 2021, doi 10.1016/j.bspc.2020.102350; GPL-3.0)",
    seen: "measured",
  };
}

/** Four digits: more than 33 speakers can tell. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
