import type { Words } from "../shape.ts";

export const profile: Words["profile"] = {
  heading: "Profil",
  key: "links ist schlechter, rechts ist besser; gestrichelter Kasten: Unsicherheit der Grenze; schraffiert: im Messfehler; ×: dessen Vielfaches",
  subsystem: {
    respiration: "Atmung",
    phonation: "Phonation",
    articulation: "Artikulation",
    prosody: "Prosodie",
    resonance: "Resonanz",
  },
  notAssessed: "nicht beurteilt",
  noNorm: "keine Norm",
  healthy: "Gesunde",
  inErrors: (date) => (date ? `Seit ${date}, in Messfehlern` : "Änderung, in Messfehlern"),
  subsystemAndMeasure: "Teilsystem und Maß",
  limitName: "Grenze",
  centre: "Mitte",
  worse: "schlechter",
  better: "besser",
  errors: (times) => `${times} ×`,
  verdict: { within: "innerhalb", borderline: "grenzwertig", outside: "außerhalb" },
  limit: {
    higher: (limit) => `höchstens ${limit}`,
    lower: (limit) => `mindestens ${limit}`,
  },
  score: { "alsfrs-speech": "Sprechen", "alsfrs-bulbar": "bulbär", "alsfrs-total": "gesamt" },
  of: (highest) => `von ${highest}`,
};
