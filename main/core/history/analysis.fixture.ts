import type { Analysis } from "../../../shared/domain/analysis.ts";
import { sampleSettings } from "../../../shared/domain/analysis-settings.fixture.ts";
import { sampleProvenance } from "../../../shared/domain/provenance.fixture.ts";

/** An analysis with one measure and one prediction. */
export function analysisOf(
  measure: string,
  value: number | null,
  task: Analysis["task"] = "vowel-a",
): Analysis {
  const quality = { durationSeconds: 5, usableSeconds: 5, peakDbfs: -6, rmsDbfs: -20, clippedFraction: 0 };
  return {
    task,
    audio: {
      durationSeconds: 5,
      sampleRateHz: 44100,
      channels: 1,
      channelUsed: 1,
      codec: "pcm_s16le",
      lossy: false,
    },
    quality: {
      ...quality,
      dcOffset: 0,
      snrDb: 40,
      reverberationSeconds: null,
      bandwidthHz: 20000,
      flags: [],
    },
    measures: { [measure]: { value, unit: "Hz" } },
    part: null,
    room: null,
    predictions: [
      {
        model: "als-cnn",
        version: "1.0.0",
        modelSha256: "ab".repeat(32),
        device: "cpu",
        labels: ["control", "ALS"],
        probabilities: [0.3, 0.7],
        top: { label: "ALS", probability: 0.7 },
        set: null,
        rejected: false,
        expectedLevel: null,
        explanation: { method: "none", target: "ALS", rows: 0, columns: 0 },
        provenance: sampleProvenance,
      },
    ],
    refusals: [],
    intelligibility: null,
    intelligibilityRefusal: null,
    alignment: null,
    settings: sampleSettings,
    programVersion: "0.1.0",
  };
}
