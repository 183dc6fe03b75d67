import { BulbarError } from "../../../shared/domain/error.ts";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import { placedAlignment } from "../alignment/placed-alignment.ts";
import { explainRecording, respondToNoise } from "../analysis/explain-recording.ts";
import { analyseAgain, importRecording } from "../analysis/import-recording.ts";
import { judgeFilesOfVisit } from "../analysis/judge-files.ts";
import { hearFile, lookAtFile } from "../analysis/look-at-file.ts";
import { signals } from "../analysis/recording-signal.ts";
import { joinRecording, splitRecording, suggestPieces } from "../analysis/split-recording.ts";
import { thumbnailsOfVisit } from "../analysis/thumbnail.ts";
import { forListening, noiseLevelDb } from "../audio/listen.ts";
import { encodeWav } from "../audio/wav.ts";
import type { Core } from "../core.ts";
import { spectrogramImage, waveformEnvelope } from "../dsp/spectrogram-image.ts";
import { shownAnalysis } from "../findings/takes.ts";
import { getPatient } from "../history/patients.ts";
import { getRecording, listPieces, removeRecording, setRecordingTask } from "../history/recordings.ts";
import { decideTake } from "../history/take-choices.ts";
import { getVisit } from "../history/visits.ts";
import { contourOf, pausesOf, pulsesOf } from "../measures/contours.ts";
import { measureSelection } from "../measures/measure-selection.ts";
import { ddkSyllables } from "../measures/timing/ddk.ts";
import { withUpload } from "../uploads.ts";
import { operation } from "./implementer.ts";
import { withProgress } from "./with-progress.ts";

const { recordings: on } = operation;

/** @throws BulbarError not-found, invalid-input where it was not analysed: there are no settings to measure by */
async function analysedRecording(core: Core, id: RecordingId) {
  const { task, analysis } = getRecording(await core.history(), id);
  if (!analysis) throw new BulbarError("invalid-input", { why: "not-analysed" });
  return { task, analysis };
}

