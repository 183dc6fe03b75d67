import type { Sound } from "../../../shared/domain/sound.ts";
import { nextPowerOfTwo, RealFft } from "../dsp/fft.ts";
import { mean } from "../dsp/mean.ts";

/** Time step of the level contour, seconds; levels are averaged over three steps. */
export const HOP_SECONDS = 0.01;

/** Noise as heard in the pauses. */
export type NoiseFloor = {
  /** Mean power, full scale = 1. */
  power: number;
  /** Power of the sound (noise taken off) over power of the noise, dB. */
  snrDb: number;
  /** Hops that hold nothing but noise. */
  hops: number[];
};

/** Shortest pause that is used, and least sum of them, hops. A stop closure of a fast syllable lasts about 60 ms. */
const PAUSE_HOPS = 5;
const PAUSES_HOPS = 10;
/** Least difference between sound and pauses, dB: a fading vowel or added noise at 0 dB SNR makes less. */
const LEAST_CONTRAST_DB = 3;
/** Difference from which a pause is a pause whatever it sounds like (hum is periodic), dB. */
const CLEAR_CONTRAST_DB = 20;
/**
 * Noise lies within this many dB from its 5 % quantile to its median. Measured: up to 0.9 dB for white noise, 4.2 dB for 1/f^2 at 8 kHz, 1.5 to 4.4 dB
 * in the pauses of three real recordings, 5.9 dB and more in the weak consonants and closures of 20 sentences without a pause.
 */
const STEADY_DB = 5;
/**
 * Periodicity from which a quiet stretch is a fading voice. Measured: at most 0.1 for noise from white to 1/f^2 at
 * 44.1 kHz, 0.18 at 8 kHz; 0.34 for the breathiest voice of Minsk2020 (ALS 058), 0.7 and more for the others.
 */
const VOICED_CORRELATION = 0.25;
const PERIODICITY_SECONDS = 0.05;
/** Power below which a hop is digital silence, put there by an editor or a gate and no noise of the room. */
const DIGITAL_SILENCE = 1e-12;

/**
 * Power in 30 ms around each hop of 10 ms, full scale = 1, DC taken off.
 *
 * @returns one number per whole hop, at least one
 */
export function hopPowers({ samples, sampleRateHz }: Sound, dcOffset: number): Float64Array {
  const hop = HOP_SECONDS * sampleRateHz;
  const count = Math.max(1, Math.floor(samples.length / hop));
  const single = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const start = Math.round(k * hop);
    const end = Math.min(samples.length, Math.round((k + 1) * hop));
    let sum = 0;
    for (let i = start; i < end; i++) sum += (samples[i]! - dcOffset) ** 2;
    single[k] = sum / Math.max(1, end - start);
  }
  return single.map((power, k) => {
    const before = single[k - 1] ?? power;
    const after = single[k + 1] ?? power;
    return (before + power + after) / 3;
  });
}

/** Stretches of hops whose power reaches the threshold: [start, end). */
export function stretches(powers: Float64Array, threshold: number): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let k = 0; k < powers.length; k++) {
    if (powers[k]! < threshold) continue;
    const last = found.at(-1);
    if (last && last.end === k) last.end = k + 1;
    else found.push({ start: k, end: k + 1 });
  }
  return found;
}

/**
 * Noise floor from the pauses: hops are parted into sound and pause at the level that parts them best (Otsu, dB);
 * pauses shorter than 50 ms and the hop at either end are left out. Null where there are no pauses: less than 0.1 s
 * of them, hardly quieter than the sound, a fading voice, or levels that are those of weak consonants.
 *
 * @param powers of `hopPowers`
 */
