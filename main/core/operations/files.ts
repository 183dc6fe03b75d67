import { basename } from "node:path";
import type { Analysis } from "../../../shared/domain/analysis.ts";
import { fileResult } from "../../../shared/domain/file-result.ts";
import { RecordingId } from "../../../shared/domain/ids.ts";
import type { NormJudgement } from "../../../shared/domain/norm.ts";
import type { Sex } from "../../../shared/domain/patient.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { enterDemoPatient, importDemoTake } from "../analysis/add-demo-patient.ts";
import { type AnalysisRequest, analyseRecording, type Run } from "../analysis/analyse-recording.ts";
import { importRecording } from "../analysis/import-recording.ts";
import { findingsOfFiles } from "../analysis/judge-patient.ts";
import { askedWith, type Rules, rulesAtHand } from "../analysis/site-rules.ts";
import { answersOf } from "../analysis/visit-results.ts";
import { sha256OfRecording } from "../batch/recording-content.ts";
import type { Core } from "../core.ts";
import { judgeNorm, type NormsAtHand } from "../findings/norms.ts";
import { packPackage } from "../inference/install-package.ts";
import type { Explained } from "../inference/predict.ts";
import { guessTask } from "../protocol/guess-task.ts";
import { languageOfPassage } from "../protocol/passages.ts";
import { drawExplanation, pictureSpectrogram } from "./explanation-picture.ts";
import { operation } from "./implementer.ts";
import { addModel, removeModel } from "./models.ts";
import { withProgress } from "./with-progress.ts";

const { files: on } = operation;

export const files = {
  analyse: on.analyse.handler(({ context: { core }, input: { overlays, ...file }, signal }) =>
    withProgress(async (run) => {
      const {
        signal: sound,
        explained,
        ...result
      } = await analyseFile(core, file, run, await rulesAtHand(core));
      return { ...result, overlays: overlays ? await drawOverlays(core, sound, explained) : [] };
    }, signal),
  ),
  analyseToJson: on.analyseToJson.handler(async ({ context: { core }, input, signal }) =>
    analyseToJson(core, input, { signal }, await rulesAtHand(core)),
  ),
  joinVisit: on.joinVisit.handler(async ({ context: { core }, input: { analyses, sex, ageYears } }) => {
    const { norms } = await rulesAtHand(core);
    const today = core.now().toISOString().slice(0, 10);
    return findingsOfFiles(core, { sex, ageYears }, analyses.map(unstored), today, norms);
  }),
  enterDemo: on.enterDemo.handler(async ({ context: { core } }) => enterDemoPatient(await core.history())),
  importDemoTake: on.importDemoTake.handler(({ context: { core }, input, signal }) =>
    withProgress((run) => importDemoTake(core, input, run), signal),
  ),
  addModel: on.addModel.handler(({ context: { core }, input }) => addModel(core, input.path)),
  packModel: on.packModel.handler(async ({ context: { core }, input }) => {
    const { folder } = await core.models.find(input.id);
    return new Blob([(await packPackage(folder)) as Uint8Array<ArrayBuffer>], { type: "application/zip" });
  }),
  removeModel: on.removeModel.handler(({ context: { core }, input }) => removeModel(core, input.id)),
  import: on.import.handler(({ context: { core }, input: { path, ...rest }, signal }) =>
    withProgress((run) => {
      const { task = guessTask(path).task } = rest;
      return importRecording(core, { ...rest, task, source: { path }, fileName: basename(path) }, run);
    }, signal),
  ),
};

type FileToAnalyse = Omit<AnalysisRequest, "source" | "fileName"> & { path: string; ageYears?: number };

/** A file where it lies: its hash, its analysis, the norms of its measures, the answers to its questions. */
export async function analyseFile(
  core: Core,
  { path, ageYears, ...settings }: FileToAnalyse,
  run: Run,
  rules: Rules,
) {
  const { task = guessTask(path).task } = settings;
  const asked = { ...settings, ...askedWith(rules, task, settings.models), task };
  const request = { ...asked, source: { path }, fileName: basename(path) };
  const analysed = await analyseRecording(core, request, run);
  const speaker = { sex: settings.sex ?? null, ageYears: ageYears ?? null };
  const norms = judgedNorms(analysed.analysis, rules.norms, speaker);
  const answers = await answersOf(core, analysed.analysis);
  return { ...analysed, sha256: sha256OfRecording(path), norms, answers, rules: rules.origin };
}

/** The result of a file where it lies, as JSON text. */
export async function analyseToJson(
  core: Core,
  file: FileToAnalyse,
  run: Run,
  rules: Rules,
): Promise<{ json: string }> {
  const { analysis, ...judged } = await analyseFile(core, file, run, rules);
  return { json: JSON.stringify(fileResult(analysis, judged)) };
}

/** The norm of each measure that has a value and a norm. */
export function judgedNorms(
  { task, measures, settings }: Analysis,
  norms: NormsAtHand,
  speaker: { sex: Sex | null; ageYears: number | null },
): Record<string, NormJudgement> {
  const language = languageOfPassage(settings.passage);
  const judged = Object.entries(measures).flatMap(([measure, { value, unit }]) => {
    if (value === null) return [];
    const norm = judgeNorm(norms, { measure, task, unit, value, language, ...speaker });
    return norm ? [[measure, norm] as const] : [];
  });
  return Object.fromEntries(judged);
}

/** An analysed file as a recording of a visit that is not stored; its place in the list is its id. */
export function unstored(analysis: Analysis, index: number) {
  return { id: RecordingId.parse(String(index)), task: analysis.task, analysis, choice: null };
}

async function drawOverlays(core: Core, sound: Sound, explained: Explained[]) {
  const spectrogram = pictureSpectrogram(sound);
  const pictures = [];
  for (const one of explained) {
    const { model, explanation } = one.prediction;
    const { hasMap, png } = await drawExplanation(core, spectrogram, one);
    if (!hasMap) continue;
    pictures.push({ model, target: explanation.target, pngBase64: Buffer.from(png).toString("base64") });
  }
  return pictures;
}
