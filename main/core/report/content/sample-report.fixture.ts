import type { ExplanationMap } from "../../../../shared/contract/recordings.ts";
import type { Analysis } from "../../../../shared/domain/analysis.ts";
import { PatientId, RecordingId, VisitId } from "../../../../shared/domain/ids.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import type { ModelSummary, Prediction } from "../../../../shared/domain/prediction.ts";
import { sampleProvenance } from "../../../../shared/domain/provenance.fixture.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import type { TaskId } from "../../../../shared/domain/task.ts";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import type { Visit } from "../../../../shared/domain/visit.ts";
import { spectrogramImage, waveformEnvelope } from "../../dsp/spectrogram-image.ts";
import { frequencyEdges } from "../../inference/explanation-map.ts";
import { visitResults } from "../../inference/visit-result.ts";
import type { PictureInput, ReportInput } from "./report-input.ts";

/** A made-up visit for tests of the report: eight tasks of SAND, five visits, one model, growing slower in speech. */
export function sampleReport(visits = 5): ReportInput {
  const dates = Array.from(
    { length: visits },
    (_, k) => `${2025 + Math.floor((2 + 3 * k) / 12)}-${String(((2 + 3 * k) % 12) + 1).padStart(2, "0")}-12`,
  );
  const visit: Visit = {
    id: VisitId.parse(`visit-${visits - 1}`),
    patientId: PatientId.parse("p"),
    date: dates.at(-1)!,
    device: "Sennheiser MKE 600",
    notes: "",
    createdAt: `${dates.at(-1)}T09:00:00Z`,
  };
  const recordings = sampleTasks.map((task, index) => sampleRecording(task, index, visit.id));
  return {
    patient: samplePatient,
    visit,
    recordings,
    trends: sampleTrends(dates),
    models: [sampleModel],
    results: visitResults(recordings.flatMap(({ analysis }) => analysis?.predictions ?? [])),
    ensembles: [],
    visitMeasures: { measures: {}, norms: {} },
    picture: { ...picture },
    rhythm: null,
    language: "en",
    programVersion: "0.1.0",
    createdAt: new Date("2026-03-12T10:00:00Z"),
  };
}

const samplePatient: Patient = {
  id: PatientId.parse("p"),
  code: "NEU-0042",
  name: "Иванова, Łucja Müller",
  birthDate: "1961-04-03",
  sex: "female",
  onsetDate: "2024-09-01",
  onsetRegion: "bulbar",
  diagnosisCode: "als",
  diagnosis: "ALS, probable (El Escorial)",
  notes: "",
  createdAt: "2025-03-12T09:00:00Z",
};

const sampleTasks: TaskId[] = [
  "vowel-a",
  "vowel-e",
  "vowel-i",
  "vowel-o",
  "vowel-u",
  "ddk-pa",
  "ddk-ta",
  "ddk-ka",
];

const modelSha256 = "3f".repeat(32);

export const sampleModel: ModelSummary = {
  id: "als-cnn",
  version: "0.1.0",
  name: "ALS screen (spectrogram)",
  kind: "screen",
  status: "experimental",
  summary: "Does the voice resemble those of people with ALS?",
  trainedOn:
    "Learned from 64 speakers of Minsk2020 (31 with ALS, 33 controls), sustained /a/ and /i/, 44.1 kHz.",
  honestError: {
    metric: "AUC",
    value: 0.75,
    interval: [0.63, 0.86],
    protocol: "5-fold by speaker, repeated 3 times, 64 speakers",
  },
  tasks: sampleTasks,
  labels: ["control", "ALS"],
  ordinal: false,
  positiveLabel: "ALS",
  explanation: {
    method: "grad-cam",
    targetLayer: "block4",
    spectrogram: { scale: "mel-slaney", minimumHz: 50, maximumHz: 8000, bands: 64, hopSeconds: 0.01 },
  },
  licence: "MIT",
  attribution: "",
  modelSha256,
  sizeBytes: 900_000,
  origin: "shipped",
  trusted: true,
  claimedStatus: "experimental",
  trainingBandwidthHz: [0, 4000],
};