export const recordings = {
  look: on.look.handler(({ context: { core }, input: { uploadId, fileName }, signal }) =>
    withUpload(core.options.uploads, uploadId, (bytes) => lookAtFile(core, { bytes, fileName }, signal)),
  ),
  hear: on.hear.handler(({ context: { core }, input: { uploadId, ...file }, signal }) =>
    withUpload(core.options.uploads, uploadId, async (bytes) => {
      const wav = await hearFile(core, { bytes, ...file }, signal);
      return new Blob([wav as Uint8Array<ArrayBuffer>], { type: "audio/wav" });
    }),
  ),
  judgeFiles: on.judgeFiles.handler(async ({ context: { core }, input: { visitId, files } }) =>
    judgeFilesOfVisit(await core.history(), visitId, files),
  ),
  import: on.import.handler(({ context: { core }, input, signal }) =>
    withProgress(
      (run) =>
        withUpload(core.options.uploads, input.uploadId, (bytes) =>
          importRecording(core, { ...input, source: { bytes } }, run),
        ),
      signal,
    ),
  ),
  get: on.get.handler(async ({ context: { core }, input }) => {
    const history = await core.history();
    const recording = getRecording(history, input.id);
    const visit = getVisit(history, recording.visitId);
    const shown = { ...recording, analysis: shownAnalysis(recording) };
    return { recording: shown, visit, patient: getPatient(history, visit.patientId) };
  }),
  setTask: on.setTask.handler(async ({ context: { core }, input }) =>
    setRecordingTask(await core.history(), input.id, input.task),
  ),
  decide: on.decide.handler(async ({ context: { core }, input }) => {
    if (input.decision && !input.reason) throw new BulbarError("invalid-input", { why: "no-reason" });
    return decideTake(await core.history(), input);
  }),
  analyse: on.analyse.handler(({ context: { core }, input, signal }) =>
    withProgress(
      async (run) => ({ recording: await analyseAgain(core, input.id, run), duplicate: false }),
      signal,
    ),
  ),
  syllables: on.syllables.handler(async ({ context: { core }, input }) => {
    const { analysis } = getRecording(await core.history(), input.id);
    const onsetsSeconds = input.asFound ? undefined : (analysis?.settings.onsetsSeconds ?? undefined);
    return ddkSyllables(await signals.of(core, input.id), { onsetsSeconds });
  }),
  setOnsets: on.setOnsets.handler(({ context: { core }, input: { id, onsetsSeconds }, signal }) =>
    withProgress(
      async (run) => ({
        recording: await analyseAgain(core, id, run, {
          onsetsSeconds: onsetsSeconds?.toSorted((a, b) => a - b) ?? null,
        }),
        duplicate: false,
      }),
      signal,
    ),
  ),
  setChannel: on.setChannel.handler(({ context: { core }, input: { id, channel }, signal }) =>
    withProgress(
      async (run) => ({ recording: await analyseAgain(core, id, run, { channel }), duplicate: false }),
      signal,
    ),
  ),
  setTrim: on.setTrim.handler(({ context: { core }, input: { id, trim }, signal }) =>
    withProgress(
      async (run) => ({ recording: await analyseAgain(core, id, run, { trim }), duplicate: false }),
      signal,
    ),
  ),
  setPassage: on.setPassage.handler(({ context: { core }, input: { id, passage }, signal }) =>
    withProgress(
      async (run) => ({ recording: await analyseAgain(core, id, run, { passage }), duplicate: false }),
      signal,
    ),
  ),
  suggestPieces: on.suggestPieces.handler(async ({ context: { core }, input: { id } }) => {
    const { task } = getRecording(await core.history(), id);
    return suggestPieces(await signals.of(core, id), task);
  }),
  split: on.split.handler(({ context: { core }, input, signal }) =>
    withProgress(async (run) => ({ takes: await splitRecording(core, input, run) }), signal),
  ),
  pieces: on.pieces.handler(async ({ context: { core }, input: { id } }) =>
    listPieces(await core.history(), id),
  ),
  join: on.join.handler(({ context: { core }, input: { id } }) => joinRecording(core, id)),
  setPhoneTimes: on.setPhoneTimes.handler(({ context: { core }, input: { id, times }, signal }) =>
    withProgress(async (run) => {
      const { analysis } = await analysedRecording(core, id);
      const placedWords = times && placedAlignment(analysis.alignment, times);
      return { recording: await analyseAgain(core, id, run, { placedWords }), duplicate: false };
    }, signal),
  ),
  remove: on.remove.handler(async ({ context: { core }, input }) => {
    signals.forget(input.id);
    return { removed: removeRecording(await core.history(), input.id) };
  }),
  thumbnails: on.thumbnails.handler(({ context: { core }, input: { visitId }, signal }) =>
    thumbnailsOfVisit(core, visitId, signal),
  ),
  waveform: on.waveform.handler(async ({ context: { core }, input }) =>
    waveformEnvelope(await signals.of(core, input.id), input.columns),
  ),
  spectrogram: on.spectrogram.handler(async ({ context: { core }, input: { id, ...settings } }) => {
    const { levels, ...image } = spectrogramImage(await signals.of(core, id), settings);
    return { ...image, levels: new Blob([levels as Uint8Array<ArrayBuffer>]) };
  }),
  explanation: on.explanation.handler(({ context: { core }, input, signal }) =>
    withProgress(
      async (run) => ({ map: await explainRecording(core, await signals.of(core, input.id), input, run) }),
      signal,
    ),
  ),
  noiseResponse: on.noiseResponse.handler(async ({ context: { core }, input, signal }) =>
    respondToNoise(core, await signals.of(core, input.id), input, signal),
  ),
  measureSelection: on.measureSelection.handler(async ({ context: { core }, input: { id, ...part } }) => {
    const { task, analysis } = await analysedRecording(core, id);
    const sound = await signals.of(core, id);
    if (part.startSeconds >= part.endSeconds) throw new BulbarError("invalid-input", { why: "no-stretch" });
    return measureSelection(sound, part, analysis.settings.measures, { task, quality: analysis.quality });
  }),
  contour: on.contour.handler(async ({ context: { core }, input: { id, of } }) => {
    const { analysis } = await analysedRecording(core, id);
    return contourOf(await signals.of(core, id), analysis.settings.measures, of);
  }),
  pulses: on.pulses.handler(async ({ context: { core }, input: { id } }) => {
    const { analysis } = await analysedRecording(core, id);
    return pulsesOf(await signals.of(core, id), analysis.settings.measures);
  }),
  pauses: on.pauses.handler(async ({ context: { core }, input: { id } }) =>
    pausesOf(await signals.of(core, id)),
  ),
  playback: on.playback.handler(async ({ context: { core }, input: { id, tempo, denoised }, signal }) => {
    const { fileName, analysis } = getRecording(await core.history(), id);
    const noiseDb = denoised && analysis ? noiseLevelDb(analysis.quality) : null;
    const [listening, run] = [
      { tempo, noiseDb },
      { fileName, signal },
    ];
    const wav = encodeWav(await forListening(await signals.of(core, id), listening, core.ffmpeg, run));
    return new Blob([wav as Uint8Array<ArrayBuffer>], { type: "audio/wav" });
  }),
};
