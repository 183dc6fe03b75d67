const headerBytes = 44;
const rateAt = 24;

/** Samples of a stretch, s, of a 16-bit mono WAV as `recordings.playback` gives it; full scale +-1. */
export async function wavStretch(
  wav: Blob,
  fromSeconds: number,
  toSeconds: number,
): Promise<{ samples: Float32Array<ArrayBuffer>; sampleRateHz: number }> {
  const header = new DataView(await wav.slice(0, headerBytes).arrayBuffer());
  const sampleRateHz = header.getUint32(rateAt, true);
  const byteAt = (seconds: number) => headerBytes + 2 * Math.max(0, Math.round(seconds * sampleRateHz));
  const pcm = new DataView(await wav.slice(byteAt(fromSeconds), byteAt(toSeconds)).arrayBuffer());
  const samples = new Float32Array(Math.floor(pcm.byteLength / 2));
  for (let k = 0; k < samples.length; k++) samples[k] = pcm.getInt16(2 * k, true) / 32768;
  return { samples, sampleRateHz };
}
