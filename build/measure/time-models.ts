/**
 * Measures what each shipped model takes for one recording and writes `build/measure/model-times.json`, from which the
 * README's table is made: median processor time on one thread, warm, of a synthetic vowel of 5 s (a model of single
 * digits: 1 s), trim and explanation included. Decoding and resampling, which do not depend on the model, are left
 * out; the measures that a model rests on are a figure of their own.
 *
 *   npm run time-models -- [ID...]
 *
 * With ids only those models are timed and the other figures stay; they must be of this machine.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeAudio } from "../../main/core/audio/decode.ts";
import { assessQuality } from "../../main/core/audio/quality.ts";
import { encodeWav } from "../../main/core/audio/wav.ts";
import { type Core, createCore } from "../../main/core/core.ts";
import type { Resample } from "../../main/core/inference/model-input.ts";
import { predict } from "../../main/core/inference/predict.ts";
import { measureRecording, measureSettings } from "../../main/core/measures/measure-recording.ts";
import { synthesise } from "../../main/core/synth/synthesise.ts";
import type { ModelManifest } from "../../shared/domain/model-manifest.ts";
import type { AskedTaskId } from "../../shared/domain/task.ts";
import { machine } from "./machine.ts";
import { ModelTimes } from "./model-times.ts";

const usualRateHz = 44_100;
const repeats = 25;
const path = join(import.meta.dirname, "model-times.json");

/** Median over the repeats of the processor time of `work`, ms, after three runs that do not count. */
async function medianMilliseconds(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = -3; run < repeats; run++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    if (run >= 0) times.push((user + system) / 1000);
  }
  return times.sort((a, b) => a - b)[repeats >> 1]!;
}

/** One model over a vowel at the rate that it takes. */
async function timeModel(core: Core, manifest: ModelManifest) {
  const { id, kind, input, tasks, version } = manifest;
  const recordingSeconds = kind === "digits" ? 1 : 5;
  const sampleRateHz = input.kind === "waveform" ? input.sampleRateHz : usualRateHz;
  const heard = input.kind === "features" ? input.sufficientTasks[0]! : [];
  const asked = heard[0] ?? tasks[0]!;
  const voiceOf = (task: AskedTaskId) =>
    synthesise({
      task,
      sex: "female",
      severity: 1,
      seed: 1,
      sampleRateHz,
      durationSeconds: recordingSeconds,
    });
  const { signal } = voiceOf(asked);
  const measureOf = async (task: AskedTaskId) => {
    const sound = voiceOf(task).signal;
    const noFfmpeg = () => Promise.reject(new Error("a WAV file needs no ffmpeg"));
    const { audio } = await decodeAudio({ bytes: encodeWav(sound) }, { fileName: "a.wav", ffmpeg: noFfmpeg });
    const quality = assessQuality(sound, audio, task, false);
    return () => measureRecording(sound, task, measureSettings({}), quality).measures;
  };
  const measuring = await Promise.all(heard.map(measureOf));
  const measures = Object.fromEntries(heard.map((task, k) => [task, measuring[k]!()]));
  const work = measuring[0] ?? null;
  const subject = { task: asked, signal, measures };
  const session = await core.session(id);
  const resample: Resample = (sound) => sound; // It has the model's rate already.
  const rounded = (milliseconds: number) => Number(milliseconds.toPrecision(2));
  return {
    version,
    recordingSeconds,
    milliseconds: rounded(await medianMilliseconds(() => predict(session, subject, { resample }))),
    measuresMilliseconds: work && rounded(await medianMilliseconds(work)),
  };
}

/** Figures of an earlier run on this machine. */
function earlierTimes(): ModelTimes["models"] {
  const earlier = ModelTimes.parse(JSON.parse(readFileSync(path, "utf8")));
  if (earlier.machine !== machine) throw new Error(`${path} is of another machine: time all models.`);
  return earlier.models;
}

async function main(ids: string[]): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-time-models-"));
  const options = {
    programFolder: join(import.meta.dirname, "../.."),
    dataFolder,
    programVersion: "time-models",
  };
  const core = createCore({ ...options, threads: 1, device: "cpu" });
  try {
    const { packages } = await core.models.content();
    const shipped = packages.filter(({ origin }) => origin === "shipped").map(({ manifest }) => manifest);
    const models: ModelTimes["models"] = ids.length ? earlierTimes() : {};
    for (const manifest of shipped.filter(({ id }) => ids.length === 0 || ids.includes(id))) {
      models[manifest.id] = await timeModel(core, manifest);
      console.log(manifest.id, models[manifest.id]);
    }
    const times: ModelTimes = { command: "npm run time-models", machine, models };
    writeFileSync(path, `${JSON.stringify(times, null, 2)}\n`);
  } finally {
    await core.close();
    rmSync(dataFolder, { recursive: true });
  }
}

await main(process.argv.slice(2));
