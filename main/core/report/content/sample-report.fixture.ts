import type { ExplanationMap } from "../../../../shared/contract/recordings.ts";
import { ReportDraft } from "../../../../shared/contract/reports.ts";
import type { Analysis } from "../../../../shared/domain/analysis.ts";
import { sampleSettings } from "../../../../shared/domain/analysis-settings.fixture.ts";
import { PatientId, RecordingId, VisitId } from "../../../../shared/domain/ids.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import type { ModelSummary, Prediction } from "../../../../shared/domain/prediction.ts";
import { sampleProvenance } from "../../../../shared/domain/provenance.fixture.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import type { AskedTaskId, TaskId } from "../../../../shared/domain/task.ts";
import type { Visit } from "../../../../shared/domain/visit.ts";
import type { VisitFindings } from "../../../../shared/domain/visit-findings.ts";
import { spectrogramImage, waveformEnvelope } from "../../dsp/spectrogram-image.ts";
import type { Norms } from "../../findings/norms.ts";
import { patientFindings } from "../../findings/patient-findings.ts";
import { sufficiencyOf } from "../../findings/sufficiency.ts";
import { judgeTakes, visitTakes } from "../../findings/takes.ts";
import { frequencyEdges } from "../../inference/explanation-map.ts";
import { visitResults } from "../../inference/visit-result.ts";
import type { PictureInput, ReportInput } from "./report-input.ts";

/**
 * A made-up visit for tests of the report: eight tasks of SAND, one model, growing slower in speech over the visits. The
 * third visit's recordings are clipped. Findings are those of the program.
 */
export function sampleReport(visits = 5): ReportInput {
  const all = Array.from({ length: visits }, (_, k) => sampleVisit(k));
  const recordings = all.map((visit, k) =>
    sampleTasks.map((task, index) => sampleRecording(task, index, visit.id, k)),
  );
  const judged = judge(all, recordings);
  return {
    patient: samplePatient,
    visit: all.at(-1)!,
    recordings: recordings.at(-1)!,
    ...judged,
    models: [sampleModel],
    picture: { ...picture, recordingId: recordings.at(-1)![0]!.id },
    rhythm: null,
    treatments: [],
    forms: [],
    reminders: [],
    draft: sampleDraft,
    clinic: null,
    signature: null,
    programVersion: "0.1.0",
    auditHead: { number: 1234, sha256: "c5".repeat(32) },
    createdAt: new Date("2026-03-12T10:00:00Z"),
  };
}

export const sampleDraft = ReportDraft.parse({});

/** The same report with other recordings at its visit, judged anew. */
export function withRecordings(report: ReportInput, recordings: Recording[], device?: string): ReportInput {
  const count = report.courses[0]?.points.length ?? 1;
  const all = Array.from({ length: count }, (_, k) => sampleVisit(k));
  const last = { ...all.at(-1)!, ...(device === undefined ? {} : { device }) };
  const earlier = all
    .slice(0, -1)
    .map((visit, k) => sampleTasks.map((task, index) => sampleRecording(task, index, visit.id, k)));
  return {
    ...report,
    visit: last,
    recordings,
    ...judge([...all.slice(0, -1), last], [...earlier, recordings]),
  };
}

function judge(visits: Visit[], recordings: Recording[][]): Pick<ReportInput, "findings" | "courses"> {
  const observed = visits.map((visit, k) => {
    const takes = judgeTakes(recordings[k]!);
    const results = visitResults(takes.flatMap(({ analysis }) => analysis?.predictions ?? []));
    return { visit, takes, alsfrs: null, results, ensembles: [], indices: {}, heard: [] };
  });
  const { courses, ofVisit } = patientFindings({
    patient: { sex: "female", onsetDate: samplePatient.onsetDate, ageYearsAt: () => 65 },
    visits: observed,
    models: [sampleModel],
    norms: sampleNorms,
    language: null,
  });
  const { visit, takes, results } = observed.at(-1)!;
  const found = ofVisit(visit.id);
  const findings: VisitFindings = {
    visitId: visit.id,
    date: visit.date,
    takes: visitTakes(takes),
    ...found,
    sufficiency: sufficiencyOf(found.findings, found.progression),
    results: [...results],
    ensembles: [],
  };
  return { findings, courses };
}