export function noiseFloor(signal: Sound, powers: Float64Array): NoiseFloor | null {
  const heard = powers.filter((power) => power > DIGITAL_SILENCE);
  if (heard.length < 2 * PAUSES_HOPS) return null;
  const threshold = 10 ** (otsuThreshold(heard.map((power) => 10 * Math.log10(power))) / 10);
  const hops = pauseHops(powers, threshold);
  if (hops.length < PAUSES_HOPS) return null;
  const power = median(hops.map((k) => powers[k]!));
  const loud = heard.filter((value) => value >= threshold);
  // A steady tone is as loud everywhere: nothing parts sound and pause but rounding.
  if (loud.length === 0) return null;
  const soundPower = mean(loud);
  const contrastDb = 10 * Math.log10(soundPower / power);
  if (contrastDb < LEAST_CONTRAST_DB) return null;
  if (contrastDb < CLEAR_CONTRAST_DB && isVoiced(signal, hops)) return null;
  if (!isSteady(hops.map((k) => 10 * Math.log10(powers[k]!)))) return null;
  return { power, snrDb: 10 * Math.log10(soundPower / power - 1), hops };
}

/** Is the quieter half of the levels (dB) alike, as noise is and weak consonants are not? */
function isSteady(levels: number[]): boolean {
  const quietest = levels.toSorted((a, b) => a - b)[Math.floor(0.05 * levels.length)]!;
  return median(levels) - quietest <= STEADY_DB;
}

/** Hops inside pauses: below the threshold, not digital silence, away from the edges. */
function pauseHops(powers: Float64Array, threshold: number): number[] {
  const quiet = powers.map((power) => (power < threshold && power > DIGITAL_SILENCE ? 1 : 0));
  return stretches(quiet, 1)
    .filter(({ start, end }) => end - start >= PAUSE_HOPS)
    .flatMap(({ start, end }) => Array.from({ length: end - start - 2 }, (_, k) => start + 1 + k));
}

/** Otsu's threshold: the value that leaves the least variance within the two classes. */
function otsuThreshold(values: Float64Array): number {
  const sorted = values.toSorted();
  const total = sorted.reduce((sum, value) => sum + value, 0);
  let best = { between: -1, value: sorted[0]! };
  for (let count = 1, sum = 0; count < sorted.length; count++) {
    sum += sorted[count - 1]!;
    const rest = sorted.length - count;
    const between = count * rest * (sum / count - (total - sum) / rest) ** 2;
    if (between > best.between) best = { between, value: sorted[count]! };
  }
  return best.value;
}

/** Are the pauses periodic as a voice? Median over at most 20 places. */
function isVoiced(signal: Sound, hops: number[]): boolean {
  const step = Math.ceil(hops.length / 20);
  const length = Math.round(PERIODICITY_SECONDS * signal.sampleRateHz);
  const fft = new RealFft(nextPowerOfTwo(2 * length));
  const places = hops.filter((_, i) => i % step === 0);
  return median(places.map((hop) => periodicity(signal, hop, length, fft))) > VOICED_CORRELATION;
}

/**
 * Largest autocorrelation at lags of 60-500 Hz around a hop, relative to lag 0. Of the differences between
 * neighbouring samples, because rumble and other low noise correlates with itself over such lags.
 */
function periodicity({ samples, sampleRateHz }: Sound, hop: number, length: number, fft: RealFft): number {
  const start = Math.round((hop + 0.5) * HOP_SECONDS * sampleRateHz - length / 2);
  const frame = new Float64Array(fft.size);
  for (let i = 0; i < length; i++) frame[i] = (samples[start + i] ?? 0) - (samples[start + i - 1] ?? 0);
  const [re, im] = [new Float64Array(fft.size / 2 + 1), new Float64Array(fft.size / 2 + 1)];
  fft.forward(frame, re, im);
  for (let k = 0; k < re.length; k++) re[k] = re[k]! ** 2 + im[k]! ** 2;
  fft.inverse(re, im.fill(0), frame);
  let most = 0;
  for (let lag = Math.ceil(sampleRateHz / 500); lag <= sampleRateHz / 60; lag++)
    most = Math.max(most, (frame[lag]! / (length - lag)) * length);
  return frame[0]! > 0 ? most / frame[0]! : 0;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
