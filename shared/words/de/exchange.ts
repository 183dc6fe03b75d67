import type { Words } from "../shape.ts";

export const exchange: Words["exchange"] = {
  groups: {
    measures: "Maße von Sprechen und Stimme",
    scores: "ALSFRS-R",
    tasks: "Sprechaufgaben",
    missing: "Warum ein Maß keinen Wert hat",
    doubts: "Warum ein Wert fraglich ist",
    changes: "Was eine Änderung ist",
    verdicts: "Was die Visite sagt",
    strata: "Stufen des Lesetempos",
    others: "Alles Übrige",
  },
  codes: {
    "voice-assessment": "Untersuchung von Sprechen und Stimme",
    report: "Bericht",
    program: "Programm",
    model: "Modell",
    "model-probability": "Wahrscheinlichkeit einer Klasse nach einem Modell",
    "models-probability": "Wahrscheinlichkeit einer Klasse nach mehreren Modellen zusammen",
    "model-level": "Erwartete Stufe nach einem Modell",
    "label-probability": "Wahrscheinlichkeit einer Klasse",
    "not-excluded": "Klasse, die nicht ausgeschlossen ist",
    borderline: "Grenzwertig: in der Unsicherheit der Normgrenze",
    "baseline-date": "Datum des Ausgangswerts",
    "change-since-baseline": "Änderung seit dem Ausgangswert",
    "change-in-error": "Änderung in Vielfachen der kleinsten Änderung jenseits des Messfehlers",
    "change-label": "Was die Änderung ist",
    doubtful: "Fraglich",
    "takes-left-out": "Ausgelassene Aufnahmen",
    "onsets-by-hand": "Silbenanfänge von Hand gesetzt",
  },
};
