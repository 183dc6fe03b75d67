import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { TakeDecision } from "../domain/acceptance.ts";
import { MeasuredPart } from "../domain/analysis.ts";
import { Channel } from "../domain/audio-info.ts";
import { RecordingId, VisitId } from "../domain/ids.ts";
import { FileLook, FileToJudge, JudgedIntake } from "../domain/intake.ts";
import { Measures } from "../domain/measure.ts";
import { PassageId } from "../domain/passage.ts";
import { Patient } from "../domain/patient.ts";
import { Progress } from "../domain/progress.ts";
import { Recording } from "../domain/recording.ts";
import { mostPieces, TakePiece } from "../domain/take-piece.ts";
import { TaskId } from "../domain/task.ts";
import { Thumbnail } from "../domain/thumbnail.ts";
import { Visit } from "../domain/visit.ts";
import { may } from "./may.ts";

const id = z.object({ id: RecordingId });

/** One event of an import: progress, then the recording. */
export const ImportEvent = z.discriminatedUnion("type", [
  Progress.extend({ type: z.literal("progress") }),
  z.object({ type: z.literal("done"), recording: Recording, duplicate: z.boolean() }),
]);
export type ImportEvent = z.infer<typeof ImportEvent>;

/** One event of a split: progress, then the takes. */
export const SplitEvent = z.discriminatedUnion("type", [
  Progress.extend({ type: z.literal("progress") }),
  z.object({ type: z.literal("done"), takes: z.array(Recording) }),
]);
export type SplitEvent = z.infer<typeof SplitEvent>;

/** Envelope for drawing: minimum and maximum per column, full scale +-1. */
export const Waveform = z.object({
  durationSeconds: z.number(),
  minimum: z.array(z.number()),
  maximum: z.array(z.number()),
  /** Columns that hold clipped samples. */
  clipped: z.array(z.int()),
});
export type Waveform = z.infer<typeof Waveform>;

/** A spectrogram for the screen, at the recording's native rate. */
export const SpectrogramImage = z.object({
  frames: z.int(),
  bands: z.int(),
  startSeconds: z.number(),
  hopSeconds: z.number(),
  /** Centre frequency of each band, Hz, ascending. */
  frequenciesHz: z.array(z.number()),
  /** Level 0 of `levels`, dB; 255 is `maximumDb`. */
  minimumDb: z.number(),
  maximumDb: z.number(),
  /** Frames x bands, row by row, one byte each. */
  levels: z.instanceof(Blob),
});
export type SpectrogramImage = z.infer<typeof SpectrogramImage>;

/** The class activation map of one model for one class, on the recording's own time axis. */
export const ExplanationMap = z.object({
  model: z.string(),
  method: z.enum(["grad-cam", "attention-rollout", "occlusion", "shap"]),
  target: z.string(),
  /** Time steps. */
  rows: z.int(),
  /** Frequency steps. */
  columns: z.int(),
  startSeconds: z.number(),
  endSeconds: z.number(),
  /** Edges of the frequency steps, Hz, ascending; columns + 1 of them. */
  frequencyEdgesHz: z.array(z.number()),
  trainingBandwidthHz: z.tuple([z.number(), z.number()]),
  /** Rows x columns, 0..1 of the map's maximum; all zero where nothing supports the class. */
  values: z.array(z.number()),
  maximum: z.number(),
  /** What SHAP divides: the probability of the whole sound less that without any patch; `samples` mixtures were asked. */
  shap: z.object({ whole: z.number(), baseline: z.number(), samples: z.int() }).optional(),
});
export type ExplanationMap = z.infer<typeof ExplanationMap>;

/** How a decision is explained: by the model's own map, or, for any model, by what the sound without patches of it does. */
export const ExplanationMethod = z.enum(["own", "occlusion", "shap"]);
export type ExplanationMethod = z.infer<typeof ExplanationMethod>;
/** Mixtures of patches that the model is asked about for SHAP values. */
export const shapSamples = 512;

