/** Classes of the screens for ALS. */
const screen = {
  control: "control",
  ALS: "ALS",
};

/** Five severities, as the models of the SAND scale name them. */
const severities = {
  "1 severe": "1 severe",
  "2 moderate": "2 moderate",
  "3 mild": "3 mild",
  "4 no detectable dysarthria": "4 no detectable dysarthria",
  "5 healthy control": "5 healthy control",
};

/** Words on models, keyed by the codes of `shared/domain/model-manifest.ts` and, for what is shipped, by model id. */
export const models = {
  status: {
    recommended: "recommended",
    baseline: "baseline, for comparison",
    experimental: "experimental",
    "simulated-data": "trained on simulated voices: for training staff and testing only",
  },
  /** A short tag. */
  statusTag: {
    recommended: "recommended",
    baseline: "baseline",
    experimental: "experimental",
    "simulated-data": "simulated data",
  },
  kinds: {
    screen: "screening for ALS",
    "bulbar-involvement": "bulbar involvement",
    severity: "severity of dysarthria",
    "sound-events": "sounds heard",
    digits: "spoken digits",
  },
  /** Who chose beforehand which models answer about tasks. */
  chosenBy: {
    visit: (tasks: string) => `Models chosen for this visit: ${tasks}.`,
    site: (tasks: string) => `Models chosen by the site: ${tasks}.`,
  },
  /** Models of a task: "Sustained /a/ (als-cnn)"; nobody of them. */
  chosenOf: (task: string, models: string) => `${task} (${models})`,
  noModel: "none",
  origins: { shipped: "shipped with Bulbar", installed: "installed here" },
  /** Said of a patient known to have ALS in place of a label of healthy speakers on a severity scale. */
  likeControls: "no detectable dysarthria (like controls)",
  /** The same in place of a label of healthy speakers of another model. */
  control: "control",
  /** Of the models that are shipped; a stranger's package is shown with the words of its manifest. */
  of: {
    "als-cnn": {
      name: "ALS screen (spectrogram network)",
      summary: "Does a sustained vowel resemble the speakers with ALS or the controls of one small corpus?",
      trainedOn: "Minsk2020 (sustained /a/ and /i/ of 31 people with ALS and 33 controls, Belarus).",
      labels: screen,
    },
    "als-screen-mfcc": {
      name: "ALS screen (MFCC forest)",
      summary:
        "Does the average spectrum of a sustained vowel resemble the speakers with ALS or the controls of one small corpus?",
      trainedOn: "Minsk2020 (sustained /a/ and /i/ of 31 people with ALS and 33 controls, Belarus).",
      labels: screen,
    },
    "als-screen-voice": {
      name: "ALS screen (voice)",
      summary:
        "Does the fine modulation of pitch in a sustained vowel resemble that of speakers with ALS more than that of controls?",
      trainedOn:
        "Minsk2020 (sustained /a/ and /i/ of 31 people with ALS and 33 controls, Belarus), measured by Bulbar itself.",
      labels: screen,
    },
    "bulbar-involvement": {
      name: "Bulbar involvement",
      summary:
        "Where on the way from a control's voice to that of ALS with bulbar signs does a sustained vowel lie?",
      trainedOn:
        "Minsk2020 (sustained /a/ and /i/ of 33 controls, 7 people with ALS without and 24 with bulbar signs, Belarus), measured by Bulbar itself.",
      labels: {
        control: "control",
        "ALS without bulbar signs": "ALS without bulbar signs",
        "ALS with bulbar signs": "ALS with bulbar signs",
      },
    },
    "digits-ann": {
      name: "Spoken digits (dense network on MFCC)",
      summary: "Which English digit, zero to nine, was spoken in this short recording?",
      trainedOn: "Free Spoken Digit Dataset (English digits, 6 adult speakers, 8 kHz).",
      labels: {},
    },
    "digits-cnn": {
      name: "Spoken digits (convolutional network)",
      summary: "Which English digit, zero to nine, was spoken in this short recording?",
      trainedOn: "Free Spoken Digit Dataset (English digits, 6 adult speakers, 8 kHz).",
      labels: {},
    },
    "digits-recogniser": {
      name: "Spoken digits (phone models of a general recogniser)",
      summary: "Which English digit, zero to nine, was spoken in this short recording?",
      trainedOn:
        "Acoustic model of US English (Alpha Cephei 2015, in SoundSwallower 0.6.3), trained elsewhere on many speakers; its scores calibrated on the Free Spoken Digit Dataset (6 adult speakers, 8 kHz).",
      labels: {},
    },
    "severity-features-simulated": {
      name: "Severity in five classes by measures (simulated voices)",
      summary:
        "Which of the five severities of the voice synthesiser do the measures of this person's vowels and syllables resemble?",
      trainedOn: "simulated voices, for training staff and testing only",
      labels: severities,
    },
    "severity-simulated": {
      name: "Severity in five classes (simulated voices)",
      summary: "Which of the five severities of the voice synthesiser does this recording resemble?",
      trainedOn: "simulated voices, for training staff and testing only",
      labels: severities,
    },
  },
  /** Names of figures, as evaluations write them. */
  metrics: {
    AUC: "AUC",
    accuracy: "accuracy",
    "macro-F1": "macro-F1",
    "quadratic kappa": "quadratic kappa",
  },
  /** How a figure was obtained, by the parts in which evaluations write it; a part that is not here is shown as it is. */
  protocols: {
    folds: (folds: string) => `${folds}-fold by speaker`,
    repeated: (times: string) => `repeated ${times} times`,
    speakers: (count: string) => `${count} speakers`,
    someOfSpeakers: (some: string, all: string) => `${some} of ${all} speakers`,
    fixed: {
      "leave one speaker out": "leave one speaker out",
      "the corpus's own split": "the corpus's own split",
      "per speaker": "per speaker",
      "per recording": "per recording",
    },
    alone: (task: string) => `from "${task}" alone`,
  },
  figure: (metric: string, value: string, range: string, protocol: string) =>
    `${metric} ${value}${range}; ${protocol}`,
  range: (low: string, high: string) => ` (95 %: ${low}–${high})`,
};
