export type FrequencyScale = "linear" | "mel";

/** Slaney's mel scale, as librosa's hz_to_mel(htk=False): linear up to 1 kHz, logarithmic above. */
export function hzToMel(hz: number): number {
  return hz < 1000 ? (3 * hz) / 200 : 15 + (27 * Math.log(hz / 1000)) / Math.log(6.4);
}

/** Inverse of `hzToMel`. */
export function melToHz(mel: number): number {
  return mel < 15 ? (200 * mel) / 3 : 1000 * Math.exp(((mel - 15) * Math.log(6.4)) / 27);
}

/** Position of a frequency on the axis: Hz, or mel on a mel axis. */
export const toAxis = (scale: FrequencyScale, hz: number) => (scale === "mel" ? hzToMel(hz) : hz);
export const fromAxis = (scale: FrequencyScale, position: number) =>
  scale === "mel" ? melToHz(position) : position;

const melTicksHz = [0, 250, 500, 1000, 2000, 4000, 8000, 16000, 24000];
const linearStepsHz = [500, 1000, 2000, 5000];

/** Frequencies, Hz, at which the axis up to `maximumHz` is labelled: octaves on a mel axis, at most 9 even steps else. */
export function frequencyTicks(scale: FrequencyScale, maximumHz: number): number[] {
  if (scale === "mel") return melTicksHz.filter((hz) => hz <= maximumHz);
  const step = linearStepsHz.find((candidate) => maximumHz / candidate <= 8) ?? 10_000;
  return Array.from({ length: Math.floor(maximumHz / step) + 1 }, (_, k) => k * step);
}
