import type { Words } from "../shape.ts";

export const shell: Words["shell"] = {
  menu: {
    file: "Datei",
    importRecordings: "Aufnahmen importieren …",
    openPatient: "Patientendatei öffnen …",
    openModel: "Modellpaket öffnen …",
    print: "Seite drucken …",
    quit: "Bulbar beenden",
    edit: "Bearbeiten",
    undo: "Rückgängig",
    redo: "Wiederholen",
    cut: "Ausschneiden",
    copy: "Kopieren",
    paste: "Einfügen",
    selectAll: "Alles auswählen",
    view: "Ansicht",
    actualSize: "Originalgröße",
    zoomIn: "Vergrößern",
    zoomOut: "Verkleinern",
    fullScreen: "Vollbild",
    developerTools: "Entwicklerwerkzeuge",
    help: "Hilfe",
    about: "Über Bulbar",
    documents: "Dokumente",
    logs: "Ordner der Protokolle",
  },
  about: (version) => `Bulbar ${version}`,
  files: { recordings: "Aufnahmen", patients: "Patientendateien", models: "Modellpakete" },
  answers: {
    continue: "Weiter",
    again: "Erneut versuchen",
    wait: "Warten",
    reload: "Seite neu laden",
    quit: "Beenden",
    quitAnyway: "Trotzdem beenden",
    stay: "Nicht beenden",
  },
  quit: {
    question: "Bulbar jetzt beenden?",
    unfinished: {
      import:
        "Es werden noch Aufnahmen importiert; was noch nicht fertig ist, müsste erneut hinzugefügt werden.",
      recording: "Es wird gerade aufgenommen; die Aufnahme ginge verloren.",
      input: "Ihre Eingaben sind nicht gespeichert; sie gingen verloren.",
    },
  },
  page: {
    reopened: "Die Seite wurde unerwartet beendet und wieder geöffnet.",
    reopenedDetail:
      "Gespeichertes ist sicher. Was Sie eingegeben und nicht gespeichert hatten, blieb erhalten; ein laufender Import muss neu gestartet werden.",
    endsOften: "Die Seite wurde innerhalb einer Minute mehrmals beendet.",
    endsOftenDetail:
      "Gespeichertes ist sicher. Versuchen Sie es erneut; tritt es wieder auf, beenden Sie Bulbar, starten Sie es neu und geben Sie den Ordner der Protokolle an den Support weiter.",
    hangs: "Die Seite antwortet nicht.",
    hangsDetail:
      "Möglicherweise arbeitet sie noch. Wird die Seite neu geladen, bleibt erhalten, was Sie eingegeben und nicht gespeichert haben.",
  },
  failed: "In Bulbar ist ein Fehler aufgetreten; das Programm muss beendet werden.",
  failedDetail:
    "Gespeichertes ist sicher. Starten Sie Bulbar neu; tritt es wieder auf, geben Sie den Ordner der Protokolle an den Support weiter.",
  handed: {
    label: "Geöffnete Dateien",
    waiting: (files) => `Mit Bulbar geöffnet: ${files}.`,
    openVisit: "Öffnen Sie die Visite, zu der sie gehören.",
    addTo: (date, who) => `Zur Visite vom ${date} hinzufügen, ${who}`,
    install: (file) => `${file} prüfen und installieren`,
    toModels: "Zu den Modellen",
    patientFile: "Patientendateien werden auf der Seite „Patienten“ übernommen.",
    backup:
      "Eine Sicherung wird auf der Kommandozeile zurückgespielt, bei geschlossenem Bulbar: bulbar history restore DATEI.",
    discard: "Verwerfen",
  },
};