function sampleVisit(k: number): Visit {
  const date = `${2025 + Math.floor((2 + 3 * k) / 12)}-${String(((2 + 3 * k) % 12) + 1).padStart(2, "0")}-12`;
  return {
    id: VisitId.parse(`visit-${k}`),
    patientId: PatientId.parse("p"),
    date,
    device: "Sennheiser MKE 600",
    notes: "",
    createdAt: `${date}T09:00:00Z`,
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
  archivedAt: null,
};

const sampleTasks: AskedTaskId[] = [
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
  roles: ["healthy", "ill"],
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

export function sampleRecording(task: TaskId, index: number, visitId: VisitId, k = 4): Recording {
  const noisy = task === "ddk-ka";
  const measures: Analysis["measures"] = task.startsWith("vowel")
    ? {
        "f0-sd": { value: at("f0-sd", k) + index, unit: "Hz" },
        "jitter-local": { value: at("jitter-local", k), unit: "%" },
        "shimmer-local": { value: at("shimmer-local", k), unit: "%" },
      }
    : {
        "ddk-rate": {
          value: noisy ? null : at("ddk-rate", k) + 0.1 * (index - 5),
          unit: "1/s",
          ...(noisy ? { missing: "too-noisy" as const } : {}),
        },
        "ddk-cv": { value: at("ddk-cv", k), unit: "%", ...(noisy ? { doubts: ["low-snr" as const] } : {}) },
      };
  return {
    id: RecordingId.parse(`recording-${visitId}-${index}`),
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
        reverberationSeconds: null,
        bandwidthHz: 16_000,
        flags: k === 2 ? ["clipped"] : noisy ? ["low-snr"] : [],
      },
      measures,
      predictions: task.startsWith("vowel") ? [samplePrediction(0.6 + 0.06 * index)] : [],
      part: null,
      room: null,
      intelligibility: null,
      intelligibilityRefusal: null,
      alignment: null,
      refusals: task.startsWith("vowel")
        ? []
        : [{ model: "als-cnn", code: "model-refused-task", reason: "Made for sustained vowels." }],
      settings: { ...sampleSettings, measures: { ...sampleSettings.measures, sex: "female" } },
      programVersion: "0.1.0",
    },
  };
}

type Shape = { from: number; perVisit: number; unit: string; mdc: number; limit?: number; tasks: TaskId[] };

const shapes: Readonly<Record<string, Shape>> = {
  "ddk-rate": {
    from: 6.1,
    perVisit: -0.37,
    unit: "1/s",
    mdc: 0.9,
    limit: 5,
    tasks: ["ddk-pa", "ddk-ta", "ddk-ka"],
  },
  "ddk-cv": { from: 8, perVisit: 1.5, unit: "%", mdc: 7, tasks: ["ddk-pa", "ddk-ta", "ddk-ka"] },
  "f0-sd": { from: 2.2, perVisit: 0.25, unit: "Hz", mdc: 1.4, limit: 3.5, tasks: ["vowel-a"] },
  "jitter-local": { from: 0.7, perVisit: 0.3, unit: "%", mdc: 0.6, limit: 1.04, tasks: ["vowel-a"] },
  "shimmer-local": { from: 3.9, perVisit: 0.1, unit: "%", mdc: 1.9, limit: 3.81, tasks: ["vowel-a"] },
};

function at(measure: string, k: number): number {
  const { from, perVisit } = shapes[measure]!;
  return from + perVisit * k;
}

const made = { population: "made up for tests", seen: "full-text" } as const;
export const sampleNorms: Norms = {
  schemaVersion: 2,
  norms: Object.entries(shapes).flatMap(([measure, { limit, tasks, unit }]) =>
    limit === undefined
      ? []
      : [
          {
            ...made,
            kind: "cut-off" as const,
            measure,
            tasks,
            unit,
            limit,
            source: `made-up norm of ${measure}`,
            program: "Bulbar",
            sex: null,
            ageYears: null,
            language: null,
            otherLanguages: false,
            speakers: 60,
          },
        ],
  ),
  typical: [],
  measurementError: Object.entries(shapes).map(([measure, { mdc, tasks, unit }]) => ({
    ...made,
    measure,
    tasks,
    unit,
    mdc95: mdc,
    source: "made-up retest, n = 20",
  })),
};

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