/** One event of an explanation: progress, then the map. */
export const ExplanationEvent = z.discriminatedUnion("type", [
  Progress.extend({ type: z.literal("progress") }),
  z.object({ type: z.literal("done"), map: ExplanationMap }),
]);
export type ExplanationEvent = z.infer<typeof ExplanationEvent>;

/** One syllable: start, end and loudest level. */
export const Syllable = z.object({ onsetSeconds: z.number(), endSeconds: z.number(), levelDb: z.number() });
export type Syllable = z.infer<typeof Syllable>;

/** What the measures rest on, over the whole recording. */
export const ContourKind = z.enum(["pitch", "intensity", "formants"]);
export type ContourKind = z.infer<typeof ContourKind>;

/** Values at equal steps of time; several series for several formants, null where there is none. */
export const Contour = z.object({
  firstSeconds: z.number(),
  stepSeconds: z.number(),
  series: z.array(z.array(z.number().nullable())),
});
export type Contour = z.infer<typeof Contour>;

/** "How noise changes it". */
export const NoiseResponse = z.object({
  labels: z.array(z.string()),
  levels: z.array(z.object({ snrDb: z.number(), probabilities: z.array(z.number()) })),
});
export type NoiseResponse = z.infer<typeof NoiseResponse>;

/** A file that the door has received; it is gone when the answer comes. */
const received = z.object({ uploadId: z.string(), fileName: z.string() });

