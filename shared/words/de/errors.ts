import type { Words } from "../shape.ts";

export const errors: Words["errors"] = {
  "file-not-found": {
    reason: "ist nicht da oder darf nicht gelesen werden.",
    remedy: "Prüfen Sie Namen, Ordner und Leserecht.",
  },
  "file-empty": {
    reason: "enthält keinen Laut.",
    remedy: "Kopieren Sie die Aufnahme erneut vom Aufnahmegerät.",
  },
  "file-not-audio": { reason: "ist keine Tonaufnahme.", remedy: "Wählen Sie die Aufnahme selbst." },
  "file-corrupt": {
    reason: "ist beschädigt.",
    remedy: "Exportieren Sie die Aufnahme erneut aus dem Programm, das sie gemacht hat.",
  },
  "no-audio-track": { reason: "hat keine Tonspur.", remedy: "Wählen Sie eine Aufnahme mit Ton." },
  "audio-too-long": {
    reason: "ist länger als erlaubt.",
    remedy: "Zerlegen Sie die Aufnahme in ihre Aufgaben und importieren Sie jede einzeln.",
  },
  "audio-too-large": {
    reason: "ist größer als erlaubt.",
    remedy: "Zerlegen Sie die Aufnahme in ihre Aufgaben und importieren Sie jede einzeln.",
  },
  "audio-format-unsupported": {
    reason: "hat ein Format, das nicht gelesen wird.",
    remedy: "Wandeln Sie sie in WAV um und importieren Sie sie erneut.",
  },
  "decode-timeout": {
    reason: "ließ sich nicht rechtzeitig dekodieren.",
    remedy: "Wandeln Sie sie in WAV um oder kürzen Sie sie, und importieren Sie sie erneut.",
  },
  "ffmpeg-missing": {
    reason: "ffmpeg, das jedes Format außer WAV liest, wurde nicht gefunden.",
    remedy:
      "Führen Sie npm run setup aus, oder setzen Sie BULBAR_FFMPEG auf den Pfad eines ffmpeg ab Version 5.",
  },
  "ffmpeg-too-old": {
    reason: "das ffmpeg dieses Rechners ist zu alt: nötig ist Version 5 oder neuer.",
    remedy:
      "Installieren Sie ein neueres, oder nennen Sie es in BULBAR_FFMPEG, oder leeren Sie BULBAR_FFMPEG, wenn es das alte nennt.",
  },
  "ffmpeg-failed": {
    reason:
      "das Programm ffmpeg ist gescheitert oder nicht, was es sein sollte. Das muss nicht an der Aufnahme liegen.",
    remedy:
      "Versuchen Sie es erneut; hilft das nicht, installieren Sie ffmpeg neu, oder nennen Sie in BULBAR_FFMPEG ein anderes.",
  },
  "ffmpeg-hung": {
    reason: "das Programm ffmpeg antwortet nicht. An der Aufnahme liegt das nicht.",
    remedy:
      "Versuchen Sie es erneut; hilft das nicht, installieren Sie ffmpeg neu, oder nennen Sie in BULBAR_FFMPEG ein anderes.",
  },
  "model-not-found": {
    reason: "Ein Modell dieses Namens gibt es nicht.",
    remedy: "Sehen Sie in der Liste der Modelle nach.",
  },
  "model-invalid": {
    reason: "Das Modellpaket ist ungültig.",
    remedy: "Bitten Sie seinen Hersteller um eine vollständige .bulbar-model-Datei.",
  },
  "model-tampered": {
    reason: "Die Datei ist nicht die, die das Manifest beschreibt.",
    remedy: "Installieren Sie das Paket erneut aus der Originaldatei.",
  },
  "model-id-taken": {
    reason: "Ein mitgeliefertes Modell trägt diesen Namen.",
    remedy: "Bitten Sie den Hersteller um ein Paket anderen Namens.",
  },
  "model-refused-task": {
    reason: "Das Modell ist für diese Aufgabe nicht gemacht, oder ihm fehlen Maße dazu.",
    remedy: "Wählen Sie ein anderes Modell, oder nehmen Sie seine Aufgaben auf.",
  },
  "model-refused-length": {
    reason: "Die Aufnahme ist für das Modell zu kurz oder zu lang.",
    remedy: "Nehmen Sie die Aufgabe erneut auf.",
  },
  "model-refused-recording": {
    reason: "Zu einer unbrauchbaren Aufnahme antwortet das Modell nicht.",
    remedy: "Nehmen Sie die Aufgabe erneut auf.",
  },
  "model-failed": {
    reason: "das Modell läuft auf diesem Rechner nicht oder gibt nicht die erwartete Antwort.",
    remedy: "Installieren Sie das Paket erneut; melden Sie die Einzelheiten, wenn das nicht hilft.",
  },
  "device-unusable": {
    reason: "das Gerät kann das Modell nicht ausführen.",
    remedy: "Wählen Sie ein anderes Gerät oder `auto`.",
  },
  "not-found": {
    reason: "Das steht nicht in der Akte.",
    remedy: "Vielleicht wurde es entfernt; gehen Sie zurück und sehen Sie erneut nach.",
  },
  "invalid-input": {
    reason: "Die Angabe ist nicht verwendbar.",
    remedy: "Prüfen Sie sie und versuchen Sie es erneut.",
  },
  "certificate-invalid": {
    reason: "Mit dem Zertifikat lässt sich nicht unterschreiben.",
    remedy: "Bitten Sie die Zertifikatsverwaltung um eine PKCS#12-Datei (.p12, .pfx) mit RSA-Schlüssel.",
  },
  "calibration-refused": {
    reason: "Mit diesen Klängen lässt sich der Pegel nicht kalibrieren.",
    remedy: "Hören Sie noch einmal dem stillen Raum und einem gleichmäßigen, lauten Schall zu.",
  },
  "logo-invalid": {
    reason: "Das Logo ist nicht zu gebrauchen.",
    remedy: "Wählen Sie eine PNG- oder SVG-Datei.",
  },
  "not-permitted": {
    reason: "Dieses Konto darf das nicht.",
    remedy:
      "Fragen Sie jemanden, dessen Konto es darf, oder bitten Sie den Administrator um eine andere Rolle.",
  },
  "not-logged-on": {
    reason: "Niemand ist angemeldet.",
    remedy:
      "Melden Sie sich an: auf der Seite, oder mit --user NAME und dem Kennwort, wenn danach gefragt wird.",
  },
  "log-on-refused": {
    reason: "Die Anmeldung wurde abgelehnt.",
    remedy: "Prüfen Sie Name und Kennwort und versuchen Sie es noch einmal.",
  },
  "password-refused": {
    reason: "Dieses Kennwort kann nicht verwendet werden.",
    remedy: "Wählen Sie ein anderes.",
  },
  "set-up-done": {
    reason: "Hier sind schon Benutzer eingerichtet.",
    remedy: "Melden Sie sich an, oder bitten Sie die Administration um einen Benutzer.",
  },
  "vault-damaged": {
    reason: "Die Datei der Benutzer ist nicht so, wie Bulbar sie geschrieben hat.",
    remedy:
      "Holen Sie sie aus einer Sicherung zurück: bulbar history restore DATEI. Die Akte selbst ist, wie sie war.",
  },
  "history-locked": {
    reason: "Die Akte lässt sich nicht öffnen: sie wird benutzt, oder ihr Schlüssel passt nicht.",
    remedy: "Schließen Sie andere Fenster und Befehle, oder legen Sie die Schlüsseldatei zurück.",
  },
  "history-from-future": {
    reason: "Die Akte wurde von einer neueren Version von Bulbar geschrieben.",
    remedy: "Installieren Sie die neueste Version von Bulbar. Es wurde nichts geändert.",
  },
  "history-corrupt": {
    reason: "Die Datei der Akte ist beschädigt.",
    remedy:
      "Schließen Sie Bulbar, heben Sie die Datei auf, wie sie ist, und spielen Sie die letzte Sicherung zurück.",
  },
  "history-foreign": {
    reason: "Die Datei ist keine Akte von Bulbar.",
    remedy:
      "Legen Sie sie woanders hin, und legen Sie die Akte an ihren Platz zurück, oder wählen Sie einen anderen Datenordner.",
  },
  "backup-invalid": {
    reason: "Die Datei ist keine ganze Sicherung von Bulbar.",
    remedy: "Nehmen Sie eine ältere Sicherung. Es wurde nichts geändert.",
  },
  "sealed-file-foreign": {
    reason: "ist keine Datei eines Patienten.",
    remedy: "Wählen Sie die Datei, die beim Export eines Patienten entstanden ist (.bulbar-patient).",
  },
  "sealed-file-from-future": {
    reason: "wurde von einer neueren Version von Bulbar geschrieben.",
    remedy: "Installieren Sie die neueste Version von Bulbar. Es wurde nichts geändert.",
  },
  "sealed-file-cut": {
    reason: "endet zu früh: ein Teil fehlt.",
    remedy: "Kopieren oder exportieren Sie sie noch einmal. Es wurde nichts geändert.",
  },
  "sealed-file-damaged": {
    reason: "ist beschädigt: ihr Inhalt ist nicht, was geschrieben wurde.",
    remedy: "Kopieren oder exportieren Sie sie noch einmal. Es wurde nichts geändert.",
  },
  "passphrase-wrong": {
    reason: "lässt sich mit dieser Passphrase nicht öffnen.",
    remedy:
      "Prüfen Sie sie (Großbuchstaben, Tastaturbelegung), oder fragen Sie, wer die Datei geschrieben hat.",
  },
  "patient-exists": {
    reason: "Dieser Patient steht schon in der Akte.",
    remedy: "Es wurde nichts geändert. Nehmen Sie den Patienten unter einer anderen Kennung auf.",
  },
  "changed-meanwhile": {
    reason: "Jemand anderes hat dies inzwischen geändert.",
    remedy:
      "Es wurde nichts überschrieben. Öffnen Sie es neu, sehen Sie nach, was jetzt dort steht, und geben Sie Ihres ein.",
  },
  "audit-broken": {
    reason: "Das Zugriffsprotokoll ist nicht unversehrt.",
    remedy: "Lassen Sie den Datenordner, wie er ist, und sagen Sie es der Administration.",
  },
  "exchange-failed": {
    reason: "Eine Nachricht konnte nicht übergeben werden.",
    remedy: "Sie bleibt im Ausgang und wird von selbst wieder versucht.",
  },
  cancelled: { reason: "Abgebrochen.", remedy: "" },
  "core-ended": {
    reason: "Der rechnende Teil des Programms hat geendet, bevor dies fertig war.",
    remedy:
      "Was vorher gespeichert war, ist sicher. Versuchen Sie es erneut; geschieht es wieder, nennen Sie dem Support die Uhrzeit.",
  },
  "port-unavailable": {
    reason: "Der Port ist belegt oder darf nicht benutzt werden.",
    remedy: "Wählen Sie einen anderen Port.",
  },
  "certificate-needed": {
    reason: "Die Schnittstelle für andere Programme verlässt diesen Rechner nur mit einem Zertifikat.",
    remedy: "Geben Sie --api-host, --api-cert und --api-key an, oder nichts davon.",
  },
  "request-malformed": {
    reason: "Die Anfrage ist fehlerhaft aufgebaut.",
    remedy: "Sehen Sie in der Beschreibung der Schnittstelle unter /docs nach.",
  },
  "token-refused": {
    reason: "Das Token fehlt oder ist nicht das, das Bulbar ausgegeben hat.",
    remedy:
      "Senden Sie die Kopfzeile „Authorization: Bearer TOKEN“ mit dem Token, das `bulbar serve --api` ausgegeben hat.",
  },
  "request-foreign": {
    reason: "Die Anfrage galt nicht diesem Server.",
    remedy: "Fragen Sie unter der Adresse an, die Bulbar ausgegeben hat.",
  },
  "no-such-address": {
    reason: "Unter dieser Adresse ist nichts.",
    remedy: "Sehen Sie in der Beschreibung der Schnittstelle unter /docs nach.",
  },
  "method-not-allowed": {
    reason: "Diese Adresse nimmt diese Methode nicht an.",
    remedy: "Sehen Sie in der Beschreibung der Schnittstelle unter /docs nach.",
  },
  "request-too-large": {
    reason: "Die Anfrage ist größer als erlaubt.",
    remedy: "Senden Sie eine kürzere oder eine komprimierte Aufnahme, etwa als FLAC.",
  },
  "media-type-unsupported": {
    reason: "Der Inhalt hat einen Typ, der nicht angenommen wird.",
    remedy: "Senden Sie ein Formular (multipart/form-data) mit der Aufnahme im Feld `file`.",
  },
  "too-many-requests": {
    reason: "Es wird mehr gefragt, als auf einmal beantwortet wird.",
    remedy: "Versuchen Sie es nach so vielen Sekunden erneut, wie die Kopfzeile Retry-After sagt.",
  },
  "server-stopping": {
    reason: "Der Server wird gerade beendet.",
    remedy: "Versuchen Sie es erneut, wenn er wieder läuft.",
  },
  "table-invalid": {
    reason: "Die Tabelle ist nicht lesbar.",
    remedy: "Speichern Sie sie als CSV in UTF-8, mit Kopfzeile.",
  },
  "batch-refused": {
    reason: "Der Ergebnisordner kann für diesen Stapel nicht benutzt werden.",
    remedy: "Nennen Sie mit --out einen anderen Ordner.",
  },
  "evaluation-refused": {
    reason: "Das Modell kann an dieser Tabelle nicht geprüft werden.",
    remedy: "Berichtigen Sie die Tabelle und versuchen Sie es erneut.",
  },
  usage: { reason: "Der Befehl wurde nicht richtig angegeben.", remedy: "Siehe --help." },
  internal: {
    reason: "Das Programm ist unerwartet gescheitert; es wurde nichts geändert.",
    remedy:
      "Versuchen Sie es erneut; geben Sie Code und Einzelheiten an den Support weiter, wenn es wieder geschieht.",
  },
};
