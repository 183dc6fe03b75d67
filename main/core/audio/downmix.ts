import type { Channel } from "../../../shared/domain/audio-info.ts";

/**
 * Mean of the channels (or one of them), frame by frame: the one definition of mono for every format and both decoders.
 * The mean is formed in double precision and rounded once to float32.
 *
 * @param interleaved full scale +-1, `channels` samples per frame; a trailing part of a frame is ignored
 * @param mono receives one sample per frame from `offset` on
 * @param use the channel, counted from 1, or the mean of all
 * @returns number of frames written
 */
export function downmix(
  interleaved: Float32Array,
  channels: number,
  mono: Float32Array,
  offset: number,
  use: Channel = "mean",
): number {
  const frames = Math.floor(interleaved.length / channels);
  if (use !== "mean") {
    for (let frame = 0, i = use - 1; frame < frames; frame++, i += channels)
      mono[offset + frame] = interleaved[i]!;
    return frames;
  }
  if (channels === 1) {
    mono.set(interleaved.subarray(0, frames), offset);
    return frames;
  }
  for (let frame = 0, i = 0; frame < frames; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += interleaved[i++]!;
    mono[offset + frame] = sum / channels;
  }
  return frames;
}
