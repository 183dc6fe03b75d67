import type { Words } from "../shape.ts";

export const storage: Words["storage"] = {
  "storage-full": {
    reason: "Auf dem Datenträger ist kein Platz mehr.",
    remedy:
      "Schaffen Sie Platz und versuchen Sie es erneut. Von dem, was gerade lief, ist nichts gespeichert.",
  },
  "storage-file-limit": {
    reason: "Die Datei würde größer, als dieses Dateisystem oder dieses Benutzerkonto erlaubt.",
    remedy:
      "Heben Sie die Grenze für Dateigrößen an (`ulimit -f`), oder legen Sie den Datenordner auf ein Dateisystem, das größere Dateien fasst (FAT32 endet bei 4 GB). Von dem, was gerade lief, ist nichts gespeichert.",
  },
  "storage-read-only": {
    reason: "Die Daten lassen sich hier lesen, aber nicht schreiben.",
    remedy:
      "Machen Sie den Ordner und seine Dateien für dieses Benutzerkonto beschreibbar, oder wählen Sie einen anderen Datenordner; starten Sie Bulbar dann neu.",
  },
  "storage-no-permission": {
    reason: "Dieses Benutzerkonto darf die Datei oder den Ordner nicht benutzen.",
    remedy: "Lassen Sie sich den Zugriff geben, oder wählen Sie einen anderen Datenordner.",
  },
  "storage-in-the-way": {
    reason: "Wo ein Ordner hingehört, ist eine Datei, oder umgekehrt.",
    remedy: "Räumen Sie sie beiseite, oder wählen Sie einen anderen Datenordner.",
  },
  "storage-unavailable": {
    reason: "Der Datenträger oder die Freigabe antwortet nicht, oder die Datei ist nicht mehr an ihrem Ort.",
    remedy:
      "Verbinden Sie den Datenträger oder die Freigabe wieder, und starten Sie Bulbar neu. An dem, was schon gespeichert war, wurde kein Schaden gefunden.",
  },
};
