import type { Words } from "../shape.ts";

export const worklist: Words["worklist"] = {
  title: "Arbeitsliste",
  reading: "Was ansteht, wird gelesen",
  groups: {
    changed: "Verändert, nicht unterschrieben",
    due: "Nächste Visite fällig",
    toReview: "Zu beurteilen",
    toSign: "Zu unterschreiben",
    incomplete: "Unvollständig",
  },
  about: {
    changed: "Letzte Visiten mit möglicher oder wahrscheinlicher Veränderung gegenüber dem Ausgangswert.",
    due: "Nach der Zeit seit der letzten Visite.",
    toReview: "Aufgenommen und ausgewertet; ein Bericht ist nicht begonnen.",
    toSign: "Der Bericht ist begonnen, oder die Visite wurde nach der Unterschrift geändert.",
    incomplete: "Etwas ist nicht aufgenommen oder nicht ausgewertet.",
  },
  none: {
    changed: "Keine nicht unterschriebene Visite ist über den Messfehler hinaus verändert.",
    due: "Keine Visite ist fällig.",
    toReview: "Nichts zu beurteilen.",
    toSign: "Nichts zu unterschreiben.",
    incomplete: "Keine Visite ist unvollständig.",
  },
  interval: "Nächste Visite nach",
  noInterval: "nicht festgelegt",
  months: (months) => `${months} Monaten`,
  month: "1 Monat",
  askInterval:
    "Legen Sie fest, nach welcher Zeit hier eine Visite fällig ist; dann stehen die Personen hier.",
  dueSince: (due, last) => `fällig ${due}, zuletzt gesehen ${last}`,
  shownOf: (shown, total) => `Gezeigt sind die ersten ${shown} von ${total}.`,
  judging: (percent) => `Die Visiten werden beurteilt, ${percent}`,
  judgedOf: (judged, waiting) =>
    `Beurteilt sind die neuesten ${judged} von ${waiting} nicht unterschriebenen Visiten.`,
  judgeAll: "Alle beurteilen",
};
