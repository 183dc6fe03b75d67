import { powerToDb } from "./decibels.ts";

const frameLength = 2048;
const hopLength = 512;

/**
 * Sample range [start, end) without the silence before and after, as `librosa.effects.trim` (0.11; frame 2048,
 * hop 512, reference the loudest frame): kept from the first to the last frame whose RMS lies less than `rangeDb`
 * below the loudest. A silent signal is kept whole, as there.
 */
export function trimSilence(samples: ArrayLike<number>, rangeDb: number): [start: number, end: number] {
  const loud = powerToDb(frameMeanSquares(samples), { reference: "maximum", rangeDb: null }).map((db) =>
    Number(db > -rangeDb),
  );
  const first = loud.indexOf(1);
  if (first < 0) return [0, 0];
  return [first * hopLength, Math.min(samples.length, (loud.lastIndexOf(1) + 1) * hopLength)];
}

/** Mean square of frames of 2048 samples centred every 512, zeros beyond the ends (librosa.feature.rms squared). */
function frameMeanSquares(samples: ArrayLike<number>): Float64Array {
  const hops = new Float64Array(Math.ceil(samples.length / hopLength));
  for (let hop = 0; hop < hops.length; hop++) {
    const end = Math.min(samples.length, (hop + 1) * hopLength);
    let sum = 0;
    for (let n = hop * hopLength; n < end; n++) sum += samples[n]! * samples[n]!;
    hops[hop] = sum;
  }
  const reach = frameLength / hopLength / 2;
  return Float64Array.from({ length: 1 + Math.floor(samples.length / hopLength) }, (_, i) => {
    let sum = 0;
    for (let hop = Math.max(0, i - reach); hop < Math.min(hops.length, i + reach); hop++) sum += hops[hop]!;
    return sum / frameLength;
  });
}
