/**
 * Times the way of a recording, warm: a synthetic vowel of 5 s at 44.1 kHz; and the report of a visit. Prints the median and the minimum of the
 * wall time and the minimum of the processor time (which other programs disturb less), ms. Asserts nothing.
 *
 * With --json it holds Bulbar against others instead (Praat, librosa, soxr, PyTorch, bare ffmpeg and onnxruntime, itself at
 * another size) and prints figures by name, see `speed/comparisons.ts`; --keep writes them down for the README's table.
 *
 *   npm run bench -- [REPEATS] [NAME...]
 *   npm run bench -- --json [--keep] [ROUNDS] [NAME...]
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { call } from "@orpc/server";
import { importRecording } from "../../main/core/analysis/import-recording.ts";
import { decodeAudio } from "../../main/core/audio/decode.ts";
import { assessQuality } from "../../main/core/audio/quality.ts";
import { resample } from "../../main/core/audio/resample.ts";
import { encodeWav } from "../../main/core/audio/wav.ts";
import { type Core, createCore } from "../../main/core/core.ts";
import { spectrogramImage } from "../../main/core/dsp/spectrogram-image.ts";
import type { History } from "../../main/core/history/open-history.ts";
import { createPatient } from "../../main/core/history/patients.ts";
import { createVisit } from "../../main/core/history/visits.ts";
import { selfTestInput } from "../../main/core/inference/session.ts";
import { measureRecording, measureSettings } from "../../main/core/measures/measure-recording.ts";
import { harmonicsToNoiseRatio } from "../../main/core/measures/perturbation/harmonicity.ts";
import { jitterMeasures, shimmerMeasures } from "../../main/core/measures/perturbation/perturbation.ts";
import { pulses } from "../../main/core/measures/perturbation/pulses.ts";
import { modulationMeasures } from "../../main/core/measures/pitch/modulation.ts";
import { pitch } from "../../main/core/measures/pitch/pitch.ts";
import { cppsMeasures } from "../../main/core/measures/spectrum/cpps.ts";
import { formantMeasures } from "../../main/core/measures/spectrum/formants.ts";
import { mfccMeans } from "../../main/core/measures/spectrum/mfcc-means.ts";
import { spectralMeasures } from "../../main/core/measures/spectrum/spectral.ts";
import { intensity } from "../../main/core/measures/timing/intensity.ts";
import { analyseVoice } from "../../main/core/measures/voice-measures.ts";
import { reports } from "../../main/core/operations/reports.ts";
import { demoTasks } from "../../main/core/synth/demo-patient.ts";
import { synthesise } from "../../main/core/synth/synthesise.ts";
import type { VisitId } from "../../shared/domain/ids.ts";
import type { Sound } from "../../shared/domain/sound.ts";
import { TaskId } from "../../shared/domain/task.ts";
import { compareAndPrint } from "./speed/compare.ts";

type Work = () => unknown;

const task = "vowel-a";
const sampleRateHz = 44_100;
const settings = measureSettings({});
const picture = { scale: "linear", windowSeconds: 0.03, maximumHz: 8000, maximumFrames: 2000 } as const;

function measureFamilies(signal: Sound): Record<string, Work> {
  const voice = analyseVoice(signal, settings);
  const contour = voice.pitch;
  if (!contour) throw new Error("the synthetic vowel has no pitch");
  return {
    pitch: () => pitch(signal, voice.pitchSettings),
    pulses: () => pulses(signal, contour),
    "jitter and shimmer": () => [jitterMeasures(voice.pulses), shimmerMeasures(signal, voice.pulses)],
    hnr: () => harmonicsToNoiseRatio(signal, settings.pitchFloorHz),
    intensity: () => intensity(signal, settings.pitchFloorHz),
    cpps: () => cppsMeasures(signal),
    formants: () => formantMeasures(signal, settings.formantCeilingHz, contour),
    spectral: () => spectralMeasures(signal, contour),
    modulation: () => modulationMeasures(signal),
    mfcc: () => mfccMeans(signal),
  };
}

async function stages(signal: Sound, core: Core, folder: string): Promise<Record<string, Work>> {
  const bytes = encodeWav(signal);
  const path = join(folder, "vowel-a.wav");
  writeFileSync(path, bytes);
  const decode = () =>
    decodeAudio({ bytes }, { fileName: path, ffmpeg: () => Promise.reject(new Error("not for WAV")) });
  const { audio } = await decode();
  const assess = () => assessQuality(signal, audio, task, false);
  const quality = assess();
  return {
    ...measureFamilies(signal),
    "all measures": () => measureRecording(signal, task, settings, quality),
    decode,
    quality: assess,
    "resample 44.1 to 16 kHz": () => resample(signal, 16_000),
    "spectrogram image": () => spectrogramImage(signal, picture),
    ...(await inference(core)),
    "import end to end": await imports(core, path),
  };
}

/** Graph and map are one run: a model of the contract always explains its answer. */
async function inference(core: Core): Promise<Record<string, Work>> {
  const session = await core.session("als-cnn");
  const input = selfTestInput(session.package.manifest);
  return { "als-cnn with Grad-CAM, 1 thread": () => session.run(input, -1) };
}

