/** Words that stand everywhere. */
export const general = {
  researchUseOnly: "Research use only, not for diagnosis.",
  holdsSimulated:
    "Holds answers of models that learned from simulated voices: for training staff and for tests only.",
  notRecorded: "not recorded",
  none: "none",
  sex: { male: "male", female: "female" },
  diagnosisCode: {
    als: "ALS",
    other: "other disease",
    none: "no disease of speech known",
    unknown: "not known",
  },
  onsetRegion: { bulbar: "bulbar", spinal: "spinal", respiratory: "respiratory", unknown: "unknown" },
  /** Stages of long work. */
  stages: {
    decoding: "decoding",
    "checking-quality": "checking the quality",
    measuring: "measuring",
    aligning: "aligning the words",
    "measuring-vowels": "measuring the vowels",
    "measuring-voice": "measuring the voice",
    predicting: "asking the models",
    "trying-devices": "trying the devices",
    downloading: "downloading",
    "copying-history": "copying the history",
    "checking-history": "checking the history",
    "checking-sound": "checking the sound",
    salvaging: "salvaging what can be read",
    "new-key": "encrypting with the new key",
    sealing: "writing the sealed file",
    unsealing: "reading the sealed file",
    exporting: "writing the export",
    judging: "judging changes",
    storing: "storing the patient",
    done: "done",
  },
  stagesOf: {
    predicting: (model: string) => `asking the model ${model}`,
    "trying-devices": (model: string) => `trying the devices with ${model}`,
    "measuring-voice": (task: string) => `measuring the voice: ${task}`,
  },
};
