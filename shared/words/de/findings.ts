import type { Words } from "../shape.ts";

export const findings: Words["findings"] = {
  change: {
    "exceeds-measurement-error": "Änderung größer als der Messfehler",
    "within-measurement-error": "im Bereich des Messfehlers",
    "beyond-short-term-error-only":
      "größer als die Streuung innerhalb einer Visite; die Schwankung von Tag zu Tag ist nicht bekannt",
    "no-error-known": "Messfehler nicht bekannt",
  },
  changeTag: {
    "exceeds-measurement-error": "über dem Messfehler",
    "within-measurement-error": "im Messfehler",
    "beyond-short-term-error-only": "über Kurzzeitfehler",
    "no-error-known": "Messfehler nicht bekannt",
  },
  direction: { better: "besser", worse: "schlechter" },
  errorKind: {
    published: "veröffentlicht",
    "own-line": "Streuung um den eigenen Verlauf",
    repeats: "Wiederholungen innerhalb einer Visite",
  },
  notJudged: {
    "no-value": "kein Wert",
    "first-visit": "erste Visite mit diesem Maß",
    "is-baseline": "Ausgangswert",
    "doubtful-takes": "nicht beurteilt: Aufnahmequalität",
    "device-changed": "beginnt neu: anderes Mikrofon",
    "settings-changed": "beginnt neu: andere Einstellungen",
    "definition-changed": "beginnt neu: andere Definition des Maßes",
    "model-changed": "beginnt neu: anderes Modell",
    "listeners-changed": "beginnt neu: andere Hörer",
    "no-error-known": "Messfehler nicht bekannt",
  },
  norm: {
    within: "im Normbereich",
    borderline: "grenzwertig",
    outside: "außerhalb der Norm",
    none: "keine Norm bekannt",
  },
  limit: {
    higher: (limit) => `Norm bis ${limit}`,
    lower: (limit) => `Norm ab ${limit}`,
  },
  source: (source, population, speakers) =>
    `${[source, population].filter(Boolean).join("; ")}${speakers && `, n = ${speakers}`}`,
  normOfSite: (told) => `${told} (Normen dieser Einrichtung)`,
  since: (date) => `seit ${date}`,
  sinceMean: (visits, date) => `seit dem Mittel aus ${visits} ab ${date}`,
  timesError: (times) => `das ${times}-Fache des Messfehlers`,
  timesShortTerm: (times) => `das ${times}-Fache der Streuung innerhalb einer Visite`,
  error: (kind, source) => `(${[kind, source].filter(Boolean).join(", ")})`,
  takesLeftOut: (left, all, reasons) => `${left} von ${all} ausgelassen: ${reasons}`,
  doubtful: (reasons) => `zweifelhaft: ${reasons}`,
  doubtfulOnly: "zweifelhaft",
  noValue: (reasons) => `kein Wert: ${reasons}`,
  noValueOnly: "kein Wert",
  placedByHand: "Zeiten von Hand gesetzt",
  trimmedByHand: (from, to) => `von Hand beschnitten auf ${from}–${to} s der Datei`,
  progression: {
    "first-visit": "Erste Visite mit Messwerten: eine Änderung ist noch nicht zu beurteilen.",
    "cannot-be-judged": "Eine Änderung ist nicht zu beurteilen.",
    "no-change-detected": "Keine Änderung festgestellt.",
    "possible-change": "Mögliche Änderung, bei der nächsten Visite zu bestätigen.",
    "likely-change": "Wahrscheinliche Änderung.",
  },
  progressionSince: {
    "first-visit": () => "Erste Visite mit Messwerten: eine Änderung ist noch nicht zu beurteilen.",
    "cannot-be-judged": (since) => `Eine Änderung seit ${since} ist nicht zu beurteilen.`,
    "no-change-detected": (since) => `Keine Änderung seit ${since} festgestellt.`,
    "possible-change": (since) => `Mögliche Änderung seit ${since}, bei der nächsten Visite zu bestätigen.`,
    "likely-change": (since) => `Wahrscheinliche Änderung seit ${since}.`,
  },
  noOverallChange: (since) =>
    `Insgesamt keine Änderung seit ${since} festgestellt: einzelne Werte überschreiten ihren Messfehler, wie es auch zufällig vorkommt.`,
  judged: (measures) => `${measures} beurteilt.`,
  worse: (names) => `Schlechter: ${names}.`,
  better: (names) => `Besser: ${names}.`,
  more: (count) => `${count} weitere`,
  notSeen: (names) => `Nicht zu erkennen gewesen wäre: ${names}.`,
  detectable: (names) => `Bei 80 von 100 Patienten wäre aufgefallen: ${names}.`,
  byAtLeast: (name, value) => `${name} um ${value}`,
  outsideNorm: (names) => `Außerhalb der Norm: ${names}.`,
  noneOutside: "Kein Maß außerhalb seiner Norm.",
  named: (name, from, to, times) => `${name} ${from} auf ${to} (${times})`,
  valueAgainst: (name, value, limit) => `${name} ${value} (${limit})`,
  score: (name, score, highest) => `${name} ${score} von ${highest}`,
  scoreChange: (score, change, since) => `${score} (${change} ${since})`,
  rateStratum: {
    "rate-above-160": "Lesetempo über 160 Wörter je Minute (Stipancic et al. 2018).",
    "rate-120-to-160": "Lesetempo zwischen 120 und 160 Wörter je Minute (Stipancic et al. 2018).",
    "rate-below-120":
      "Lesetempo unter 120 Wörter je Minute; dort beginnt bei vielen die Verständlichkeit zu sinken (Stipancic et al. 2018).",
    "rate-and-intelligibility-kept":
      "Über 150 Wörter je Minute und Verständlichkeit über 96 %, wie ohne bulbäre Zeichen (Front Neurol 2021;12:664713).",
    "rate-slow-intelligibility-kept":
      "Unter 150 Wörter je Minute, Verständlichkeit über 96 % erhalten (Front Neurol 2021;12:664713).",
    "rate-slow-intelligibility-reduced":
      "Unter 150 Wörter je Minute und Verständlichkeit unter 96 % (Front Neurol 2021;12:664713).",
  },
};
