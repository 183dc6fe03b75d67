import type { Words } from "../shape.ts";

export const logOn: Words["logOn"] = {
  title: "Anmelden",
  name: "Benutzer",
  password: "Kennwort",
  newPassword: "Neues Kennwort",
  passwordHint: "Mindestens 8 Zeichen; einige Wörter sind ein gutes Kennwort.",
  submit: "Anmelden",
  logOff: (user) => `${user} abmelden`,
  setUp: "Bulbar einrichten",
  setUpPurpose:
    "Für den Datenordner dieses Computers ist noch niemand eingerichtet. Sie übernehmen seine Administration.",
  setUpSubmit: "Einrichten",
  recoveryTitle: "Wiederherstellungsschlüssel",
  recoveryPurpose:
    "Drucken Sie ihn aus oder schreiben Sie ihn auf und schließen Sie ihn weg. Er setzt ein neues Kennwort, wenn alle vergessen sind, und wer ihn hat, kann alles lesen. Er wird nur dieses eine Mal gezeigt.",
  recoveryKept: "Er ist weggeschlossen: weiter",
  changeTitle: "Ihr Kennwort wählen",
  changePurpose: "Das bisherige Kennwort hat jemand anderes gewählt.",
  changeSubmit: "Kennwort ändern",
};
