import type { Words } from "../shape.ts";

export const say: Words["say"] = {
  months: ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.", "Dez."],
  date: (day, month, year) => `${day}. ${month} ${year}`,
  and: (earlier, last) => `${earlier} und ${last}`,
  or: (earlier, last) => `${earlier} oder ${last}`,
  upTo: (value) => `bis ${value}`,
  from: (value) => `ab ${value}`,
  to: (low, high) => `${low} bis ${high}`,
  counts: {
    visit: { one: "Visite", other: "Visiten" },
    recording: { one: "Aufnahme", other: "Aufnahmen" },
    take: { one: "Durchgang", other: "Durchgänge" },
    measure: { one: "Maß", other: "Maße" },
    model: { one: "Modell", other: "Modelle" },
    month: { one: "Monat", other: "Monate" },
    day: { one: "Tag", other: "Tage" },
    year: { one: "Jahr", other: "Jahre" },
    speaker: { one: "Sprecher", other: "Sprecher" },
    syllable: { one: "Silbe", other: "Silben" },
    class: { one: "weitere Klasse", other: "weitere Klassen" },
    step: { one: "Stufe", other: "Stufen" },
    point: { one: "Punkt", other: "Punkte" },
    patient: { one: "Patient", other: "Patienten" },
    channel: { one: "Kanal", other: "Kanäle" },
    file: { one: "Datei", other: "Dateien" },
  },
};