function addPatient(history: History, code: string) {
  return createPatient(history, {
    code,
    name: "",
    birthDate: null,
    sex: null,
    onsetDate: null,
    onsetRegion: "unknown",
    diagnosisCode: "unknown",
    diagnosis: "",
    notes: "",
  }).id;
}

/** Decode, quality, measures, the models made for the task and the history; every time into a new visit. */
async function imports(core: Core, path: string): Promise<Work> {
  const history = await core.history();
  const patientId = addPatient(history, "imports");
  return () => {
    const visit = { patientId, date: "2026-01-05", device: "", notes: "" };
    const request = { visitId: createVisit(history, visit).id, source: { path }, fileName: "vowel-a.wav" };
    const run = { signal: new AbortController().signal, onProgress: () => {} };
    return importRecording(core, request, run);
  };
}

const reportName = "report of a visit";

/** The whole of `reports.create`, of a visit with nine tasks and one before it. */
async function report(core: Core, folder: string): Promise<Work> {
  const history = await core.history();
  const patientId = addPatient(history, "report");
  const run = { signal: new AbortController().signal, onProgress: () => {} };
  let visitId: VisitId | undefined;
  for (const [visit, date] of ["2026-01-05", "2026-04-05"].entries()) {
    visitId = createVisit(history, { patientId, date, device: "", notes: "" }).id;
    for (const task of TaskId.array().parse(demoTasks)) {
      const { signal } = synthesise({
        task,
        sex: "female",
        severity: 1 + visit,
        seed: 1,
        visit,
        sampleRateHz,
      });
      const path = join(folder, `${task}.wav`);
      writeFileSync(path, encodeWav(signal));
      await importRecording(core, { visitId, source: { path }, fileName: `${task}.wav` }, run);
    }
  }
  const session = { user: "bench", role: "clinician" } as const;
  return () => call(reports.create, { visitId: visitId!, language: "en" }, { context: { core, session } });
}

async function time(work: Work, repeats: number): Promise<{ wall: number[]; cpu: number[] }> {
  for (let i = 0; i < Math.min(5, repeats); i++) await work();
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const before = process.cpuUsage();
    const start = performance.now();
    await work();
    wall.push(performance.now() - start);
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1000);
  }
  return { wall: wall.sort((a, b) => a - b), cpu: cpu.sort((a, b) => a - b) };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: "boolean", default: false }, keep: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [count, names] = /^\d+$/.test(positionals[0] ?? "")
    ? [Number(positionals[0]), positionals.slice(1)]
    : [null, positionals];
  if (values.json) await compareAndPrint(names, { rounds: count ?? 5, keep: values.keep });
  else await timeStages(names, count ?? 15);
}

async function timeStages(names: readonly string[], repeats: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-bench-"));
  const programFolder = join(import.meta.dirname, "../..");
  const options = { programFolder, dataFolder: folder, programVersion: "bench", threads: 1 };
  const core = createCore({ ...options, device: "cpu" });
  await core.vault.setUp({ name: "bench", password: "bench-only" });
  const speaker = { sex: "female", severity: 1, seed: 1 } as const;
  const { signal } = synthesise({ task, ...speaker, sampleRateHz, durationSeconds: 5 });
  try {
    console.log(`${repeats} repeats, Node ${process.version}`);
    console.log(`${"ms".padEnd(34)}  median  minimum  processor`);
    const isAsked = (name: string) => names.length === 0 || names.includes(name);
    const all = await stages(signal, core, folder);
    if (isAsked(reportName)) all[reportName] = await report(core, folder);
    for (const [name, work] of Object.entries(all)) {
      if (!isAsked(name)) continue;
      const { wall, cpu } = await time(work, repeats);
      const figures = [wall[repeats >> 1]!, wall[0]!, cpu[0]!].map((ms) => ms.toFixed(1).padStart(8));
      console.log(`${name.padEnd(32)} ${figures.join(" ")}`);
    }
  } finally {
    await core.close();
    rmSync(folder, { recursive: true });
  }
}

await main();