export function samplePrediction(als: number, change: Partial<Prediction> = {}): Prediction {
  const top = als >= 0.5 ? { label: "ALS", probability: als } : { label: "control", probability: 1 - als };
  return {
    model: "als-cnn",
    version: "0.1.0",
    modelSha256,
    device: "cpu",
    labels: ["control", "ALS"],
    probabilities: [1 - als, als],
    top,
    set: { coverage: 0.9, labels: als > 0.85 ? ["ALS"] : ["control", "ALS"] },
    rejected: false,
    expectedLevel: null,
    explanation: { method: "grad-cam", target: top.label, rows: 31, columns: 8 },
    provenance: {
      ...sampleProvenance,
      trainedOn: sampleModel.trainedOn,
      honestError: sampleModel.honestError,
    },
    ...change,
  };
}

export function sampleRecording(task: TaskId, index: number, visitId: VisitId): Recording {
  const noisy = task === "ddk-ka";
  const measures: Analysis["measures"] = task.startsWith("vowel")
    ? {
        "f0-sd": { value: 3.12 + index, unit: "Hz" },
        "jitter-local": { value: 1.21, unit: "%" },
        "shimmer-local": { value: 4.4, unit: "%", doubts: noisy ? ["low-snr"] : [] },
      }
    : {
        "ddk-rate": {
          value: noisy ? null : 4.1 + 0.1 * index,
          unit: "1/s",
          ...(noisy ? { missing: "too-noisy" as const } : {}),
        },
        "ddk-cv": { value: 14.2, unit: "%", ...(noisy ? { doubts: ["low-snr" as const] } : {}) },
      };
  return {
    id: RecordingId.parse(`recording-${index}`),
    visitId,
    task,
    fileName: `NEU-0042_${task}.wav`,
    sha256: "0".repeat(64),
    bytes: 500_000,
    importedAt: "2026-03-12T09:10:00Z",
    choice: null,
    analysis: {
      task,
      audio: {
        durationSeconds: 5.2 + index / 10,
        sampleRateHz: 44_100,
        channels: 1,
        channelUsed: 1,
        codec: "pcm_s16le",
        lossy: false,
      },
      quality: {
        durationSeconds: 5.2,
        usableSeconds: 4.9,
        peakDbfs: -3.1,
        rmsDbfs: -18,
        clippedFraction: 0,
        dcOffset: 0,
        snrDb: noisy ? 14.2 : 38.4,
        bandwidthHz: 16_000,
        flags: noisy ? ["low-snr"] : [],
      },
      measures,
      predictions: task.startsWith("vowel") ? [samplePrediction(0.6 + 0.06 * index)] : [],
      part: null,
      intelligibility: null,
      intelligibilityRefusal: null,
      refusals: task.startsWith("vowel")
        ? []
        : [{ model: "als-cnn", code: "model-refused-task", reason: "Made for sustained vowels." }],
      settings: {
        measures: {
          dialect: "praat-script",
          pitchFloorHz: 75,
          pitchCeilingHz: 500,
          formantCeilingHz: 5500,
          sex: "female",
        },
        models: [],
        onsetsSeconds: null,
        channel: null,
        passage: null,
      },
      programVersion: "0.1.0",
    },
  };
}

type Shape = Pick<TrendSeries, "id" | "task" | "name" | "unit" | "norm"> & {
  from: number;
  perVisit: number;
  mdc: number;
};

