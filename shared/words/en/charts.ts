/** Words inside charts: axes, legends, what stands under the pointer, what is read out. */
export const charts = {
  time: "time, s",
  frequency: (scale: string) => `frequency, Hz (${scale})`,
  /** Names of the frequency scales in the axis' title. */
  scales: { mel: "mel", linear: "linear" },
  level: "level, dB",
  /** Title of the highlight's colour bar, on two lines. */
  highlightFor: (label: string) => `for ${label},\nrelative`,
  clipped: "▼ clipped",
  legend: { pitch: "pitch, scale at the right", intensity: "intensity, scale at the right" },
  outsideTraining: "outside the model's training bandwidth",
  signalToNoise: "signal-to-noise ratio, dB",
  atNoise: (label: string, decibels: string, probability: string) =>
    `${label} at ${decibels} dB: ${probability}`,
  monthsSinceOnset: "months since onset",
  point: (date: string, value: string) => `${date}: ${value}`,
  /** Why a course starts anew, beside the dashed line. */
  anew: {
    "no-value": "starts anew",
    "first-visit": "starts anew",
    "is-baseline": "starts anew",
    "doubtful-takes": "starts anew",
    "device-changed": "new microphone",
    "settings-changed": "new settings",
    "definition-changed": "new definition",
    "model-changed": "new model",
    "listeners-changed": "other listeners",
    "no-error-known": "starts anew",
  },
  f1: "F1, Hz",
  f2: "F2, Hz",
  vowel: (letter: string, f1: string, f2: string) => `/${letter}/ ${f1} and ${f2}`,
  doubtfulVowel: (vowel: string) => `${vowel} (doubtful)`,
  vowels: (each: string) => `Vowel chart, F1 and F2 in Hz: ${each}.`,
  vowelsBaseline: "The baseline's triangle is dashed.",
  /** Marks of action on the chart of words a minute. */
  actionMarks: {
    "slowest-stratum": (source: string) => `120 per min: below it the slowest group of ALS (${source})`,
    "intelligibility-falls": (source: string) =>
      `100 to 120 per min: intelligibility falls steeply (${source})`,
  },
};
