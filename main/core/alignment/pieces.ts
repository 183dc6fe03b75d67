import type { Sound } from "../../../shared/domain/sound.ts";

/** A piece of a recording, s from its start. */
export type Piece = { startSeconds: number; endSeconds: number };

/** Frames of the level by which a place to cut is found, s. */
const frameSeconds = 0.05;
/** Two pieces are cut apart within the quietest of so many frames: a breath, not the closure of a stop. */
const quietFrames = 4;

/**
 * Cuts a recording into pieces of at most `longestSeconds`, each at the quietest moment of its second half: between two
 * words where the speaker paused.
 */
export function cutPieces({ samples, sampleRateHz }: Sound, longestSeconds: number): Piece[] {
  const duration = samples.length / sampleRateHz;
  const power = framePower(samples, Math.round(frameSeconds * sampleRateHz));
  const pieces: Piece[] = [];
  for (let start = 0; start < duration; ) {
    const isLast = duration - start <= longestSeconds;
    const end = isLast ? duration : quietest(power, start + longestSeconds / 2, start + longestSeconds);
    pieces.push({ startSeconds: start, endSeconds: end });
    start = end;
  }
  return pieces;
}

function framePower(samples: Float32Array, size: number): Float64Array {
  return Float64Array.from({ length: Math.floor(samples.length / size) }, (_, frame) => {
    const part = samples.subarray(frame * size, (frame + 1) * size);
    return part.reduce((sum, value) => sum + value * value, 0);
  });
}

/** The middle of the quietest frames between two times, s. */
function quietest(power: Float64Array, fromSeconds: number, toSeconds: number): number {
  const from = Math.ceil(fromSeconds / frameSeconds);
  const to = Math.min(power.length, Math.floor(toSeconds / frameSeconds)) - quietFrames;
  let [best, least] = [to, Number.POSITIVE_INFINITY];
  for (let frame = from; frame <= to; frame++) {
    const sum = power.subarray(frame, frame + quietFrames).reduce((total, value) => total + value, 0);
    if (sum < least) [best, least] = [frame, sum];
  }
  return (best + quietFrames / 2) * frameSeconds;
}
