import type { AlignedPhone, AlignedWord, AlignmentLanguage } from "../../../../shared/domain/alignment.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { DoubleFft } from "../../dsp/double-fft.ts";
import { mean } from "../../dsp/mean.ts";
import { median } from "../../dsp/median.ts";
import { applyFilters, melFilterbank } from "../../dsp/mel.ts";
import { framePower } from "../../dsp/stft.ts";
import { hann } from "../../dsp/windows.ts";
import { classOf, isVowel, type PhoneClass } from "./phone-classes.ts";

/** Below so many phones of a class it has no score, and below so many pairs they have no difference. */
const leastPhones = 5;

/**
 * Acoustic score of the phones of a class in a noise that is equal in all readings, nats a frame: their mean, each counted once,
 * which sees the few that suffer first. Null below five phones.
 */
export function classScore(
  phones: readonly AlignedPhone[],
  of: PhoneClass,
  language: AlignmentLanguage,
): number | null {
  const scores = phones.flatMap(({ phone, scoreInNoise }) =>
    classOf(phone, language) === of && scoreInNoise !== null ? [scoreInNoise] : [],
  );
  return scores.length < leastPhones ? null : mean(scores);
}

/** Level of consonants against the vowels beside them in the same word, dB: median; null below five. */
export function consonantLevel(
  { samples, sampleRateHz }: Sound,
  words: readonly AlignedWord[],
  language: AlignmentLanguage,
): number | null {
  const levelDb = ({ startSeconds, endSeconds }: AlignedPhone) => {
    const part = samples.subarray(
      Math.round(startSeconds * sampleRateHz),
      Math.round(endSeconds * sampleRateHz),
    );
    return 10 * Math.log10(part.reduce((sum, value) => sum + value * value, 0) / part.length + silence);
  };
  const differences = pairs(words).flatMap(([a, b]) => {
    const [isFirst, isSecond] = [isVowel(a.phone, language), isVowel(b.phone, language)];
    if (isFirst === isSecond) return [];
    return isFirst ? [levelDb(b) - levelDb(a)] : [levelDb(a) - levelDb(b)];
  });
  return differences.length >= leastPhones ? median(differences) : null;
}

/** Power of what is digitally silent. */
const silence = 1e-10;
const windowSeconds = 0.025;
const bands = { scale: "slaney", bands: 20, minimumHz: 100, maximumHz: 3700 } as const;
/** Bands so far below the loudest of their moment are not heard beside it, dB. */
const heardDb = 40;

/**
 * How far the spectrum travels from phone to phone within words, dB: mean over neighbours of the root-mean-square difference
 * of 20 mel bands (100-3700 Hz) at their middles, each moment's mean level taken away. Undershoot makes it less. Null below five.
 */
export function spectralChange(sound: Sound, words: readonly AlignedWord[]): number | null {
  const shapeAt = spectralShape(sound);
  const changes = pairs(words).map(([a, b]) => {
    const [from, to] = [shapeAt(middleOf(a)), shapeAt(middleOf(b))];
    return Math.sqrt(mean(from.map((level, band) => (level - to[band]!) ** 2)));
  });
  return changes.length >= leastPhones ? mean(changes) : null;
}

/** Level of each band about a moment against their mean, dB. */
function spectralShape({ samples, sampleRateHz }: Sound): (seconds: number) => Float64Array {
  const length = Math.round(windowSeconds * sampleRateHz);
  const fft = new DoubleFft(2 ** Math.ceil(Math.log2(length)));
  const { filters } = melFilterbank(bands, sampleRateHz, fft.size);
  const power = new Float64Array(fft.size / 2 + 1);
  const analyse = framePower(samples, hann(length, "periodic"), fft, "zero");
  return (seconds) => {
    analyse(Math.round(seconds * sampleRateHz - length / 2), power);
    const sums = new Float64Array(filters.length);
    applyFilters(power, filters, sums);
    const levels = sums.map((sum) => 10 * Math.log10(sum + silence));
    const lowest = levels.reduce((most, level) => Math.max(most, level), Number.NEGATIVE_INFINITY) - heardDb;
    const heard = levels.map((level) => Math.max(level, lowest));
    const middle = mean(heard);
    return heard.map((level) => level - middle);
  };
}

/** Neighbouring phones within words. */
function pairs(words: readonly AlignedWord[]): [AlignedPhone, AlignedPhone][] {
  return words.flatMap(({ phones }) =>
    phones.slice(1).map((phone, k): [AlignedPhone, AlignedPhone] => [phones[k]!, phone]),
  );
}

const middleOf = ({ startSeconds, endSeconds }: AlignedPhone): number => (startSeconds + endSeconds) / 2;