export const recordings = {
  /** Looks at a file without storing or analysing it: what it holds, and a thumbnail. */
  look: may("clinician", "technician").input(received).output(FileLook),
  /** 16-bit WAV of a file that is not taken in yet, for the player. */
  hear: may("clinician", "technician")
    .input(received.extend({ channel: Channel.nullable().default(null) }))
    .output(z.instanceof(Blob)),
  /** Tasks, persons and duplicates of files that were looked at, for a visit. */
  judgeFiles: may("clinician", "technician")
    .input(z.object({ visitId: VisitId, files: z.array(FileToJudge).max(2000) }))
    .output(JudgedIntake),
  /** Takes a file that the door has received, checks, analyses and stores it: the whole or nothing. */
  import: may("clinician", "technician")
    .input(
      z.object({
        visitId: VisitId,
        /** Opaque id that the door gave for the upload. */
        uploadId: z.string(),
        fileName: z.string(),
        /** Guessed from the file name when absent. */
        task: TaskId.optional(),
        /** Channel and passage: see `AnalysisSettings`. */
        channel: Channel.nullable().optional(),
        passage: PassageId.nullable().optional(),
      }),
    )
    .output(eventIterator(ImportEvent)),
  get: may("clinician", "technician")
    .input(id)
    .output(z.object({ patient: Patient, visit: Visit, recording: Recording })),
  setTask: may("clinician", "technician")
    .input(id.extend({ task: TaskId }))
    .output(Recording),
  /** Measures and predicts again with today's models and settings; the old analysis is kept. */
  analyse: may("clinician", "technician").input(id).output(eventIterator(ImportEvent)),
  /** Syllables of a diadochokinetic recording as its measures count them, or as they are found by themselves. */
  syllables: may("clinician", "technician")
    .input(id.extend({ asFound: z.boolean().default(false) }))
    .output(z.array(Syllable)),
  /** Measures again with onsets placed by hand (s, ascending), or with those found when null. */
  setOnsets: may("clinician", "technician")
    .input(id.extend({ onsetsSeconds: z.array(z.number().nonnegative()).max(1000).nullable() }))
    .output(eventIterator(ImportEvent)),
  /** Takes a take in, leaves it out or makes it its task's best, with a reason; null takes the decision back. */
  decide: may("clinician")
    .input(id.extend({ decision: TakeDecision.nullable(), reason: z.string().trim().max(500).default("") }))
    .output(Recording),
  /** Measures and predicts again from another channel; null: the one that is taken by itself. */
  setChannel: may("clinician", "technician")
    .input(id.extend({ channel: Channel.nullable() }))
    .output(eventIterator(ImportEvent)),
  /** Keeps a part of the file, s from its start, and measures and predicts from it alone; null: all. The file stays. */
  setTrim: may("clinician", "technician")
    .input(id.extend({ trim: MeasuredPart.nullable() }))
    .output(eventIterator(ImportEvent)),
  /** Tells which passage was read, so that its words a minute are measured; null: not known. */
  setPassage: may("clinician", "technician")
    .input(id.extend({ passage: PassageId.nullable() }))
    .output(eventIterator(ImportEvent)),
  /** Where a recording of several takes is likely to be parted, by its pauses. */
  suggestPieces: may("clinician", "technician").input(id).output(z.array(TakePiece)),
  /** Makes each piece a take of its own and leaves the recording out, with the reason; all or nothing. */
  split: may("clinician", "technician")
    .input(
      id.extend({
        pieces: z.array(TakePiece).min(1).max(mostPieces),
        reason: z.string().trim().min(1).max(500),
      }),
    )
    .output(eventIterator(SplitEvent)),
  /** The takes that a recording was split into. */
  pieces: may("clinician", "technician").input(id).output(z.array(Recording)),
  /** Takes a split back: its takes go, the recording counts again. */
  join: may("clinician", "technician").input(id).output(Recording),
  /** Measures again with times of the reading's phones placed by hand, one each, s; null: aligned again by itself. */
  setPhoneTimes: may("clinician", "technician")
    .input(id.extend({ times: z.array(MeasuredPart).max(20_000).nullable() }))
    .output(eventIterator(ImportEvent)),
  remove: may("clinician", "technician")
    .input(id)
    .output(z.object({ removed: z.boolean() })),
  /** The recordings of a visit in small, by their shape: the largest sample of each is 1. */
  thumbnails: may("clinician", "technician")
    .input(z.object({ visitId: VisitId }))
    .output(z.array(z.object({ recording: RecordingId, thumbnail: Thumbnail }))),
  waveform: may("clinician", "technician")
    .input(id.extend({ columns: z.int().min(16).max(8192) }))
    .output(Waveform),
  spectrogram: may("clinician", "technician")
    .input(
      id.extend({
        /** "linear" from 0 to `maximumHz`, or Slaney mel bands over the same range. */
        scale: z.enum(["linear", "mel"]),
        windowSeconds: z.number().min(0.002).max(0.2),
        maximumHz: z.number().positive(),
        maximumFrames: z.int().min(64).max(4096),
      }),
    )
    .output(SpectrogramImage),
  explanation: may("clinician", "technician")
    .input(
      id.extend({
        model: z.string(),
        target: z.string(),
        method: ExplanationMethod.default("own"),
      }),
    )
    .output(eventIterator(ExplanationEvent)),
  /** The model's answer with white noise added, from 30 to 0 dB signal-to-noise ratio. */
  noiseResponse: may("clinician", "technician")
    .input(id.extend({ model: z.string() }))
    .output(NoiseResponse),
  /** Measures of a stretch of the recording, s from its start, as if it alone had been recorded. */
  measureSelection: may("clinician", "technician")
    .input(id.extend({ startSeconds: z.number().nonnegative(), endSeconds: z.number().positive() }))
    .output(Measures),
  contour: may("clinician", "technician")
    .input(id.extend({ of: ContourKind }))
    .output(Contour),
  /** Times of the glottal pulses, s. */
  pulses: may("clinician", "technician").input(id).output(z.array(z.number())),
  /** Pauses within what is said. */
  pauses: may("clinician", "technician").input(id).output(z.array(MeasuredPart)),
  /** 16-bit WAV at the native rate, for the player; slower with its pitch kept, or with less noise, for the ear alone. */
  playback: may("clinician", "technician")
    .input(id.extend({ tempo: z.number().min(0.25).max(1).default(1), denoised: z.boolean().default(false) }))
    .output(z.instanceof(Blob)),
};
