import type { Sex } from "../../../shared/domain/patient.ts";

export type Vowel = "a" | "e" | "i" | "o" | "u";

/**
 * F1-F4 in Hz of /ɑ e i o u/: men and women of Hillenbrand, Getty, Clark & Wheeler, J. Acoust. Soc. Am. 97,
 * 3099-3111 (1995), table V.
 */
export const vowelFormantsHz: Readonly<Record<Sex, Record<Vowel, readonly number[]>>> = {
  male: {
    a: [768, 1333, 2522, 3687],
    e: [476, 2089, 2691, 3649],
    i: [342, 2322, 3000, 3657],
    o: [497, 910, 2459, 3384],
    u: [378, 997, 2343, 3357],
  },
  female: {
    a: [936, 1551, 2815, 4299],
    e: [536, 2530, 3047, 4319],
    i: [437, 2761, 3372, 4352],
    o: [555, 1035, 2828, 3927],
    u: [459, 1105, 2735, 4115],
  },
};

/** Resonances of a uniform tube of 17.5 cm (men) or 15.2 cm: the neutral vowel, and the spacing above F4. */
export const neutralFormantsHz = { male: [500, 1500], female: [575, 1725] } as const;
const spacingHz = { male: 1000, female: 1150 } as const;

export type TractSettings = {
  sex: Sex;
  /** Factor on all formants: the speaker's tract is shorter or longer than the average. */
  formantScale: number;
  /** 0 = full vowel space, 1 = every vowel neutral (F1 and F2). */
  centralisation: number;
};

/** F1-F4 in Hz of a vowel as this speaker says it. */
export function formantsOf(vowel: Vowel, { sex, formantScale, centralisation }: TractSettings): number[] {
  return vowelFormantsHz[sex][vowel].map((hz, i) => {
    const neutral = neutralFormantsHz[sex][i] ?? hz;
    return formantScale * (hz + centralisation * (neutral - hz));
  });
}

/** Loss through the glottis, open for half of each period, which the formula for a closed tract leaves out; our choice. */
const glottalLossHz = 40;

/**
 * Bandwidth of a formant in Hz: closed tract by Fant, Vocal tract wall effects, losses, and resonance bandwidths,
 * STL-QPSR 13 (1972), and the loss at the glottis; held at 800 Hz, beyond the range of the formula.
 */
export function bandwidthHz(formantHz: number): number {
  const f = formantHz / 500;
  return Math.min(800, glottalLossHz + 15 / f ** 2 + 20 * Math.sqrt(f) + 5 * f ** 2);
}

/**
 * Filters a source through the tract, in place: Klatt's cascade of second-order resonators (J. Acoust. Soc. Am.
 * 67, 971-995, 1980). `formantsHz` holds F1-F4, a track of 1 ms steps each or one value; further formants follow
 * at the tube's spacing up to the Nyquist frequency and stand in for the correction for higher poles.
 */
export function filterTract(
  signal: Float64Array,
  formantsHz: readonly ArrayLike<number>[],
  { sex, formantScale }: TractSettings,
  sampleRateHz: number,
): void {
  const highestHz = 0.48 * sampleRateHz;
  const spacing = spacingHz[sex] * formantScale;
  for (const track of formantsHz) if (track[0]! < highestHz) resonate(signal, track, sampleRateHz);
  for (let hz = formantsHz.at(-1)![0]! + spacing; hz < highestHz; hz += spacing)
    resonate(signal, [hz], sampleRateHz);
}

/** One resonator of gain 1 at 0 Hz, its coefficients renewed at every value of the track. */
function resonate(signal: Float64Array, track: ArrayLike<number>, sampleRateHz: number): void {
  let [last, beforeLast, n] = [0, 0, 0];
  for (let frame = 0; frame < track.length; frame++) {
    const hz = track[frame]!;
    const radius = Math.exp((-Math.PI * bandwidthHz(hz)) / sampleRateHz);
    const b = 2 * radius * Math.cos((2 * Math.PI * hz) / sampleRateHz);
    const c = -radius * radius;
    const a = 1 - b - c;
    const end = frame === track.length - 1 ? signal.length : ((frame + 1) * sampleRateHz) / 1000;
    for (; n < end && n < signal.length; n++) {
      const value = a * signal[n]! + b * last + c * beforeLast;
      beforeLast = last;
      last = value;
      signal[n] = value;
    }
  }
}
