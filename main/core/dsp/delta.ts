import type { Spectrogram } from "./stft.ts";

/**
 * First time derivative, per frame, as `librosa.feature.delta` (0.11; order 1, mode "interp"): the slope of the
 * least-squares line over `width` (odd) frames; the first and last half windows take the slope of the outermost
 * whole window. Needs at least `width` frames; throws RangeError below.
 */
export function delta(features: Spectrogram, width = 9): Spectrogram {
  const { frames, bins } = features;
  if (frames < width) throw new RangeError(`delta needs ${width} frames, found ${frames}`);
  const half = (width - 1) / 2;
  const norm = (half * (half + 1) * (2 * half + 1)) / 3;
  const values = features.values.map((_, index) => {
    const centre = Math.min(Math.max(Math.floor(index / bins), half), frames - 1 - half);
    let slope = 0;
    for (let lag = -half; lag <= half; lag++)
      slope += lag * features.values[(centre + lag) * bins + (index % bins)]!;
    return slope / norm;
  });
  return { frames, bins, values };
}
