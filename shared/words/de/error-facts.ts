import type { Words } from "../shape.ts";

export const errorFacts: Words["errorFacts"] = {
  none: "keine",
  or: "oder",
  fields: {
    code: "Patientenkennung",
    name: "Name",
    birthDate: "Geburtsdatum",
    sex: "Geschlecht",
    onsetDate: "Datum des Beginns",
    onsetRegion: "Ort des Beginns",
    diagnosisCode: "Diagnose",
    diagnosis: "Diagnose in Worten",
    notes: "Notizen",
    date: "Datum",
    device: "Mikrofon",
    start: "Beginn",
    end: "Ende",
    id: "Kennung",
    task: "Aufgabe",
    patientId: "Patient",
    visitId: "Visite",
    reason: "Grund",
    fileName: "Dateiname",
    channel: "Kanal",
  },
};
