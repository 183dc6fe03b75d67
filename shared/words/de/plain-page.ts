import type { Words } from "../shape.ts";

export const plainPage: Words["plainPage"] = {
  title: (date) => `Ihre Sprechaufnahme, ${date}`,
  documentTitle: (date) => `Sprechaufnahme vom ${date} in einfachen Worten`,
  state: "Für Ihre Unterlagen",
  done: (date, recordings) =>
    `Am ${date} haben Sie in ein Mikrofon gesprochen. Ein Computerprogramm hat ${recordings} gemessen.`,
  purpose:
    "Die Messungen helfen Ihrer Ärztin oder Ihrem Arzt zu sehen, wie sich das Sprechen mit der Zeit verändert. Sie sagen nicht, welche Krankheit jemand hat.",
  subsystem: {
    respiration: "Atem beim Sprechen",
    phonation: "Klang der Stimme",
    articulation: "Bewegungen von Zunge und Lippen",
    prosody: "Geschwindigkeit des Sprechens",
    resonance: "Resonanz",
  },
  norm: {
    within: "Das liegt im Bereich gesunder Menschen.",
    borderline: "Das liegt am Rand des Bereichs gesunder Menschen.",
    outside: "Das liegt außerhalb des Bereichs der meisten gesunden Menschen.",
    none: "Für diese Messung gibt es keinen anerkannten Bereich gesunder Menschen.",
  },
  changed: {
    worse: (since) => `Seit dem ${since} hat es sich verändert, hin zu mehr Mühe.`,
    better: (since) => `Seit dem ${since} hat es sich verändert, hin zu weniger Mühe.`,
  },
  unchanged: (since) =>
    `Seit dem ${since} gibt es keine Veränderung, die größer ist als die üblichen Schwankungen solcher Messungen von Tag zu Tag.`,
  first: "Das ist die erste Messung. Eine Veränderung lässt sich ab dem nächsten Besuch sehen.",
  notCompared: "Mit früheren Besuchen lässt es sich diesmal nicht vergleichen.",
  doubtful: "Die Aufnahme war nicht gut genug, um sicher zu sein.",
  nothing: "Aus diesen Aufnahmen ließ sich diesmal nichts messen.",
  closing: [
    "Auch Erkältung, Müdigkeit, Medikamente oder ein lauter Raum verändern die Stimme. Eine einzelne Messung sagt wenig.",
    "Wie Sie im Gespräch zurechtkommen, ist wichtiger als jede Zahl hier. Fragen Sie Ihre Ärztin, Ihren Arzt oder Ihre Sprachtherapie, was das für Sie bedeutet.",
    "Das Programm dient der Forschung. Es stellt keine Diagnose und ersetzt keine Untersuchung.",
  ],
};
