import type { Words } from "../shape.ts";

export const visitModels: Words["visitModels"] = {
  title: "Modelle",
  computing: "Antworten der Modelle werden zusammengeführt",
  model: "Modell und sein gemessener Fehler",
  answer: "Antwort zur Visite",
  possible: "Weiterhin möglich",
  vote: "Mehrheit",
  otherVersion: (version) =>
    `inzwischen ist eine andere Version (${version}) installiert; „Alle erneut auswerten“ verwendet sie`,
  notSure: "nicht sicher",
  notSureMost: (most) => `nicht sicher; am wahrscheinlichsten ${most}`,
  noneOfTheseMost: (most) =>
    `nicht sicher, wahrscheinlich wurde etwas anderes gesagt; am besten passt ${most}`,
  most: (label, probability) => `${label}, ${probability}`,
  oneRecording: "eine Aufnahme",
  meanOf: (recordings) => `Mittel aus: ${recordings}`,
  together: (tasks) => `aus ${tasks} zusammen`,
  allTogether: "aus allen Aufgaben zusammen",
  noSet: "keine Angabe möglicher Klassen",
  possibleAt: (coverage, labels) => `bei ${coverage}: ${labels}`,
  noneFits: "keine Klasse passt",
  noSingle: "keine Antwort auf einzelne Aufnahmen",
  on: (label, votes, recordings, range) => `${label} bei ${votes} von ${recordings}, ${range}`,
  someNotSure: (vote, count) => `${vote}, ${count} nicht sicher`,
  range: (low, high) => `${low} bis ${high}`,
  level: (level, lowest, first, highest, last) =>
    `erwartete Stufe ${level}; ${lowest} ist ${first}, ${highest} ist ${last}`,
  by: (label, votes, models, range) => `${label} bei ${votes} von ${models}, ${range}`,
  disagree: "die Modelle widersprechen sich",
  folded: (screens) => `Suche nach ALS (Modelle: ${screens}) eingeklappt: die Diagnose ist bekannt`,
  ensemble: (models) => `${models} zusammen`,
  outside: (task, facts) => `${task} ist anders als das, woraus die Modelle lernten: ${facts}`,
  unlike: "anders als das, woraus gelernt wurde",
  outsideFact: {
    f0: (value, lowest, highest) => `Tonhöhe ${value} Hz (gelernt aus ${lowest} bis ${highest} Hz)`,
    level: (value, lowest, highest) => `Pegel ${value} dB (gelernt aus ${lowest} bis ${highest} dB)`,
    bandwidth: (value, lowest, highest) => `Bandbreite ${value} Hz (gelernt aus ${lowest} bis ${highest} Hz)`,
    duration: (value, lowest, highest) => `${value} s Stimme (gelernt aus ${lowest} bis ${highest} s)`,
    distance: (value, _lowest, highest) =>
      `seine Messwerte zusammen liegen ${value} Standardabweichungen entfernt (keine gelernte mehr als ${highest})`,
  },
  eachModel: "was jedes von ihnen sagt",
  choose: "Modelle wählen",
  chooseAbout:
    "Welche Modelle zu den Aufgaben dieser Visite antworten, ab dem nächsten Import oder der nächsten Auswertung; andere Visiten behalten ihre. Bericht und Seiten sagen, dass gewählt wurde.",
  asSite: "Wie die Einrichtung",
  besides: "nicht Teil dieser Antwort",
  strangers: (figure) => `bei Menschen, von denen nichts gelernt wurde: ${figure}`,
  noEnsembleError: "für sie zusammen wurde kein Fehler gemessen",
};
