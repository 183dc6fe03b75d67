/** Values on a grid of 1 ms, from 0 s on. */
export type Track = Float64Array;

const framesPerSecond = 1000;

/** Straight lines through points [seconds, value] in order of time, flat before the first and after the last. */
export function trackThrough(points: readonly (readonly [number, number])[], durationSeconds: number): Track {
  const track = new Float64Array(Math.ceil(durationSeconds * framesPerSecond) + 1);
  let next = 0;
  for (let frame = 0; frame < track.length; frame++) {
    const t = frame / framesPerSecond;
    while (next < points.length && points[next]![0] <= t) next++;
    const [t1, v1] = points[Math.min(next, points.length - 1)]!;
    const [t0, v0] = points[Math.max(0, next - 1)]!;
    track[frame] = t1 > t0 ? v0 + ((v1 - v0) * (t - t0)) / (t1 - t0) : v0;
  }
  return track;
}

/** Value at a time, between frames by a straight line. */
export function valueAt(track: Track, seconds: number): number {
  const position = Math.min(Math.max(0, seconds * framesPerSecond), track.length - 1);
  const frame = Math.floor(position);
  const value = track[frame]!;
  return value + (position - frame) * ((track[frame + 1] ?? value) - value);
}

/** The track at every sample. */
export function sampled(track: Track, sampleRateHz: number, length: number): Float64Array {
  const values = new Float64Array(length);
  for (let n = 0; n < length; n++) values[n] = valueAt(track, n / sampleRateHz);
  return values;
}
