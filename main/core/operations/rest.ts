import { createHash } from "node:crypto";
import type { z } from "zod";
import type { SentFile } from "../../../shared/contract/rest.ts";
import { researchUseOnly } from "../../../shared/domain/prediction.ts";
import { analyseRecording } from "../analysis/analyse-recording.ts";
import { findingsOfFiles } from "../analysis/judge-patient.ts";
import {
  type Answered,
  answerFor,
  chooseModel,
  flatAnswer,
  tellsMost,
  topClasses,
} from "../analysis/single-answer.ts";
import { askedWith, rulesAtHand } from "../analysis/site-rules.ts";
import { stageTimes } from "../analysis/stage-times.ts";
import type { Core } from "../core.ts";
import type { SpectrogramLevels } from "../dsp/spectrogram-image.ts";
import { summarise } from "../inference/model-package.ts";
import { guessTask } from "../protocol/guess-task.ts";
import { withUpload } from "../uploads.ts";
import { drawExplanation, pictureSpectrogram } from "./explanation-picture.ts";
import { judgedNorms, unstored } from "./files.ts";
import { operation } from "./implementer.ts";

const { rest: on } = operation;

/** Classes that an explained answer names. */
const mostNamed = 5;

export const rest = {
  predict: on.predict.handler(async ({ context: { core }, input, signal }) => {
    const { file, model, task, age: _, ...settings } = { ...input.query, ...input.body };
    const rules = await rulesAtHand(core);
    const choice = await chooseModel(core, { model, task, fileName: file.fileName }, rules);
    const answered = await withSent(core, file, (source) =>
      answerFor(core, choice, { ...settings, ...source }, { signal }),
    );
    return flatAnswer(answered, choice.taskFrom);
  }),
  analyzeAudio: on.analyzeAudio.handler(async ({ context: { core }, input, signal }) => {
    const { file, model, task, age: _, ...settings } = { ...input.query, ...input.body };
    const times = stageTimes();
    const rules = await rulesAtHand(core);
    const choice = await chooseModel(core, { model, task, fileName: file.fileName }, rules, tellsMost);
    const { sha256, ...answered } = await withSent(core, file, async (source) => ({
      ...(await answerFor(
        core,
        choice,
        { ...settings, ...source },
        { signal, onProgress: times.onProgress },
      )),
      sha256: sha256Of(source.source.bytes),
    }));
    const { onnxruntimeVersion } = await import("../inference/onnxruntime.ts");
    return {
      ...flatAnswer(answered, choice.taskFrom),
      ...(await drawn(core, answered)),
      top: topClasses(answered, mostNamed),
      explanation: answered.one.prediction.explanation,
      processing: {
        audio: answered.analysis.audio,
        ...times.end(),
        threads: core.options.threads,
        sha256,
        programVersion: core.options.programVersion,
        onnxruntimeVersion,
      },
    };
  }),
  analyse: on.analyse.handler(async ({ context: { core }, input, signal }) => {
    const { file, age: ageYears = null, ...settings } = { ...input.query, ...input.body };
    const rules = await rulesAtHand(core);
    const { task = guessTask(file.fileName).task } = settings;
    const request = { ...settings, ...askedWith(rules, task), task };
    const { sha256, analysis } = await withSent(core, file, async (source) => ({
      ...(await analyseRecording(core, { ...request, ...source }, { signal })),
      sha256: sha256Of(source.source.bytes),
    }));
    const speaker = { sex: settings.sex ?? null, ageYears };
    const today = core.now().toISOString().slice(0, 10);
    return {
      ...analysis,
      sha256,
      norms: judgedNorms(analysis, rules.norms, speaker),
      visit: await findingsOfFiles(core, speaker, [unstored(analysis, 0)], today, rules.norms),
      rules: rules.origin,
      notice: researchUseOnly,
    };
  }),
  listModels: on.listModels.handler(async ({ context: { core } }) => {
    const { packages, refused } = await core.models.content();
    return { models: packages.map(summarise), refused };
  }),
  getModel: on.getModel.handler(async ({ context: { core }, input: { params } }) => ({
    ...summarise(await core.models.find(params.id)),
    card: await core.models.card(params.id),
  })),
};

/** What `analyseRecording` asks of a recording that was sent. */
type Source = { source: { bytes: Uint8Array }; fileName: string };

/** Works on a recording that the door has put aside; it is gone afterwards. */
function withSent<Result>(
  core: Core,
  { uploadId, fileName }: z.infer<typeof SentFile>,
  work: (source: Source) => Promise<Result>,
): Promise<Result> {
  return withUpload(core.options.uploads, uploadId, (bytes) => work({ source: { bytes }, fileName }));
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The picture of an answer, and its axes. */
async function drawn(core: Core, { signal, one }: Answered) {
  const spectrogram = pictureSpectrogram(signal);
  const { png } = await drawExplanation(core, spectrogram, one);
  return {
    overlayPngBase64: Buffer.from(png).toString("base64"),
    spectrogram: axesOf(spectrogram),
  };
}

function axesOf({
  frames,
  startSeconds,
  hopSeconds,
  frequenciesHz,
  minimumDb,
  maximumDb,
}: SpectrogramLevels) {
  const timesSeconds = Array.from({ length: frames }, (_, frame) => startSeconds + frame * hopSeconds);
  return { scale: "mel" as const, timesSeconds, frequenciesHz, minimumDb, maximumDb };
}
