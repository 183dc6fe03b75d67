import type { TimeRange } from "../../charts/picture-frame.ts";
import { wavStretch } from "./wav-stretch.ts";

/** A stretch that sounds. */
export type SoundingStretch = {
  /** Where it is, s of the recording. */
  position: () => number;
  stop: () => void;
};

/**
 * Plays a stretch of a recording to the sample, again and again without a gap where `loop` says so.
 * @param wav the recording at this tempo (0.5: twice as long)
 * @param range s of the recording as it was recorded
 */
export async function playStretch(
  wav: Blob,
  range: TimeRange,
  { tempo, loop, onEnd }: { tempo: number; loop: boolean; onEnd: () => void },
): Promise<SoundingStretch> {
  const [from, to] = range;
  const { samples, sampleRateHz } = await wavStretch(wav, from / tempo, to / tempo);
  const context = new AudioContext();
  const buffer = context.createBuffer(1, Math.max(1, samples.length), sampleRateHz);
  buffer.copyToChannel(samples, 0);
  const source = new AudioBufferSourceNode(context, { buffer, loop });
  source.connect(context.destination);
  const startedAt = context.currentTime;
  const stop = () => {
    source.onended = null;
    if (context.state !== "closed") void context.close();
  };
  source.onended = () => {
    stop();
    onEnd();
  };
  source.start();
  return {
    position: () => from + tempo * ((context.currentTime - startedAt) % buffer.duration),
    stop,
  };
}
