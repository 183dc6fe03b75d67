import type { Analysis } from "../../../shared/domain/analysis.ts";
import { sampleSettings } from "../../../shared/domain/analysis-settings.fixture.ts";
import { PatientId, RecordingId, VisitId } from "../../../shared/domain/ids.ts";
import type { Prediction } from "../../../shared/domain/prediction.ts";
import { sampleProvenance } from "../../../shared/domain/provenance.fixture.ts";
import type { QualityFlag } from "../../../shared/domain/quality.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { visitResults } from "../inference/visit-result.ts";
import type { ObservedVisit } from "./observed-value.ts";
import type { FindingsInput } from "./patient-findings.ts";
import { judgeTakes } from "./takes.ts";

export function visitOn(date: string, device = "headset"): Visit {
  return {
    id: VisitId.parse(`visit ${date}`),
    patientId: PatientId.parse("p"),
    date,
    device,
    notes: "",
    createdAt: `${date}T10:00:00.000Z`,
  };
}

export type Made = {
  visit: Visit;
  task?: TaskId;
  measures?: Record<string, number | null>;
  flags?: QualityFlag[];
  predictions?: Prediction[];
  programVersion?: string;
  sampleRateHz?: number;
};

let made = 0;

export function recordingOf({ visit, task = "ddk-pa", predictions = [], ...given }: Made): Recording {
  const { measures = {}, flags = [], programVersion = "0.1.0", sampleRateHz = 44100 } = given;
  const levels = {
    peakDbfs: -6,
    rmsDbfs: -20,
    clippedFraction: 0,
    dcOffset: 0,
    snrDb: 40,
    reverberationSeconds: null,
    bandwidthHz: 20000,
  };
  const analysis: Analysis = {
    task,
    audio: {
      durationSeconds: 5,
      sampleRateHz,
      channels: 1,
      channelUsed: 1,
      codec: "pcm_s16le",
      lossy: false,
    },
    quality: { durationSeconds: 5, usableSeconds: 5, ...levels, flags },
    measures: Object.fromEntries(
      Object.entries(measures).map(([id, value]) => [
        id,
        { value, unit: "1/s", ...(value === null && { missing: "too-short" as const }) },
      ]),
    ),
    room: null,
    predictions,
    refusals: [],
    intelligibility: null,
    intelligibilityRefusal: null,
    alignment: null,
    settings: sampleSettings,
    part: null,
    programVersion,
  };
  const id = RecordingId.parse(`recording ${++made}`);
  const importedAt = visit.createdAt;
  return {
    id,
    visitId: visit.id,
    task,
    fileName: "a.wav",
    sha256: id,
    bytes: 1,
    importedAt,
    analysis,
    choice: null,
  };
}

export function predictionOf(given: Partial<Prediction>): Prediction {
  return {
    model: "als-cnn",
    version: "1.0.0",
    modelSha256: "aa",
    device: "cpu",
    labels: ["control", "ALS"],
    probabilities: [0.4, 0.6],
    top: { label: "ALS", probability: 0.6 },
    set: null,
    rejected: false,
    expectedLevel: null,
    explanation: { method: "none", target: "ALS", rows: 0, columns: 0 },
    provenance: sampleProvenance,
    ...given,
  };
}

/** Findings of these recordings, without norms or published errors unless given. */
export function inputOf(made: Made[], given: Partial<FindingsInput> = {}): FindingsInput {
  const recordings = made.map(recordingOf);
  const visits = [...new Set(made.map(({ visit }) => visit))].map((visit): ObservedVisit => {
    const takes = judgeTakes(recordings.filter(({ visitId }) => visitId === visit.id));
    const results = visitResults(takes.flatMap(({ analysis }) => analysis?.predictions ?? []));
    return { visit, takes, alsfrs: null, results, ensembles: [], indices: {}, heard: [] };
  });
  return {
    patient: { sex: null, onsetDate: null, ageYearsAt: () => null },
    visits,
    models: [],
    norms: { schemaVersion: 2, norms: [], typical: [], measurementError: [] },
    language: null,
    ...given,
  };
}
