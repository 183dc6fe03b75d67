/**
 * Does F0 modulation tell ALS from controls? Prints the area under the ROC curve of every measure of modulation on
 * Minsk2020, per vowel: as recorded, with noise at 20 dB, and through a telephone (8 kHz, nothing above 4 kHz), and the
 * rank correlation of PVI, PPE and PFR with the published table. Exit status 1 where the clearest sign (8-16 Hz on
 * /a/) falls below AUC 0.80; skips with a line where the recordings are missing.
 *
 *   npm run modulation-check -- [FOLDER]
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeAudio } from "../../main/core/audio/decode.ts";
import { randomOf } from "../../main/core/dsp/random.ts";
import { resamplePraat } from "../../main/core/dsp/resample-praat.ts";
import { modulationMeasures } from "../../main/core/measures/pitch/modulation.ts";
import type { Sound } from "../../shared/domain/sound.ts";

type Speaker = { id: string; ill: boolean; published: Record<string, number> };
type Condition = { name: string; change: (signal: Sound) => Sound };

const conditions: Condition[] = [
  { name: "as recorded", change: (signal) => signal },
  { name: "noise, 20 dB", change: withNoise },
  {
    name: "telephone",
    change: (signal) => ({
      samples: Float32Array.from(resamplePraat(signal, 8000).samples),
      sampleRateHz: 8000,
    }),
  },
];

/** The recordings are PCM. */
const noFfmpeg = () => Promise.reject(new Error("not needed"));

const folder = process.argv[2] ?? new URL("../../../shared/data/minsk2020", import.meta.url).pathname;
if (existsSync(folder)) process.exitCode = (await check(folder)) ? 0 : 1;
else console.log(`modulation check skipped: no recordings in ${folder}`);

async function check(data: string): Promise<boolean> {
  const speakers = table(join(data, "Minsk2020_ALS_dataset.csv"));
  let clearest = 0;
  for (const { name, change } of conditions) {
    for (const vowel of ["a", "i"]) {
      const values = new Map<string, (number | null)[]>();
      for (const { id } of speakers) {
        const fileName = `${id}_${vowel}.wav`;
        const { signal } = await decodeAudio({ path: join(data, fileName) }, { fileName, ffmpeg: noFfmpeg });
        const measures = modulationMeasures(change(signal));
        for (const [measure, { value }] of Object.entries(measures))
          values.set(measure, [...(values.get(measure) ?? []), value]);
      }
      const areas = [...values].map(([measure, list]) => [measure, area(speakers, list)] as const);
      console.log(`/${vowel}/ ${name}: ${areas.map(([m, a]) => `${m} ${a.toFixed(3)}`).join(", ")}`);
      if (name === "as recorded") {
        if (vowel === "a") clearest = new Map(areas).get("f0-modulation-8-16") ?? 0;
        console.log(`  rank correlation with the table: ${correlations(speakers, values, vowel)}`);
      }
    }
  }
  return clearest >= 0.8;
}

function table(file: string): Speaker[] {
  const [head, ...rows] = readFileSync(file, "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  return rows.map((row) => {
    const ill = row.at(-1)!.trim() === "1";
    const published = Object.fromEntries(head!.map((column, i) => [column, Number(row[i])]));
    return { id: `${ill ? "ALS" : "HC"}/${row[0]!.padStart(3, "0")}`, ill, published };
  });
}

function withNoise({ samples, sampleRateHz }: Sound): Sound {
  const random = randomOf("modulation-check");
  const rms = Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
  return { samples: samples.map((x) => x + 0.1 * rms * random.normal()), sampleRateHz };
}

/** Probability that a patient's value is above a control's. */
function area(speakers: Speaker[], values: (number | null)[]): number {
  const of = (ill: boolean) =>
    values.filter((value, i) => value !== null && speakers[i]!.ill === ill) as number[];
  const [patients, controls] = [of(true), of(false)];
  const wins = patients.flatMap((p) => controls.map((c) => (p > c ? 1 : p === c ? 0.5 : 0)));
  return wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
}

function correlations(speakers: Speaker[], values: Map<string, (number | null)[]>, vowel: string): string {
  return ["pvi", "ppe", "pfr"]
    .map((measure) => {
      const pairs = speakers
        .map(({ published }, i) => ({
          ours: values.get(measure)![i]!,
          theirs: published[`${measure.toUpperCase()}_${vowel}`]!,
        }))
        .filter(({ ours }) => ours !== null);
      return `${measure} ${spearman(pairs).toFixed(3)}`;
    })
    .join(", ");
}

function spearman(pairs: { ours: number; theirs: number }[]): number {
  const rank = (list: number[]) =>
    list.map((x) => list.filter((y) => y < x).length + list.filter((y) => y === x).length / 2);
  const [a, b] = [rank(pairs.map(({ ours }) => ours)), rank(pairs.map(({ theirs }) => theirs))];
  const middle = pairs.length / 2;
  const product = (x: number[], y: number[]) =>
    x.reduce((sum, v, i) => sum + (v - middle) * (y[i]! - middle), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}
