import type { Level } from "./capture-messages.ts";

/** The samples of a block, channel beside channel, as they are. */
export function blockOf(data: AudioData): Float32Array {
  const { numberOfChannels: channels, numberOfFrames: frames } = data;
  const interleaved = new Float32Array(frames * channels);
  const plane = new Float32Array(frames);
  for (let channel = 0; channel < channels; channel++) {
    data.copyTo(plane, { planeIndex: channel, format: "f32-planar" });
    for (let frame = 0; frame < frames; frame++) interleaved[frame * channels + channel] = plane[frame]!;
  }
  return interleaved;
}

/** Least, greatest and root mean square sample of a block, over all its channels. */
export function levelOf(samples: Float32Array, seconds: number): Level {
  let [minimum, maximum, squares] = [0, 0, 0];
  for (const sample of samples) {
    if (sample < minimum) minimum = sample;
    if (sample > maximum) maximum = sample;
    squares += sample * sample;
  }
  return { minimum, maximum, rms: Math.sqrt(squares / Math.max(1, samples.length)), seconds };
}
