/** Autocorrelation with a Hanning or a Gaussian window, or forward cross-correlation; Praat's four methods. */
export type PitchMethod = "ac-hanning" | "ac-gauss" | "cc-normal" | "cc-accurate";

/** Parameters of Praat's "To Pitch (ac)" and "To Pitch (cc)". */
export type PitchSettings = {
  method: PitchMethod;
  /** 0: a quarter of the window. */
  timeStepSeconds: number;
  floorHz: number;
  ceilingHz: number;
  /** Length of the window in periods of the floor. */
  periodsPerWindow: number;
  /** With the unvoiced one; raised to ceiling/floor where that is more. */
  maximumCandidates: number;
  /** Frames whose peak is below this share of the global peak tend to be unvoiced. */
  silenceThreshold: number;
  /** Strength of the unvoiced candidate. */
  voicingThreshold: number;
  /** Per octave, in favour of high candidates. */
  octaveCost: number;
  /** Per octave of change between frames 10 ms apart. */
  octaveJumpCost: number;
  /** Per transition between voiced and unvoiced between frames 10 ms apart. */
  voicedUnvoicedCost: number;
};
