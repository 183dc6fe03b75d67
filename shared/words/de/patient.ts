import type { Words } from "../shape.ts";

export const patient: Words["patient"] = {
  reading: "Patient wird gelesen",
  course: "Verlauf",
  outdated: (recordings) =>
    `${recordings} wurden nach früheren Definitionen gemessen und werden mit heutigen nicht verglichen. Frühere Werte bleiben erhalten.`,
  measureAgain: "Nach heutigen Definitionen neu messen",
  measuringAgain: (percent) => `wird neu gemessen, ${percent}`,
  edit: "Bearbeiten",
  editPatient: "Patient bearbeiten",
  newVisit: "Neue Visite",
  archive: "Archivieren",
  unarchive: "Aus dem Archiv zurückholen",
  archived: "Archiviert: nicht in der Liste der Patienten.",
  archiveHint: "Nimmt den Patienten aus der Liste; alles bleibt erhalten, „Archiviert“ zeigt ihn.",
  erase: "Löschen",
  erasePatient: "Patient löschen",
  eraseQuestion: (who, visits) =>
    `${who} mit ${visits} und allen Aufnahmen löschen? Das lässt sich nicht rückgängig machen.`,
  erased: (who) => `${who} wurde gelöscht.`,
  notWiped:
    "Ein anderes Programm liest die Akte gerade: Die letzten Spuren verschwinden, wenn die Akte das nächste Mal geöffnet wird.",
  stillKept:
    "Diese Dateien im Ordner der Sicherungen oder neben der Akte enthalten den Patienten noch oder lassen sich nicht einsehen. Entfernen Sie sie, wenn sie weg dürfen:",
  sealed: {
    export: "Als versiegelte Datei exportieren",
    about:
      "Alles von diesem Patienten, auch der Ton, in einer Datei für eine andere Akte von Bulbar. Nur die Passphrase öffnet sie.",
    passphrase: "Passphrase",
    hint: (least) =>
      `Mindestens ${least} Zeichen, besser mehrere Wörter. Geben Sie sie auf einem anderen Weg weiter als die Datei.`,
    repeat: "Noch einmal",
    differs: "Die beiden Passphrasen sind nicht dieselbe.",
    write: "Exportieren",
    writing: "Wird geschrieben …",
  },
  visits: "Visiten",
  noVisits:
    "Noch keine Visiten. Legen Sie mit „Neue Visite“ eine an und ziehen Sie dann ihre Aufnahmen darauf.",
  worseHint: "Schlechter: Maße über dem Messfehler, eines je Familie.",
  sinceOnset: (months) => `${months} Monate seit Beginn`,
  first: "erste",
  notJudged: "nicht beurteilt",
  worse: (measures) => `${measures} schlechter`,
  noneWorse: "keines",
  form: {
    date: "Datum",
    device: "Mikrofon oder Aufnahmegerät",
    deviceHint: "Ein Gerätewechsel wird im Verlauf gekennzeichnet.",
    notes: "Notizen",
    add: "Visite anlegen",
  },
  treatments: {
    title: "Behandlungen",
    add: "Behandlung hinzufügen",
    edit: "Behandlung bearbeiten",
    none: "Keine eingetragen. Sie erscheinen unter der Zeitachse des Verlaufs.",
    endToday: "Heute beenden",
    kinds: {
      riluzole: "Riluzol",
      edaravone: "Edaravon",
      tofersen: "Tofersen",
      PEG: "Gastrostomie (PEG)",
      NIV: "nichtinvasive Beatmung (NIV)",
      other: "andere",
    },
    other: "andere Behandlung",
    named: (kind, detail) => `${kind}, ${detail}`,
    since: (start) => `seit ${start}`,
    period: (start, end) => `${start} bis ${end}`,
    kind: "Behandlung",
    whatItIs: "Welche",
    detail: "Einzelheit",
    detailHint: "Zum Beispiel die Dosis.",
    start: "Beginn",
    end: "Ende",
    endHint: "Leer, solange sie andauert.",
    removeQuestion: (treatment, who) =>
      `${treatment} von ${who} entfernen? Das lässt sich nicht rückgängig machen.`,
    remove: "Behandlung entfernen",
  },
  alsfrs: {
    of: (most) => `von ${most}`,
    rateHint: "dFS = (48 − Gesamtwert) / Monate seit Beginn",
    rate: (points, date) =>
      `Progressionsrate (dFS) ${points} Punkte pro Monat seit Beginn, aus dem Gesamtwert vom ${date}.`,
    noRate: "Die Progressionsrate (dFS) lässt sich aus diesen Daten nicht berechnen.",
    noOnset: "Für die Progressionsrate (dFS) geben Sie den Krankheitsbeginn ein.",
  },
  support: {
    title: "Sprechen unterstützen",
    copy: "Für die Überweisung kopieren",
    rate: (date, rate) => `Am ${date} war die Sprechgeschwindigkeit ${rate}.`,
    understood: (share) => `Ein verblindeter Hörer verstand ${share} der Wörter unbekannter Sätze.`,
    speech: (score) => `ALSFRS-R Sprechen: ${score} (von 4).`,
    why: "Bei ALS fällt die Verständlichkeit bei 100 bis 120 Wörtern in der Minute steil ab, gleich wo die Krankheit begann (Ball & Beukelman, 49 Menschen).",
    sources: (sources) => `Marken: ${sources}.`,
    notReached:
      "An dieser Visite wurde keine Sprechgeschwindigkeit von 120 Wörtern in der Minute oder weniger gemessen (englischer Text, brauchbare Aufnahme): Die Marken der Literatur für Unterstützte Kommunikation sind nicht erreicht oder nicht bekannt.",
    bankVoice:
      "Stimme aufbewahren (Voice Banking): jetzt anzubieten, solange die Stimme noch die eigene ist.",
    request:
      "Ich bitte um eine Beratung zu Unterstützter Kommunikation. Gemessen mit Bulbar; nur für die Forschung, nicht für die Diagnose.",
    voiceBanking:
      "Stimme aufbewahren (Voice Banking): Wurde darüber gesprochen, solange die Stimme noch die eigene ist? Wird einmal gezeigt.",
    putAway: "Erledigt, nicht mehr erinnern",
  },
};
