import type { Words } from "../shape.ts";

export const charts: Words["charts"] = {
  time: "Zeit, s",
  frequency: (scale) => `Frequenz, Hz (${scale})`,
  scales: { mel: "Mel", linear: "linear" },
  level: "Pegel, dB",
  highlightFor: (label) => `für ${label},\nrelativ`,
  clipped: "▼ übersteuert",
  legend: { pitch: "Tonhöhe, Skala rechts", intensity: "Intensität, Skala rechts" },
  outsideTraining: "außerhalb des gelernten Frequenzbereichs",
  signalToNoise: "Signal-Rausch-Abstand, dB",
  atNoise: (label, decibels, probability) => `${label} bei ${decibels} dB: ${probability}`,
  monthsSinceOnset: "Monate seit Beginn",
  point: (date, value) => `${date}: ${value}`,
  anew: {
    "no-value": "beginnt neu",
    "first-visit": "beginnt neu",
    "is-baseline": "beginnt neu",
    "doubtful-takes": "beginnt neu",
    "device-changed": "neues Mikrofon",
    "settings-changed": "neue Einstellungen",
    "definition-changed": "neue Definition",
    "model-changed": "neues Modell",
    "listeners-changed": "andere Hörer",
    "no-error-known": "beginnt neu",
  },
  f1: "F1, Hz",
  f2: "F2, Hz",
  vowel: (letter, f1, f2) => `/${letter}/ ${f1} und ${f2}`,
  doubtfulVowel: (vowel) => `${vowel} (zweifelhaft)`,
  vowels: (each) => `Vokaldreieck, F1 und F2 in Hz: ${each}.`,
  vowelsBaseline: "Das Dreieck des Ausgangsbefunds ist gestrichelt.",
  actionMarks: {
    "slowest-stratum": (source) => `120 pro min: darunter die langsamste Gruppe bei ALS (${source})`,
    "intelligibility-falls": (source) =>
      `100 bis 120 pro min: die Verständlichkeit fällt steil ab (${source})`,
  },
};
