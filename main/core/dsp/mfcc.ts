import type { Spectrogram } from "./stft.ts";

/**
 * Mel-frequency cepstral coefficients as `librosa.feature.mfcc` (0.11; dct_type 2, norm "ortho", no lifter) of
 * a log-mel spectrogram in dB (librosa's own default: power_to_db with ref 1 and top_db 80): the orthonormal
 * DCT-II of each frame, `count` coefficients from the zeroth on. Frames x count.
 */
export function mfcc(logMel: Spectrogram, count: number): Spectrogram {
  const { frames, bins } = logMel;
  const basis = Array.from({ length: count }, (_, k) =>
    Float64Array.from(
      { length: bins },
      (_, n) => Math.sqrt((k === 0 ? 1 : 2) / bins) * Math.cos((Math.PI * k * (2 * n + 1)) / (2 * bins)),
    ),
  );
  const values = new Float64Array(frames * count);
  for (let frame = 0; frame < frames; frame++) {
    basis.forEach((row, k) => {
      let sum = 0;
      for (let n = 0; n < bins; n++) sum += row[n]! * logMel.values[frame * bins + n]!;
      values[frame * count + k] = sum;
    });
  }
  return { frames, bins: count, values };
}
