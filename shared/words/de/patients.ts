import type { Words } from "../shape.ts";

export const patients: Words["patients"] = {
  newPatient: "Neuer Patient",
  reading: "Patienten werden gelesen",
  search: "Kennung, Name oder Geburtsdatum suchen",
  id: "Kennung",
  name: "Name",
  age: "Alter",
  sex: "Geschlecht",
  onset: "Beginn",
  visits: "Visiten",
  lastVisit: "Letzte Visite",
  noName: "kein Name",
  nothingFound: (query) =>
    `Kein Patient hat „${query}“ in Kennung, Namen oder Geburtsdatum. Leeren Sie die Suche, um alle Patienten zu sehen.`,
  filter: {
    label: "Welche Patienten",
    choices: { current: "Alle", archived: "Archiviert" },
    none: { current: "Keine Patienten", archived: "Kein Patient wurde archiviert." },
  },
  none: "Noch keine Patienten",
  firstSteps:
    "Beginnen Sie mit „Neuer Patient“: Eine Kennung genügt; mit Geburtsdatum und Geschlecht gelten die Normen für Alter und Geschlecht. Legen Sie dann eine Visite an und ziehen Sie die Aufnahmen der Sprechaufgaben darauf.",
  demo: {
    offer:
      "Um Bulbar zuerst auszuprobieren: eine Patientin aus dem Synthesizer mit fünf Visiten über ein Jahr. Kennung und Name sagen, dass sie keine Person ist, und sie lässt sich entfernen wie jeder Patient. Es dauert etwa eine Minute.",
    add: "Künstliche Demo-Patientin anlegen",
    adding: (percent) => `Die Demo-Patientin entsteht, ${percent}`,
  },
  sealed: {
    open: "Aus einer Datei",
    title: "Patient aus einer Datei aufnehmen",
    about:
      "Eine Datei, die aus einer anderen Akte von Bulbar exportiert wurde. Nichts, was hier steht, wird überschrieben.",
    file: "Datei (.bulbar-patient)",
    passphrase: "Passphrase der Datei",
    code: "Kennung hier",
    codeHint: "Leer: die aus der Datei.",
    take: "Aufnehmen",
    taking: "Wird aufgenommen …",
  },
  form: {
    code: "Patientenkennung",
    codeHint: "Wie in Ihrer Klinik oder Studie verwendet.",
    name: "Name",
    birthDate: "Geburtsdatum",
    sex: "Geschlecht",
    sexHint: "Bestimmt Tonhöhenbereich und Normen.",
    onset: "Krankheitsbeginn",
    onsetHint: "Erstes Symptom, wie berichtet.",
    region: "Region des Beginns",
    diagnosisCode: "Diagnose",
    diagnosisCodeHint: "Bei ALS nennt keine Modellantwort den Befund „gesund“.",
    diagnosis: "Diagnose in Worten",
    notes: "Notizen",
    add: "Patient anlegen",
  },
  fromFile: {
    choose: "Aus einer Datei…",
    hint: "FHIR-Patient, HL7-ADT oder Tabelle; sie füllt dieses Formular, gespeichert wird erst mit dem Formular.",
    found: "Patienten der Datei",
    known: "unter dieser Kennung bekannt",
    notTaken: (field, value) => `(${field} nicht übernommen: ${value})`,
  },
};
