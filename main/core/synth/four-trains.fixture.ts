import type { Sound } from "../../../shared/domain/sound.ts";
import { synthesise } from "./synthesise.ts";

/** Four trains of /pa/ of three seconds in one sound, two seconds of near silence after each. */
export function fourTrains(sampleRateHz = 22_050): Sound {
  const quiet = Float32Array.from({ length: 2 * sampleRateHz }, (_, k) => 1e-5 * Math.sin(k * k));
  const train = (seed: number) =>
    synthesise({ task: "ddk-pa", sex: "male", severity: 1, seed, sampleRateHz, durationSeconds: 3 }).signal
      .samples;
  const pieces = [1, 2, 3, 4].flatMap((seed) => [train(seed), quiet]);
  const samples = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { samples, sampleRateHz };
}
