/**
 * Writes a generated corpus with SAND's folders: `training/<phonationA ... rhythmKA>/ID000_<task>.wav` at 8 kHz and
 * `speakers.csv` (id, sex, age, class, split, severity 0 to 4). `python -m bulbar_training.simulated_sand` runs it and
 * adds the workbook. The same arguments and synthesiser give the same files.
 *
 *   npm run sand-corpus -- --out DIR --speakers 300 --seed 1 [--shares 0.2,0.2,0.2,0.2,0.2]
 *
 * `--shares`: shares of the classes 1 (severe) to 5 (healthy).
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { encodeWav } from "../../main/core/audio/wav.ts";
import { randomOf } from "../../main/core/dsp/random.ts";
import { synthesise } from "../../main/core/synth/synthesise.ts";
import type { TaskId } from "../../shared/domain/task.ts";

const sampleRateHz = 8000;
const validationShare = 53 / 339;

/** SAND's folders and the tasks in them. */
const folders: Record<string, TaskId> = {
  phonationA: "vowel-a",
  phonationE: "vowel-e",
  phonationI: "vowel-i",
  phonationO: "vowel-o",
  phonationU: "vowel-u",
  rhythmPA: "ddk-pa",
  rhythmTA: "ddk-ta",
  rhythmKA: "ddk-ka",
};

type Speaker = {
  id: string;
  sex: "male" | "female";
  age: number;
  /** 1 severe to 5 healthy. */
  class: number;
  /** 0 to 4 around the class's own value, so that neighbouring classes overlap. */
  severity: number;
  split: "training" | "validation";
  seed: number;
  /** The room and the microphone: independent of the class. */
  snrDb: number;
  peak: number;
};

/** Class of the k-th of n speakers when the classes have these shares. */
function classOf(k: number, n: number, shares: number[]): number {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const bounds = shares.map((_, c) => shares.slice(0, c + 1).reduce((sum, share) => sum + share, 0) / total);
  return 1 + Math.min(shares.length - 1, bounds.filter((bound) => (k + 0.5) / n > bound).length);
}

function speakerOf(index: number, count: number, corpusSeed: number, shares: number[]): Speaker {
  const random = randomOf("sand-corpus", corpusSeed, index);
  const severityClass = classOf(index, count, shares);
  const severity = Math.min(4, Math.max(0, 5 - severityClass + 0.3 * random.normal()));
  return {
    id: `ID${String(index).padStart(3, "0")}`,
    sex: random.uniform() < 0.5 ? "male" : "female",
    age: Math.round(Math.min(88, Math.max(25, 60 + 11 * random.normal()))),
    class: severityClass,
    severity,
    split: random.uniform() < validationShare ? "validation" : "training",
    seed: corpusSeed * 100_000 + index,
    snrDb: 20 + 25 * random.uniform(),
    peak: 10 ** (-(3 + 17 * random.uniform()) / 20),
  };
}

/** The speaker doing one task, each task a little better or worse than the whole. */
function recordingOf(speaker: Speaker, task: TaskId): Uint8Array {
  const shift = 0.15 * randomOf("sand-task", speaker.seed, task).normal();
  const severity = Math.min(4, Math.max(0, speaker.severity + shift));
  const { sex, seed, snrDb } = speaker;
  const { signal } = synthesise({ task, sex, severity, seed, snrDb, sampleRateHz });
  const gain = speaker.peak / signal.samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 1e-9);
  return encodeWav({ sampleRateHz, samples: signal.samples.map((sample) => gain * sample) });
}

function main(): void {
  const { values } = parseArgs({
    options: {
      out: { type: "string" },
      speakers: { type: "string", default: "300" },
      seed: { type: "string", default: "1" },
      shares: { type: "string", default: "0.2,0.2,0.2,0.2,0.2" },
    },
  });
  if (!values.out) throw new Error("--out DIR is missing");
  const out = resolve(values.out);
  const shares = values.shares.split(",").map(Number);
  const count = Number(values.speakers);
  const speakers = Array.from({ length: count }, (_, k) => speakerOf(k, count, Number(values.seed), shares));
  for (const [folder, task] of Object.entries(folders)) {
    mkdirSync(join(out, "training", folder), { recursive: true });
    for (const speaker of speakers)
      writeFileSync(join(out, "training", folder, `${speaker.id}_${folder}.wav`), recordingOf(speaker, task));
    console.log(`${folder}: ${count} recordings`);
  }
  const rows = speakers.map((s) =>
    [s.id, s.sex === "male" ? "M" : "F", s.age, s.class, s.split, s.severity.toFixed(4)].join(","),
  );
  writeFileSync(join(out, "speakers.csv"), `${["id,sex,age,class,split,severity", ...rows].join("\n")}\n`);
}

main();
