import { roomCheckPlan } from "../../../shared/domain/room-check.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { randomOf } from "../dsp/random.ts";
import { synthesise } from "../synth/synthesise.ts";

export const roomRateHz = 48_000;
const voiceSeconds = 6;

type Room = {
  /** Level of white noise, dB full scale. */
  noiseDbfs?: number;
  /** Peak of the voice, full scale 1; 0: nobody speaks. */
  voicePeak?: number;
  /** Amplitude of the steady tone; 0: no loudspeaker. */
  tone?: number;
  /** Lines of a mains hum: its frequency, and the amplitude of the first. */
  hum?: { hz: number; amplitude: number };
};

/** The sound of a room check: quiet, a steady tone, a voice, over the noise of the room. */
export function roomSound({ noiseDbfs = -62, voicePeak = 0.4, tone = 0.05, hum }: Room = {}): Sound {
  const { quietSeconds, toneSeconds, toneHz } = roomCheckPlan;
  const samples = new Float32Array((quietSeconds + toneSeconds + voiceSeconds) * roomRateHz);
  const random = randomOf("room", noiseDbfs);
  const noise = 10 ** (noiseDbfs / 20);
  for (let n = 0; n < samples.length; n++) {
    const seconds = n / roomRateHz;
    samples[n] = noise * random.normal();
    if (hum)
      for (let k = 1; k <= 4; k++)
        samples[n]! += (hum.amplitude / k) * Math.sin(2 * Math.PI * k * hum.hz * seconds);
  }
  const [toneStart, toneEnd] = [quietSeconds * roomRateHz, (quietSeconds + toneSeconds) * roomRateHz];
  for (let n = toneStart; n < toneEnd; n++)
    samples[n]! += tone * Math.sin((2 * Math.PI * toneHz * n) / roomRateHz);
  for (const [n, sample] of speech(voicePeak).entries()) samples[toneEnd + n]! += sample;
  return { samples, sampleRateHz: roomRateHz };
}

function speech(peak: number): Float32Array {
  const settings = { task: "digits", sex: "female", severity: 0, seed: 4, sampleRateHz: roomRateHz } as const;
  const { samples } = synthesise({ ...settings, durationSeconds: voiceSeconds }).signal;
  const most = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
  return samples.map((sample) => (peak * sample) / most).subarray(0, voiceSeconds * roomRateHz);
}
