/** Equal samples in a row that make a clipped run. */
const RUN_SAMPLES = 3;
/** Quantisation steps that the neighbour of a clipped run must lie off; the rounded top of a clean wave stays within 4. */
const EDGE_STEPS = 4;

/**
 * Share of samples (0..1) in clipped runs: at least 3 equal samples at the signal's maximum or minimum, entered or
 * left by a jump of more than 4 quantisation steps. So it also finds clipping that was turned down afterwards, and
 * does not take the rounded crest of a clean low tone for one. Clipping before a lossy codec, or in one channel
 * of several, no longer shows as equal samples and is not found.
 *
 * @param samples full scale +-1
 */
export function clippedFraction(samples: Float32Array): number {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!;
    if (x < minimum) minimum = x;
    if (x > maximum) maximum = x;
  }
  const edge = EDGE_STEPS * quantisationStep(samples);
  let clipped = 0;
  for (let start = 0; start < samples.length; ) {
    const level = samples[start]!;
    let end = start + 1;
    if (level === maximum || level === minimum) {
      while (samples[end] === level) end++;
      const jump = Math.max(
        Math.abs((samples[start - 1] ?? level) - level),
        Math.abs((samples[end] ?? level) - level),
      );
      if (end - start >= RUN_SAMPLES && jump > edge) clipped += end - start;
    }
    start = end;
  }
  return samples.length === 0 ? 0 : clipped / samples.length;
}

/** No recorder's converter is coarser than this, full scale 1: 8 bit. */
const COARSEST_STEP = 2 ** -7;

/**
 * Smallest difference between neighbours that is not zero: the step of the converter; tiny for float sources. A loud tone
 * that is cut off has no small ones, since its flat parts are those that are cut.
 */
function quantisationStep(samples: Float32Array): number {
  let step = COARSEST_STEP;
  for (let i = 1; i < samples.length; i++) {
    const difference = Math.abs(samples[i]! - samples[i - 1]!);
    if (difference > 0 && difference < step) step = difference;
  }
  return step;
}
