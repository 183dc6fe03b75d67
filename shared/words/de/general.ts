import type { Words } from "../shape.ts";

export const general: Words["general"] = {
  researchUseOnly: "Nur für die Forschung, nicht zur Diagnose.",
  holdsSimulated:
    "Enthält Antworten von Modellen, die von simulierten Stimmen gelernt haben: nur für Schulung und Tests.",
  notRecorded: "nicht erfasst",
  none: "keine",
  sex: { male: "männlich", female: "weiblich" },
  diagnosisCode: {
    als: "ALS",
    other: "andere Krankheit",
    none: "keine Krankheit des Sprechens bekannt",
    unknown: "nicht bekannt",
  },
  onsetRegion: { bulbar: "bulbär", spinal: "spinal", respiratory: "respiratorisch", unknown: "unbekannt" },
  stages: {
    decoding: "Datei wird gelesen",
    "checking-quality": "Qualität wird geprüft",
    measuring: "Messung",
    aligning: "Wörter werden zugeordnet",
    "measuring-vowels": "Vokale werden gemessen",
    "measuring-voice": "Stimme wird gemessen",
    predicting: "Modelle werden befragt",
    "trying-devices": "Geräte werden erprobt",
    downloading: "Herunterladen",
    "copying-history": "Akte wird kopiert",
    "checking-history": "Akte wird geprüft",
    "checking-sound": "Ton wird geprüft",
    salvaging: "Lesbares wird gerettet",
    "new-key": "wird mit dem neuen Schlüssel verschlüsselt",
    sealing: "versiegelte Datei wird geschrieben",
    unsealing: "versiegelte Datei wird gelesen",
    exporting: "Export wird geschrieben",
    judging: "Veränderungen werden beurteilt",
    storing: "Patient wird gespeichert",
    done: "fertig",
  },
  stagesOf: {
    predicting: (model) => `Modell wird befragt: ${model}`,
    "trying-devices": (model) => `Geräte werden erprobt: ${model}`,
    "measuring-voice": (task) => `Stimme wird gemessen: ${task}`,
  },
};
