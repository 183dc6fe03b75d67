import type { Words } from "../shape.ts";

export const users: Words["users"] = {
  roles: {
    clinician: "Ärztin oder Arzt",
    technician: "Assistenz",
    researcher: "Forschung",
    administrator: "Administration",
  },
  states: {
    active: "darf sich anmelden",
    disabled: "gesperrt",
    mustChangePassword: "muss das Kennwort ändern",
  },
  title: "Benutzer",
  account: "Mein Konto",
  purposes: {
    clinician: "Nimmt auf und misst, beurteilt, schreibt und unterschreibt Berichte, gibt aus, löscht.",
    technician:
      "Trägt Patienten und Visiten ein, nimmt auf und importiert; beurteilt nicht und schreibt keine Berichte.",
    researcher:
      "Installiert Modelle und lässt sie auf eigenen Dateien rechnen, erhält pseudonyme Daten; sieht keine Patienten.",
    administrator: "Alles, und außerdem: Benutzer, Sicherungen, Zugriffsprotokoll, Briefkopf.",
  },
  columns: { name: "Benutzer", role: "Rolle", state: "Zustand", lastLogOn: "Letzte Anmeldung" },
  never: "nie",
  you: "Sie",
  reading: "die Benutzer werden gelesen",
  add: "Benutzer hinzufügen",
  addHint: "Das Kennwort entsteht hier; es muss bei der ersten Anmeldung geändert werden.",
  name: "Name zum Anmelden",
  role: "Rolle",
  change: "Ändern",
  changeUser: (user) => `${user} ändern`,
  given: (user) => `Kennwort von ${user} für die nächste Anmeldung`,
  givenHint:
    "Sagen Sie es mündlich weiter. Es wird nur dieses eine Mal gezeigt und muss bei der Anmeldung geändert werden.",
  done: "Fertig",
  saveRole: "Rolle speichern",
  reset: "Neues Kennwort geben",
  resetQuestion: (user) => `${user} wird abgemeldet, und das jetzige Kennwort gilt nicht mehr.`,
  resetConfirm: "Neues Kennwort",
  disable: "Sperren",
  enable: "Freigeben",
  stateHint: "Wer gesperrt ist, darf sich nicht anmelden; der Name bleibt vergeben.",
  removeQuestion: (user) => `${user} endgültig entfernen? Was das Zugriffsprotokoll dazu sagt, bleibt.`,
  renew: "Neuen Wiederherstellungsschlüssel machen",
  renewHint:
    "Wenn das Papier verloren ging oder gesehen wurde. Der bisherige öffnet dann nur noch frühere Sicherungen; er wurde einmal gezeigt und ist nirgends aufbewahrt.",
  renewQuestion: "Der Schlüssel auf dem Papier gilt dann nicht mehr.",
  renewConfirm: "Neuer Schlüssel",
  logOff: "Automatische Abmeldung",
  logOffMinutes: "Minuten ohne Tätigkeit",
  logOffHint:
    "Von 1 bis 240. Die Seite wird gesperrt, was läuft, geht weiter. Gilt für alle, spätestens ab der nächsten Anmeldung.",
  saved: "Gespeichert.",
  changedOwn: "Das Kennwort wurde geändert; Ihre anderen Sitzungen sind beendet.",
  changePassword: "Kennwort ändern",
  roleIs: (role) => `Ihre Rolle: ${role}`,
  logsOffAfter: (minutes) => `Ohne Tätigkeit wird die Seite nach ${minutes} min gesperrt.`,
};
