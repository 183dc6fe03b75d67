/** A possible pitch of a frame: frequency 0 is the unvoiced one; strength is the height of the correlation, 0..1. */
export type PitchCandidate = { frequencyHz: number; strength: number };

/** One analysis frame; the first candidate is on the path. */
export type PitchFrame = {
  /** Peak of the frame over the peak of the recording, 0..1. */
  intensity: number;
  candidates: PitchCandidate[];
};
