import type { Words } from "../shape.ts";

export const frame: Words["frame"] = {
  patients: "Patienten",
  listening: "Hören",
  batch: "Stapel",
  models: "Modelle",
  users: "Benutzer",
  audit: "Zugriffe",
  settings: "Einstellungen",
  mainNavigation: "Hauptnavigation",
  skipToPage: "Zur Seite springen",
  whereYouAre: "Wo Sie sind",
  noSuchPage: "Diese Seite gibt es nicht",
  backToPatients: "Zurück zur Patientenliste",
  failedScreen: {
    title: "Diese Seite lässt sich nicht anzeigen",
    kept: "Nichts Aufgenommenes ist verloren: Eine laufende Aufnahme wurde beendet und bleibt erhalten.",
    again: "Seite neu laden",
  },
  connectionLost:
    "Die Verbindung zum Programm ist unterbrochen und wird erneut versucht; Gespeichertes ist sicher. Kommt sie nicht zurück, starten Sie Bulbar neu.",
  connectionRefused:
    "Dieser Tab hat keine Sitzung beim Programm. Öffnen Sie die neueste Adresse, die Bulbar ausgegeben hat, oder starten Sie Bulbar neu.",
  simulatedModels:
    "Simulierte Modelle antworten: Was sie sagen, haben sie von künstlichen Stimmen gelernt, nur für Schulung und Tests.",
  close: "Schließen",
  cancel: "Abbrechen",
  cancelDoing: (doing) => `${doing} … Abbrechen`,
  save: "Speichern",
  remove: "Entfernen",
  keep: "Behalten",
  stop: "Anhalten",
  doing: (what) => `${what} …`,
  exportOf: (what) => `Exportieren: ${what}`,
  copyCode: "Code und Einzelheiten kopieren",
  copied: "Kopiert",
  code: "Code",
  file: "Datei",
  patient: "Patient",
  notEntered: "nicht angegeben",
  banner: {
    id: "Kennung",
    born: "geboren",
    sex: "Geschlecht",
    onset: "Beginn",
    diagnosis: "Diagnose",
  },
  bornOn: (date, years) => `${date} (${years} Jahre)`,
  keyNames: {
    space: "Leertaste",
    enter: "Eingabe",
    shift: "Umschalt",
    control: "Strg",
    alt: "Alt",
    home: "Pos1",
    end: "Ende",
    escape: "Esc",
    tab: "Tab",
    delete: "Entf",
  },
  problems: {
    unexplained: {
      reason: "Im Programm ist ein Fehler aufgetreten, für den es keine Worte hat.",
      remedy:
        "Versuchen Sie es erneut; tritt er wieder auf, geben Sie Code und Einzelheiten an den Support weiter.",
    },
    undrawn: {
      reason: "Beim Aufbau dieser Seite ist im Programm ein Fehler aufgetreten.",
      remedy:
        "Laden Sie die Seite neu oder gehen Sie zu einer anderen. Tritt er wieder auf, geben Sie Code und Einzelheiten an den Support weiter.",
    },
    cancelled: { reason: "Abgebrochen.", remedy: "" },
    unreachable: {
      reason:
        "Die Datei ließ sich nicht an das Programm übergeben, oder sie wurde inzwischen geändert oder verschoben.",
      remedy: "Prüfen Sie, ob die Datei noch vorhanden ist und Bulbar läuft, und versuchen Sie es erneut.",
    },
  },
};
