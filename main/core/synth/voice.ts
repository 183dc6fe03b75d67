import type { Modulation } from "./glottal-source.ts";
import type { TractSettings } from "./vocal-tract.ts";

/** Everything that makes a voice, apart from what it says. */
export type Voice = TractSettings & {
  f0Hz: number;
  driftSemitonesPerSecond: number;
  wanderSemitones: number;
  modulations: Modulation[];
  /** Expected local jitter and shimmer, fractions. */
  jitter: number;
  shimmer: number;
  /** Energy of the voice above that of its breath noise, dB. */
  hnrDb: number;
  openQuotient: number;
  /** Peak of the signal, dB full scale. */
  peakDbfs: number;
};
