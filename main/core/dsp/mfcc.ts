import { inWorkspace, kernels } from "./kernels.ts";
import type { Spectrogram } from "./stft.ts";

/**
 * Mel-frequency cepstral coefficients as `librosa.feature.mfcc` (0.11; dct_type 2, norm "ortho", no lifter) of
 * a log-mel spectrogram in dB (librosa's own default: power_to_db with ref 1 and top_db 80): the orthonormal
 * DCT-II of each frame, `count` coefficients from the zeroth on. Frames x count.
 */
export function mfcc({ frames, bins, values }: Spectrogram, count: number): Spectrogram {
  const inner = 4 * Math.ceil(bins / 4);
  return inWorkspace((room) => {
    const levels = room.floats(frames * inner);
    const cosines = room.floats(count * inner);
    const coefficients = room.floats(frames * count);
    if (inner > bins) for (const padded of [levels, cosines]) padded.values.fill(0);
    for (let frame = 0; frame < frames; frame++)
      levels.values.set(values.subarray(frame * bins, (frame + 1) * bins), frame * inner);
    for (let k = 0; k < count; k++)
      for (let n = 0; n < bins; n++)
        cosines.values[k * inner + n] =
          Math.sqrt((k === 0 ? 1 : 2) / bins) * Math.cos((Math.PI * k * (2 * n + 1)) / (2 * bins));
    kernels.productOfRows(levels.address, frames, cosines.address, count, inner, coefficients.address);
    return { frames, bins: count, values: coefficients.values.slice() };
  });
}
