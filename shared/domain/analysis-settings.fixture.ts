import type { AnalysisSettings } from "./analysis.ts";

/** Settings of an adult's voice of unknown sex, no model asked. */
export const sampleSettings: AnalysisSettings = {
  measures: {
    dialect: "praat-script",
    pitchFloorHz: 75,
    pitchCeilingHz: 500,
    formantCeilingHz: 5500,
    sex: null,
  },
  models: [],
  onsetsSeconds: null,
  channel: null,
  passage: null,
  wordsByHand: false,
  trim: null,
};
