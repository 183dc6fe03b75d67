import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeWav } from "../audio/wav.ts";
import { synthesise } from "./synthesise.ts";

const praat = spawnSync("praat", ["--version"]).status === 0;
if (!praat) console.log("praat is not installed: the synthesiser is not compared with it");

const script = `form measure
  word file x
endform
sound = Read from file: file$
pitch = To Pitch: 0, 75, 500
f0 = Get mean: 0, 0, "Hertz"
selectObject: sound
pulses = To PointProcess (periodic, cc): 75, 500
jitter = Get jitter (local): 0, 0, 0.0001, 0.02, 1.3
selectObject: sound
To Harmonicity (cc): 0.01, 75, 0.1, 1.0
hnr = Get mean: 0, 0
selectObject: sound
To PowerCepstrogram: 60, 0.002, 5000, 50
cpps = Get CPPS: "no", 0.01, 0.001, 60, 330, 0.05, "parabolic", 0.001, 0, "Straight", "Robust"
writeInfoLine: f0, " ", 100 * jitter, " ", hnr, " ", cpps
`;

/** Praat's values of a recording; 6.3 gave F0 within 0.1 %, jitter within 13 %, HNR within 1.6 dB of the truth. */
test.skipIf(!praat).each(["male", "female"] as const)(
  "Praat measures what a healthy %s voice was made of",
  (sex) => {
    const folder = mkdtempSync(join(tmpdir(), "bulbar-synth-"));
    const { signal, truth } = synthesise({
      task: "vowel-a",
      sex,
      severity: 0,
      seed: 2,
      sampleRateHz: 44100,
      durationSeconds: 2,
    });
    writeFileSync(join(folder, "voice.wav"), encodeWav(signal));
    writeFileSync(join(folder, "measure.praat"), script);
    const { stdout } = spawnSync("praat", ["--run", "measure.praat", "voice.wav"], {
      cwd: folder,
      encoding: "utf8",
    });
    const [f0, jitter, hnr, cpps] = stdout.trim().split(" ").map(Number);
    expect(Math.abs(f0! / truth.meanF0Hz - 1)).toBeLessThan(0.005);
    expect(Math.abs(jitter! / truth.jitterLocalPercent - 1)).toBeLessThan(0.25);
    expect(Math.abs(hnr! - truth.hnrDb)).toBeLessThan(2);
    expect(cpps).toBeGreaterThan(12);
    expect(cpps).toBeLessThan(21);
  },
);
