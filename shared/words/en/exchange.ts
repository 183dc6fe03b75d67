/** Words of exports: what their own codes are called. */
export const exchange = {
  /** Groups of the code system of exports. */
  groups: {
    measures: "Measures of speech and voice",
    scores: "ALSFRS-R and its items",
    tasks: "Speech tasks",
    missing: "Why a measure has no value",
    doubts: "Why a value is doubted",
    changes: "What a change is",
    verdicts: "What the visit says",
    strata: "Strata of the rate of reading",
    others: "Everything else",
  },
  codes: {
    "voice-assessment": "Assessment of speech and voice",
    report: "Report",
    addendum: "Addendum to the report",
    program: "Program",
    model: "Model",
    "model-probability": "Probability of a class, by a model",
    "models-probability": "Probability of a class, by several models together",
    "model-level": "Expected level, by a model",
    "label-probability": "Probability of a class",
    "not-excluded": "Class that is not excluded",
    borderline: "Borderline: within the uncertainty of the norm's limit",
    "baseline-date": "Date of the baseline",
    "change-since-baseline": "Change since baseline",
    "change-in-error": "Change, in multiples of the smallest change that exceeds measurement error",
    "change-label": "What the change is",
    doubtful: "Doubtful",
    "takes-left-out": "Takes left out",
    "onsets-by-hand": "Syllable onsets were placed by hand",
  },
  /** Of a message in the outbox. */
  states: { waiting: "waiting", accepted: "accepted", refused: "refused" },
};