const shapes: Shape[] = [
  {
    id: "als-cnn:ALS",
    name: "ALS screen (spectrogram): probability of ALS",
    task: "vowel-a",
    unit: "probability",
    norm: null,
    from: 0.55,
    perVisit: 0.04,
    mdc: 0.3,
  },
  {
    id: "ddk-rate",
    name: "Syllable rate",
    task: "ddk-ta",
    unit: "1/s",
    norm: { lower: 5.1, upper: 7.3, citation: "made-up norm for tests, n = 60" },
    from: 6.2,
    perVisit: -0.36,
    mdc: 0.9,
  },
  {
    id: "ddk-rate",
    name: "Syllable rate",
    task: "ddk-pa",
    unit: "1/s",
    norm: { lower: 5, upper: 7.4, citation: "made-up norm for tests, n = 60" },
    from: 6.1,
    perVisit: -0.38,
    mdc: 0.9,
  },
  { id: "ddk-cv", name: "Unevenness", task: "ddk-ta", unit: "%", norm: null, from: 8, perVisit: 1.5, mdc: 7 },
  {
    id: "f0-sd",
    name: "Pitch variability",
    task: "vowel-a",
    unit: "Hz",
    norm: { lower: null, upper: 3.5, citation: "made-up norm of pitch" },
    from: 2.2,
    perVisit: 0.25,
    mdc: 1.4,
  },
  {
    id: "jitter-local",
    name: "Jitter",
    task: "vowel-a",
    unit: "%",
    norm: { lower: null, upper: 1.04, citation: "MDVP threshold" },
    from: 0.7,
    perVisit: 0.13,
    mdc: 0.6,
  },
  {
    id: "shimmer-local",
    name: "Shimmer",
    task: "vowel-a",
    unit: "%",
    norm: { lower: null, upper: 3.81, citation: "MDVP threshold" },
    from: 3.9,
    perVisit: 0.1,
    mdc: 1.9,
  },
];

function sampleTrends(dates: string[]): TrendSeries[] {
  return shapes.map(({ from, perVisit, mdc, ...series }) => {
    const points = dates.map((date, k) => ({
      visitId: `visit-${k}`,
      date,
      monthsSinceOnset: null,
      value: from + perVisit * k + 0.08 * perVisit * Math.sin(9 * k),
      accepted: k !== 2,
      repeats: 1,
      withinVisitSd: null,
      device: "Sennheiser MKE 600",
      version: "0.1.0",
      breakBefore: k === 3,
    }));
    const value = points.at(-1)!.value - from;
    const exceeds = Math.abs(value) > mdc;
    return {
      ...series,
      points,
      baseline: { value: from, visits: 1 },
      mdc: { value: mdc, source: "made-up retest, n = 20" },
      slope:
        dates.length < 4
          ? null
          : {
              perMonth: perVisit / 3,
              lower: perVisit / 3 - 0.1 * Math.abs(perVisit),
              upper: perVisit / 3 + 0.1 * Math.abs(perVisit),
              visits: dates.length - 1,
            },
      change:
        dates.length < 2
          ? null
          : {
              value,
              inMdc: value / mdc,
              label: exceeds ? "exceeds-measurement-error" : "within-measurement-error",
            },
    };
  });
}

/** A harmonic sound with a gap, and a map that peaks in its second half. */
function samplePicture(): PictureInput {
  const sampleRateHz = 16_000;
  const samples = Float32Array.from({ length: 3 * sampleRateHz }, (_, n) => {
    const seconds = n / sampleRateHz;
    if (seconds > 1.2 && seconds < 1.5) return 0;
    let sum = 0;
    for (let harmonic = 1; harmonic < 30; harmonic++)
      sum +=
        Math.sin(2 * Math.PI * harmonic * (180 * seconds + 0.4 * Math.sin(12 * seconds))) / harmonic ** 1.4;
    return 0.3 * sum * Math.min(1, 4 * seconds);
  });
  const [rows, columns] = [31, 8];
  const values = Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    return Math.max(0, 1.1 * Math.exp(-(((row - 22) / 4) ** 2) - ((column - 3) / 1.6) ** 2) - 0.1);
  });
  const axis = { scale: "mel-slaney", minimumHz: 50, maximumHz: 8000, bands: 64, hopSeconds: 0.01 } as const;
  const explanation: ExplanationMap = {
    model: "als-cnn",
    method: "grad-cam",
    target: "ALS",
    rows,
    columns,
    startSeconds: 0,
    endSeconds: 3,
    frequencyEdgesHz: frequencyEdges(axis, columns),
    trainingBandwidthHz: [0, 4000],
    values,
    maximum: 1.7,
  };
  const signal = { samples, sampleRateHz };
  return {
    recordingId: "recording-0",
    waveform: waveformEnvelope(signal, 800),
    spectrogram: spectrogramImage(signal, {
      scale: "mel",
      windowSeconds: 0.03,
      maximumHz: 8000,
      maximumFrames: 600,
    }),
    explanation,
  };
}

const picture = samplePicture();
