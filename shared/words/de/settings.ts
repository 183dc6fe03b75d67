import type { Words } from "../shape.ts";

export const settings: Words["settings"] = {
  language: "Sprache",
  appearance: "Darstellung",
  theme: "Farben",
  themes: { system: "Wie das System", light: "Hell", dark: "Dunkel" },
  backup: {
    title: "Sicherungen",
    folder: "Ordner für Sicherungen",
    folderHint:
      "Ein Ordner auf einer anderen Platte, einem Stick oder einer Freigabe, vollständig geschrieben. Eine Sicherung am Tag, solange Bulbar läuft; leer: keine von selbst.",
    keep: "Wie viele aufgehoben werden",
    save: "Plan speichern",
    now: "Jetzt sichern",
    done: "Die Sicherung wurde gemacht und ganz zurückgelesen.",
    last: "Letzte Sicherung",
    check: "Letzte ganze Prüfung",
    moment: (date, time) => `${date}, ${time} Uhr`,
    made: (moment, file, size) => `am ${moment}: ${file}, ${size}`,
    failed: (moment) => `Die Sicherung vom ${moment} ist gescheitert; sie wird stündlich erneut versucht.`,
    none: "noch keine",
    notPlanned: "keine; es ist kein Ordner gewählt",
    whole: (moment) => `am ${moment}: Die Akte ist unversehrt`,
    damaged: (moment) => `am ${moment}: Die Akte ist beschädigt; spielen Sie die letzte Sicherung zurück`,
    keyNeeded:
      "Sicherungen sind verschlüsselt und enthalten ihre Benutzer: Sie öffnen sich auf jedem Computer mit dem damaligen Wiederherstellungsschlüssel, und mit einem damaligen Kennwort, wenn es nicht an diesen Computer gebunden ist. Nach Plan wird nur gesichert, während jemand angemeldet ist.",
  },
  research: {
    title: "Daten für die Forschung",
    about:
      "Die Tabellen aller Patienten: Messwerte, Antworten der Modelle, ALSFRS-R, Behandlungen. Kennungen sind zufällig, Daten verschoben; keine Namen, Notizen, freien Texte oder Aufnahmen. Seltene Verbindungen von Alter, Geschlecht und Verlauf können dennoch auf eine Person weisen.",
    joinable: "Ein späterer Export lässt sich mit diesem verbinden",
    joinableHint: "Der Schlüssel zu den Kennungen bleibt dann in der Akte und geht mit dem Patienten.",
    save: "Als ZIP speichern",
    done: (content) => `Ausgegeben: ${content}.`,
    fileName: (date) => `bulbar-forschung-${date}.zip`,
  },
  about: "Über Bulbar",
  asking: "Das Programm wird gefragt",
  devices: {
    cpu: "Prozessor (CPU)",
    cuda: "NVIDIA-Grafikkarte (CUDA)",
    directml: "Grafikkarte (DirectML)",
    coreml: "Apple (Core ML)",
    webgpu: "Grafikkarte (WebGPU)",
    auto: "dem schnellsten richtigen Gerät",
  },
  forms: {
    title: "Fragebögen und Untersuchungen",
    about:
      "Eigene Formulare, die bei einem Besuch neben der ALSFRS-R erhoben werden: JSON-Dateien. Für das Recht an den Texten eines Fragebogens stehen Sie ein. Was eingegeben wurde, bleibt, wenn ein Formular ersetzt oder entfernt wird.",
    none: "Es ist keines geladen.",
    example: "Ein Beispiel speichern",
    load: "Datei eines Formulars laden",
    fields: (fields: string) => `Felder: ${fields}`,
    removeQuestion: (form: string) => `Das Formular „${form}“ entfernen? Was damit eingegeben wurde, bleibt.`,
  },
  norms: {
    title: "Normen dieser Einrichtung",
    about:
      "Eine JSON-Datei mit Normen eigener Sprecher, in der Form der Programmdatei. Eine eigene Zeile urteilt anstelle der Programmzeilen derselben Messgröße, Aufgabe und Sprache, auf allen Seiten, im Verlauf und im Bericht, und ist dort gekennzeichnet; alle anderen bleiben. Wird im Prüfpfad vermerkt.",
    none: "Keine geladen: Die Normen des Programms urteilen allein.",
    load: "Normdatei laden",
    example: "Normen des Programms speichern",
    loaded: (file, date) => `${file}, geladen am ${date}`,
    lists: {
      norms: "Normen",
      typical: "Übliche Werte, ohne Urteil",
      measurementError: "Fehler zwischen Tagen",
    },
    columns: { measure: "Messgröße", tasks: "Aufgaben", source: "Quelle und Sprecher" },
    remove: "Nur die des Programms",
    removeQuestion: (file) =>
      `${file} nicht mehr verwenden? Dann urteilen auf allen Seiten nur die Normen des Programms.`,
  },
  taskModels: {
    title: "Modelle nach Aufgabe",
    about:
      "Welche Modelle bei jeder Visite zu einer Aufgabe antworten, ab dem nächsten Import oder der nächsten Auswertung; für eine Visite lassen sich dort andere wählen. Was mehrere Modelle zusammen sagen, gilt für die, die geantwortet haben. Wird im Prüfpfad vermerkt.",
    all: "Wieder alle",
    gone: (model) => `${model} (antwortet hier nicht mehr)`,
  },
  simulatedModels: {
    title: "Simulierte Modelle",
    answer: "Modelle antworten lassen, die von künstlichen Stimmen gelernt haben",
    explain:
      "Sie beurteilen bei Importen von nun an den Schweregrad in fünf Klassen, gehen in Verlauf und Befund ein und sind auf jedem Bildschirm und jeder Seite gekennzeichnet. Nur für Schulung und Tests; bei Patienten bedeuten ihre Antworten nichts. Wird im Zugriffsprotokoll vermerkt.",
    on: "An",
    off: "Aus",
  },
  modelDevices: {
    title: "Wo Modelle rechnen",
    choice: "Modelle rechnen auf",
    by: {
      call: "Das Programm wurde für dieses Gerät gestartet.",
      environment: "BULBAR_DEVICE nennt dieses Gerät; die Einstellung gilt erst wieder ohne das.",
      setting: "",
      nobody: "",
    },
    usable: "einen Versuch wert; wird mit den Modellen gemessen, die rechnen",
    cpuAlways: "immer da; damit werden die anderen verglichen",
    explain:
      "Jedes Gerät wird in einem eigenen Prozess erprobt und nur genutzt, wo es wie der Prozessor antwortet, und schneller.",
    measure: "Jetzt messen",
    measuring: "Anhalten",
    model: "Modell",
    took: (milliseconds) => `${milliseconds} ms`,
    notMeasured: "Auf diesem Rechner wurde noch nichts gemessen.",
    used: "genutzt",
    differs: (difference) => `weicht um ${difference} ab`,
    notUsed: "Erprobt und nicht genutzt, und warum",
    measuredOn: (date) => `Zuletzt gemessen am ${date}.`,
  },
  noFfmpeg: "nicht gefunden: Nur WAV-Dateien lassen sich lesen.",
  purpose:
    "Ein Arbeitsplatz zur Beurteilung der Dysarthrie bei ALS anhand von Sprachaufnahmen. Aufnahmen und Befunde bleiben in einer verschlüsselten Datei auf diesem Computer; gesendet wird nur, was ein Arzt dorthin weitergibt, wohin ein Administrator es zulässt.",
};
