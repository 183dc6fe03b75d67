import type { Words } from "../shape.ts";

export const logOn: Words["logOn"] = {
  about: "Beurteilung der Dysarthrie bei ALS aus Sprachaufnahmen, allein auf diesem Computer.",
  title: "Anmelden",
  name: "Benutzer",
  nameHint: "Der Name steht im Zugriffsprotokoll bei dem, was Sie tun.",
  password: "Kennwort",
  givenPassword: "Kennwort, das Sie bekommen haben",
  oldPassword: "Bisheriges Kennwort",
  newPassword: "Neues Kennwort",
  showPassword: "Kennwort zeigen",
  hidePassword: "Kennwort verbergen",
  capsLock: "Die Feststelltaste ist an.",
  passwordHint: "Mindestens 8 Zeichen; einige Wörter sind ein gutes Kennwort.",
  strength: {
    short: "Zu kurz: mindestens 8 Zeichen.",
    long: "Zu lang: höchstens 256 Zeichen.",
    "is-name": "Das Kennwort ist der Name.",
    simple: "Es wiederholt dieselben wenigen Zeichen.",
    fair: "Erlaubt. Ab 15 Zeichen ist es schwer zu erraten: Fügen Sie ein Wort an.",
    good: "Lang genug, um schwer zu erraten zu sein.",
  },
  submit: "Anmelden",
  forgotten: "Kennwort vergessen",
  forgottenTitle: "Ein neues Kennwort",
  forgottenPurpose:
    "Die Administration kann Ihnen unter „Benutzer“ ein neues Kennwort geben. Geht das nicht, setzt es der Wiederherstellungsschlüssel dieses Datenordners.",
  recoveryKeyHint: "Neun Vierergruppen, wie gedruckt; Großschreibung und Bindestriche sind gleichgültig.",
  tooMany: "Es gab zu viele falsche Kennwörter.",
  wait: (time) =>
    `Versuchen Sie es in ${time} noch einmal, oder bitten Sie die Administration um ein neues Kennwort.`,
  waitOver: "Sie können es nun noch einmal versuchen.",
  locked: "Gesperrt",
  why: {
    locked: (user) => `${user} hat Bulbar gesperrt.`,
    idle: (user) => `Niemand war tätig, deshalb wurde ${user} abgemeldet.`,
    ended: (user) => `Die Sitzung von ${user} ist zu Ende.`,
  },
  inputKept: (user) =>
    `Ungespeicherte Eingaben bleiben für ${user} erhalten; sie werden vergessen, wenn sich jemand anderes anmeldet.`,
  importGoesOn: (user) =>
    `Der Import von ${user} geht weiter; was noch nicht übernommen ist, wird aufgegeben, wenn sich jemand anderes anmeldet.`,
  warning: (seconds) =>
    `Niemand ist tätig: Bulbar sperrt in ${seconds} s. Ungespeicherte Eingaben bleiben erhalten.`,
  stay: "Angemeldet bleiben",
  lock: "Sperren",
  account: "Mein Konto",
  setUp: "Bulbar einrichten",
  setUpPurpose:
    "Sie übernehmen die Administration des Datenordners dieses Computers: Sie fügen die anderen hinzu und können auch allein bleiben. Alles ist verschlüsselt; Ihr Kennwort öffnet es.",
  takeOverPurpose:
    "Hier liegen Daten einer früheren Version. Sie werden unverändert übernommen, und Sie übernehmen die Administration; die Schlüsseldatei, die jeder lesen konnte, wird entfernt, und von nun an öffnet Ihr Kennwort die Daten.",
  setUpSubmit: "Einrichten",
  recoveryTitle: "Wiederherstellungsschlüssel",
  recoveryPurpose:
    "Er setzt ein neues Kennwort, wenn alle vergessen sind, und wer ihn hat, kann alles lesen: Drucken Sie ihn aus oder schreiben Sie ihn ab, und schließen Sie ihn weg. Er wird nur dieses eine Mal gezeigt.",
  recoveryPrint: "Drucken",
  recoveryPaper: (user, date) => `Bulbar, Wiederherstellungsschlüssel, erstellt von ${user} am ${date}.`,
  recoveryAsk: (number) => `Gruppe ${number} Ihrer Abschrift`,
  recoveryAskHint: "Vom Papier eingegeben, zeigt sie, dass es die Abschrift gibt.",
  recoveryKept: "Er ist weggeschlossen: weiter",
  changeTitle: "Ihr Kennwort wählen",
  changePurpose: "Das bisherige Kennwort hat jemand anderes gewählt.",
  changeSubmit: "Kennwort ändern",
};
