import type { Words } from "../shape.ts";

export const errorWhys: Words["errorWhys"] = {
  "file-not-found": {
    folder: {
      reason: "ist keine Datei, sondern ein Ordner, und es wurde keine Aufnahme darin gefunden.",
      remedy: "Wählen Sie eine Aufnahme oder einen Ordner mit Aufnahmen.",
    },
    "not-a-file": {
      reason: "ist keine Datei.",
      remedy: "Wählen Sie eine Aufnahme oder einen Ordner mit Aufnahmen.",
    },
    "no-permission": {
      reason: "darf von diesem Benutzer nicht gelesen werden.",
      remedy: "Bitten Sie um das Recht, die Datei zu lesen.",
    },
    missing: { reason: "ist nicht da.", remedy: "Prüfen Sie Namen und Ordner." },
  },
  "file-not-audio": {
    text: {
      reason: "ist eine Textdatei (eine Liste, eine Wiedergabeliste oder eine Notiz), keine Tonaufnahme.",
      remedy: "",
    },
    "no-format": {
      reason: "ist keine Tonaufnahme in einem Format, das gelesen wird.",
      remedy: "Wählen Sie eine Aufnahme: WAV, FLAC, MP3, M4A, OGG oder ein Video mit Ton.",
    },
  },
  "file-empty": {
    "no-bytes": { reason: "ist leer (0 Bytes).", remedy: "" },
    "no-samples": {
      reason: "enthält keinen Laut: die WAV-Datei hat keinen Abtastwert.",
      remedy: "Nehmen Sie erneut auf, oder wählen Sie eine andere Datei.",
    },
  },
  "file-corrupt": {
    "no-channels": {
      reason: "der Dateikopf gibt 0 Kanäle an.",
      remedy: "Exportieren Sie die Aufnahme erneut als WAV mit 16 Bit und 44,1 kHz.",
    },
    "no-rate": {
      reason: "der Dateikopf gibt eine Abtastrate von 0 Hz an.",
      remedy: "Exportieren Sie die Aufnahme erneut als WAV mit 16 Bit und 44,1 kHz.",
    },
    "sample-too-large": {
      reason: "der Abtastwert bei {seconds} s ist das {value}-fache der Vollaussteuerung.",
      remedy: "Exportieren Sie die Aufnahme erneut als WAV mit 16 Bit aus dem Programm, das sie gemacht hat.",
    },
    "sample-not-a-number": {
      reason: "der Abtastwert bei {seconds} s ist keine Zahl.",
      remedy: "Exportieren Sie die Aufnahme erneut als WAV mit 16 Bit aus dem Programm, das sie gemacht hat.",
    },
    "wav-no-format": { reason: "der WAV-Kopf sagt nicht, wie die Abtastwerte kodiert sind.", remedy: "" },
    "wav-no-sound": { reason: "auf den WAV-Kopf folgt kein Ton.", remedy: "" },
    "wav-header-cut": { reason: "der WAV-Kopf ist abgeschnitten.", remedy: "" },
    "wav-contradicts": {
      reason:
        "der WAV-Kopf widerspricht sich: Kanäle: {channels}, Bits: {bits}, Bytes je Block: {blockBytes}.",
      remedy: "",
    },
    "no-sound-decoded": {
      reason: "ist beschädigt: es lässt sich kein Ton daraus dekodieren.",
      remedy: "Kopieren Sie die Aufnahme erneut vom Aufnahmegerät, oder exportieren Sie sie als WAV.",
    },
  },
  "audio-too-long": {
    lasts: { reason: "dauert {minutes} Minuten, mehr als die erlaubten {limit} Minuten.", remedy: "" },
    "lasts-more": { reason: "dauert länger als die erlaubten {limit} Minuten.", remedy: "" },
  },
  "audio-too-large": {
    samples: {
      reason: "enthält mehr als {limitMillions} Millionen Abtastwerte bei {rateHz} Hz.",
      remedy:
        "Zerlegen Sie die Aufnahme in ihre Aufgaben, oder wandeln Sie sie in 48 kHz um, und importieren Sie sie erneut.",
    },
    bytes: { reason: "ist {gibibytes} GiB groß, mehr als die erlaubten {limit} GiB.", remedy: "" },
    decoded: {
      reason: "ergibt dekodiert mehr als {limitMebibytes} MiB.",
      remedy: "Kürzen Sie die Aufnahme und importieren Sie sie erneut.",
    },
  },
  "audio-format-unsupported": {
    channels: {
      reason: "hat {channels} Kanäle; höchstens {limit} werden gelesen.",
      remedy: "Exportieren Sie die Aufnahme erneut als WAV mit 16 Bit und 44,1 kHz.",
    },
    rate: {
      reason: "die Abtastrate ist {rateHz} Hz; gelesen werden {lowest} bis {highest} Hz.",
      remedy: "Exportieren Sie die Aufnahme erneut als WAV mit 16 Bit und 44,1 kHz.",
    },
    codec: {
      reason: "der Ton ist so kodiert, dass ffmpeg ihn nicht liest.",
      remedy: "Exportieren Sie die Aufnahme als WAV, FLAC oder M4A.",
    },
    "sphere-coding": {
      reason: "die Werte sind in NIST SPHERE gepackt ({coding}), was nicht gelesen wird.",
      remedy: "Entpacken Sie sie mit sph2pipe, oder exportieren Sie die Aufnahme als WAV oder FLAC.",
    },
  },
  "ffmpeg-missing": {
    "not-in-program": {
      reason: "ffmpeg, das jedes Format außer WAV liest, wurde nicht gefunden.",
      remedy:
        "Installieren Sie Bulbar erneut, das sein eigenes mitbringt, oder setzen Sie BULBAR_FFMPEG auf den Pfad eines ffmpeg ab Version 5.",
    },
  },
  "decode-timeout": {
    late: { reason: "ffmpeg wurde nicht in {seconds} s fertig.", remedy: "" },
  },
  "model-not-found": {
    "not-here": {
      reason: "ein Modell dieses Namens gibt es nicht.",
      remedy: "Vorhandene Modelle: {models}.",
    },
    "not-installed": {
      reason: "ein Paket dieses Namens wurde nicht installiert.",
      remedy: "Mitgelieferte Modelle lassen sich nicht entfernen.",
    },
    "no-download": {
      reason: "einen Download dieses Namens gibt es nicht.",
      remedy: "Herunterladen lassen sich: {downloads}.",
    },
    "not-unasked": {
      reason: "es wurde für diese Aufgabe gewählt und antwortet hier nicht (mehr) ungefragt.",
      remedy:
        "Modelle neu wählen, in den Einstellungen oder an der Visite; ein Paket braucht Vertrauen, simulierte Modelle ihren Schalter.",
    },
  },
  "model-invalid": {
    "no-manifest": { reason: "das Paket hat keine manifest.json.", remedy: "" },
    "other-id": { reason: "der Ordner enthält das Modell „{model}“.", remedy: "" },
    "not-json": { reason: "seine manifest.json ist kein JSON.", remedy: "" },
    schema: {
      reason: "seine manifest.json ist nicht, wie sie sein soll; die Einzelheiten nennen die Stelle.",
      remedy: "",
    },
    "lists-itself": { reason: "manifest.json führt sich selbst auf.", remedy: "" },
    "no-graph": { reason: "manifest.json führt model.onnx nicht auf.", remedy: "" },
    roles: { reason: "manifest.json hat nicht für jede Klasse eine Rolle.", remedy: "" },
    "too-large": { reason: "das Paket ist zu groß.", remedy: "" },
    "file-too-large": { reason: "das Paket ist zu groß: {name}.", remedy: "" },
    "outside-folder": { reason: "es enthält eine Datei außerhalb seines Ordners: {name}.", remedy: "" },
    "file-name": { reason: "es enthält eine Datei mit unerlaubtem Namen: {name}.", remedy: "" },
    twice: { reason: "es enthält {name} mehr als einmal.", remedy: "" },
    "no-zip": { reason: "die Datei ist kein Modellpaket (kein vollständiges Zip).", remedy: "" },
    "too-many-files": { reason: "es enthält mehr als {limit} Dateien.", remedy: "" },
    link: { reason: "es enthält einen Verweis auf eine andere Datei.", remedy: "" },
    unnamed: { reason: "es enthält eine Datei, die sein Manifest nicht nennt: {name}.", remedy: "" },
    size: { reason: "{name} hat {bytes} Bytes, das Manifest sagt {expected}.", remedy: "" },
    missing: { reason: "{name} fehlt.", remedy: "" },
    unpack: { reason: "{name} lässt sich nicht zu dem entpacken, was das Zip angibt.", remedy: "" },
    "no-output": { reason: "der Graph hat keinen Ausgang „{output}“.", remedy: "" },
    "self-test": { reason: "der Selbsttest passt nicht zur Eingabe des Modells.", remedy: "" },
  },
  "model-tampered": {
    differs: { reason: "die Datei ist nicht die, die das Manifest beschreibt.", remedy: "" },
    missing: { reason: "die Datei fehlt.", remedy: "" },
    "not-assembled": {
      reason:
        "die Datei fehlt oder ist von einer anderen Version; sie wird aus einer Abhängigkeit zusammengesetzt, wenn Bulbar aus seinen Quellen installiert wird.",
      remedy: "Führen Sie npm run setup aus.",
    },
    "other-download": {
      reason:
        "was heruntergeladen wurde, ist nicht die Datei, die ihre Autoren veröffentlicht haben (andere SHA-256).",
      remedy:
        "Sie wurde entfernt; laden Sie sie erneut. Kehrt das wieder, antwortet ein Server unterwegs mit etwas anderem.",
    },
    "other-wheel": {
      reason: "ist nicht das veröffentlichte Wheel (andere SHA-256); nichts davon wurde entpackt.",
      remedy: "Laden Sie es noch einmal vom Python Package Index.",
    },
  },
  "model-refused-task": {
    task: { reason: "das Modell ist für die Aufgabe {task} nicht gemacht.", remedy: "Es nimmt an: {tasks}." },
    "none-unasked": {
      reason: "zur Aufgabe {task} antwortet kein Modell ungefragt.",
      remedy: "Nennen Sie ein Modell oder die Aufgabe, die aufgenommen wurde.",
    },
    measures: {
      reason: "Maße, die das Modell braucht, fehlen in dieser Aufnahme oder sind unzuverlässig.",
      remedy: "Das Modell braucht brauchbare Aufnahmen von: {sets}.",
    },
    "no-map": {
      reason: "dieses Modell erklärt sich durch den Beitrag jedes Merkmals, nicht durch eine Karte.",
      remedy: "Sehen Sie die Beiträge neben seiner Antwort an.",
    },
  },
  "model-refused-length": {
    long: {
      reason: "{seconds} s Ton sind mehr als die {limit} s, die das Modell annimmt.",
      remedy: "Kürzen Sie die Aufnahme.",
    },
    short: {
      reason: "{seconds} s Ton sind weniger als die {needed} s, die das Modell braucht.",
      remedy: "Nehmen Sie die Aufgabe erneut auf, länger.",
    },
    words: {
      reason: "die Aufnahme enthält {words} Wörter, und das Modell antwortet auf eines.",
      remedy: "Seine Antworten Wort für Wort stehen im Ziffern-Verständlichkeitstest.",
    },
  },
  "model-refused-recording": {
    unusable: {
      reason: "die Aufnahme enthält nichts, wozu das Modell antworten kann ({reasons}).",
      remedy: "",
    },
  },
  "model-failed": {
    probabilities: {
      reason: "der Graph gab {found} Wahrscheinlichkeiten für {labels} Klassen, oder keine.",
      remedy: "",
    },
    "self-test-late": {
      reason: "sein Selbsttest dauerte länger als {seconds} s.",
      remedy: "Verwenden Sie dieses Paket nicht; bitten Sie den Hersteller um ein anderes.",
    },
    "self-test-failed": {
      reason: "sein Selbsttest ist gescheitert.",
      remedy: "Verwenden Sie dieses Paket nicht; bitten Sie den Hersteller um ein anderes.",
    },
    "self-test-ended": {
      reason: "sein Selbsttest hat den Prozess beendet, in dem er lief.",
      remedy: "Verwenden Sie dieses Paket nicht; bitten Sie den Hersteller um ein anderes.",
    },
    "self-test-memory": {
      reason: "sein Selbsttest brauchte mehr als {megabytes} MB.",
      remedy: "Verwenden Sie dieses Paket nicht; bitten Sie den Hersteller um ein anderes.",
    },
  },
  "device-unusable": {
    "not-offered": {
      reason: "{device}: Das System dieses Rechners oder diese Fassung des Programms hat kein solches Gerät.",
      remedy: "",
    },
    "no-library": {
      reason: "{device}: Die nötigen Bibliotheken liegen nicht neben onnxruntime.",
      remedy:
        "Legen Sie sie dorthin, wie es die README unter „Graphics processors“ sagt, oder wählen Sie ein anderes Gerät.",
    },
    "cannot-open": {
      reason:
        "{device}: Es wurde kein brauchbares Gerät und kein Treiber gefunden, oder das Modell lässt sich dort nicht laden.",
      remedy: "Installieren oder erneuern Sie den Treiber, oder wählen Sie ein anderes Gerät.",
    },
    ended: {
      reason: "{device}: Der Versuch hat den Prozess beendet, in dem er lief.",
      remedy: "Erneuern Sie den Treiber, oder wählen Sie ein anderes Gerät.",
    },
    late: {
      reason: "{device}: gab binnen {seconds} s keine Antwort.",
      remedy: "Erneuern Sie den Treiber, oder wählen Sie ein anderes Gerät.",
    },
    differs: {
      reason:
        "{device}: Seine Antworten weichen um {difference} von denen des Prozessors ab; erlaubt sind {limit}.",
      remedy: "Wählen Sie ein anderes Gerät: Auf seine Antworten ist kein Verlass.",
    },
    slower: {
      reason:
        "{device}: antwortet richtig, braucht aber {milliseconds} ms; {fastest} braucht {fastestMilliseconds} ms.",
      remedy: "",
    },
    "not-measured": {
      reason: "{device}: wurde mit diesem Modell noch nicht gemessen.",
      remedy: "Messen Sie es mit `bulbar models bench` oder in den Einstellungen.",
    },
  },
  "not-found": {
    "no-history": {
      reason: "In diesem Datenordner liegt keine Akte.",
      remedy: "Nennen Sie den Datenordner, in dem sie liegt.",
    },
    patient: { reason: "Dieser Patient steht nicht in der Akte.", remedy: "" },
    visit: { reason: "Diese Visite steht nicht in der Akte.", remedy: "" },
    recording: { reason: "Diese Aufnahme steht nicht in der Akte.", remedy: "" },
    sound: { reason: "Der Ton dieser Aufnahme steht nicht in der Akte.", remedy: "" },
    report: { reason: "Dieser Bericht steht nicht in der Akte.", remedy: "" },
    message: { reason: "Diese Nachricht steht nicht im Ausgang oder wurde angenommen.", remedy: "" },
    treatment: { reason: "Diese Behandlung steht nicht in der Akte.", remedy: "" },
    listening: {
      reason: "Das ist nicht mehr zu hören: Es wurde beantwortet, oder die Aufnahme wurde entfernt.",
      remedy: "",
    },
    form: { reason: "Ein solches Formular hat dieser Standort nicht.", remedy: "" },
    "site-text": { reason: "Einen solchen Text hat dieser Standort nicht.", remedy: "" },
    user: { reason: "Diesen Benutzer gibt es nicht.", remedy: "" },
    "no-patient": {
      reason: "einen Patienten „{asked}“ gibt es nicht.",
      remedy: "Die Liste: bulbar patients list.",
    },
    "no-connection": {
      reason: "die Gewichte lassen sich nicht herunterladen: es gibt keine Verbindung zu ihrer Adresse.",
      remedy:
        "Laden Sie sie auf einem Rechner mit Netz, und installieren Sie das exportierte Paket mit `bulbar models add`.",
    },
    "address-answered": {
      reason: "die Gewichte lassen sich nicht herunterladen: ihre Adresse antwortete {status}.",
      remedy:
        "Laden Sie sie auf einem Rechner mit Netz, und installieren Sie das exportierte Paket mit `bulbar models add`.",
    },
    "no-wheel": {
      reason: "nicht im Ordner.",
      remedy: "Laden Sie sie dort, wo es ein Netz gibt, unter diesen Namen vom Python Package Index.",
    },
  },
  "invalid-input": {
    "not-choosable": {
      reason: "das Modell „{model}“ antwortet zur Aufgabe {task} nicht ungefragt.",
      remedy: "Unter den Modellen wählen, die in den Einstellungen zur Aufgabe stehen.",
    },
    "nothing-to-hear": {
      reason: "Es gibt nichts zu hören.",
      remedy: "Wählen Sie andere Patienten oder Aufgaben.",
    },
    "form-not-json": {
      reason: "ist kein JSON.",
      remedy: "Prüfen Sie Kommas, Anführungszeichen und Klammern, oder beginnen Sie mit dem Beispiel.",
    },
    "form-file": {
      reason: "ist kein brauchbares Formular: „{place}“ fehlt oder ist falsch.",
      remedy: "Berichtigen Sie diese Stelle und laden Sie die Datei neu.",
    },
    "norms-file": {
      reason: "ist keine brauchbare Normdatei: „{place}“ fehlt oder ist falsch.",
      remedy:
        "Berichtigen Sie diese Stelle und laden Sie die Datei neu; die Einzelheiten sagen, was falsch ist. Es wurde nichts geändert.",
    },
    "rules-file": {
      reason: "ist keine brauchbare Datei mit den Regeln einer Einrichtung: „{place}“ fehlt oder ist falsch.",
      remedy:
        "Schreiben Sie sie dort neu, wo die Akte der Einrichtung liegt: bulbar history rules DATEI. Die Einzelheiten sagen, was falsch ist.",
    },
    "norms-measure": {
      reason: "nennt eine Messgröße, die dieses Programm nicht hat: „{measure}“ ({place}).",
      remedy: "Messgrößen heißen wie im JSON einer Auswertung und in den Normen des Programms.",
    },
    "norms-task": {
      reason: "nennt eine Aufgabe, die dieses Programm nicht hat: „{task}“ ({place}).",
      remedy: "Aufgaben heißen wie in den Normen des Programms, „vowel-a“ oder „reading“.",
    },
    "norms-unit": {
      reason: "gibt eine Norm in „{unit}“, wo die Messgröße in „{expected}“ steht ({place}).",
      remedy: "Rechnen Sie die Zahlen in die Einheit der Messgröße um und laden Sie die Datei neu.",
    },
    "answer-no-such-field": {
      reason: "Das Formular hat kein Feld „{field}“.",
      remedy: "Laden Sie die Seite neu und geben Sie es noch einmal ein.",
    },
    "answer-not-a-number": {
      reason: "Die Antwort auf „{field}“ ist keine Zahl.",
      remedy: "Geben Sie eine Zahl ein.",
    },
    "answer-out-of-range": {
      reason: "Die Antwort auf „{field}“ liegt außerhalb ihres Bereichs.",
      remedy: "Geben Sie eine Zahl darin ein.",
    },
    "answer-no-such-option": {
      reason: "Die Antwort auf „{field}“ ist keine der Möglichkeiten.",
      remedy: "Wählen Sie eine davon.",
    },
    "backup-folder-in-part": {
      reason:
        "Der Ordner für Sicherungen muss vollständig angegeben werden, ab der Wurzel oder dem Laufwerk.",
      remedy: "Geben Sie ihn vollständig an.",
    },
    "folder-in-part": {
      reason: "ist nicht vollständig angegeben, ab der Wurzel oder dem Laufwerk.",
      remedy: "Geben Sie den ganzen Pfad des Ordners an.",
    },
    "no-backup-folder": {
      reason: "Es ist kein Ordner für Sicherungen gewählt.",
      remedy: "Wählen Sie einen in den Einstellungen.",
    },
    "not-json": {
      reason: "ist kein JSON.",
      remedy: "So schreiben, wie `bulbar exchange settings` es ausgibt.",
    },
    "demographics-fhir": {
      reason: "ist kein FHIR-Patient oder -Bundle in JSON.",
      remedy: "Den Patienten als FHIR-JSON, als HL7-ADT-Nachricht oder als Tabelle exportieren.",
    },
    "demographics-message": {
      reason: "enthält eine Nachricht der Art {type}, die nicht sagt, wer ein Patient ist.",
      remedy: "Eine ADT-Nachricht mit einem dieser Ereignisse nehmen: {events}.",
    },
    "demographics-columns": {
      reason: "hat keine Spalte mit einer Kennung; ihre Spalten sind: {columns}.",
      remedy: "In der ersten Zeile eine Spalte code, id, mrn oder Patientennummer nennen.",
    },
    "demographics-row": {
      reason: "ist keine Tabelle: Zeile {line} passt nicht zu ihrer Kopfzeile.",
      remedy: "Als CSV mit einer Kopfzeile speichern.",
    },
    "demographics-none": {
      reason: "sagt von keinem Patienten etwas.",
      remedy:
        "Einen FHIR-Patienten, eine HL7-ADT-Nachricht oder eine Tabelle mit Kopfzeile und Zeilen wählen.",
    },
    "demographics-large": {
      reason: "ist größer als {limit} MB.",
      remedy: "Sie teilen oder die Datei der Patienten wählen, die gebraucht werden.",
    },
    "exchange-plain": {
      reason: "„{host}“ ist ein anderer Rechner: mit ihm darf nur über TLS gesprochen werden.",
      remedy: "TLS einschalten oder eine Adresse dieses Rechners nennen.",
    },
    "exchange-folder-in-part": {
      reason: "Der Ordner ist nicht vollständig angegeben.",
      remedy: "Von der Wurzel an schreiben, etwa /srv/interface/in oder D:\\interface\\in.",
    },
    "exchange-not-set": {
      reason: "Niemand hat eingetragen, wohin dies zu senden ist.",
      remedy: "Ein Administrator trägt es unter Einstellungen, Austausch ein.",
    },
    channel: {
      reason: "Kanäle: {channels}; einen Kanal {asked} gibt es nicht.",
      remedy: "Wählen Sie einen Kanal von 1 bis {channels} oder das Mittel aller.",
    },
    "not-analysed": { reason: "diese Aufnahme ist nicht analysiert.", remedy: "Analysieren Sie sie zuerst." },
    "not-aligned": {
      reason: "diese Lesung ist ihrem Text nicht zugeordnet.",
      remedy: "Geben Sie den gelesenen Text an, oder werten Sie die Aufnahme erneut aus.",
    },
    "text-without-words": {
      reason: "der Text enthält keine Wörter.",
      remedy: "Geben Sie den Text ein, der gelesen wird.",
    },
    "text-unknown-words": {
      reason: "keine Aussprache ist bekannt von: {words}.",
      remedy: "Prüfen Sie den Text und geben Sie zu jedem dieser Wörter die Laute an.",
    },
    "text-wrong-phone": {
      reason: "„{phone}“ in der Aussprache von „{word}“ ist kein Laut dieser Sprache.",
      remedy: "Verwenden Sie die aufgeführten Laute, durch Leerzeichen getrennt.",
    },
    "phone-times": {
      reason: "die Zeiten sind nicht je eine für jeden Laut, in ihrer Reihenfolge.",
      remedy: "Laden Sie die Aufnahme neu und setzen Sie sie erneut.",
    },
    "no-stretch": {
      reason: "der Zeitabschnitt ist leer oder liegt außerhalb der Aufnahme.",
      remedy: "Geben Sie einen Anfang vor dem Ende an, beide innerhalb der Aufnahme.",
    },
    "piece-twice": {
      reason: "ein Stück davon ist schon eine Aufnahme dieser Visite.",
      remedy: "Nehmen Sie die frühere Teilung zuerst zurück, oder lassen Sie dieses Stück weg.",
    },
    "code-taken": {
      reason: "Einen Patienten mit der Kennung {code} gibt es schon.",
      remedy: "Öffnen Sie diesen Patienten, oder wählen Sie eine andere Kennung.",
    },
    "pitch-range": {
      reason: "Der Tonhöhenbereich {floor} bis {ceiling} Hz ist leer.",
      remedy: "Geben Sie eine Untergrenze über 0 Hz und unter der Obergrenze an.",
    },
    "shipped-model": {
      reason: "dieses Modell wurde mitgeliefert; niemandes Wort wird dafür gebraucht.",
      remedy: "Es antwortet schon ungefragt.",
    },
    "no-reason": {
      reason: "eine Entscheidung gegen die Regel braucht ihren Grund.",
      remedy: "Sagen Sie in wenigen Worten, warum.",
    },
    "two-patients": {
      reason: "Die beiden Visiten sind von verschiedenen Patienten.",
      remedy: "Vergleichen Sie Visiten eines Patienten.",
    },
    "not-signed": {
      reason:
        "der Befund ist nicht unterschrieben: Er lässt sich ändern, ein Nachtrag ist für Unterschriebenes.",
      remedy: "Unterschreiben Sie ihn zuerst, oder schreiben Sie in den Entwurf.",
    },
    norms: {
      reason: "Die Datei der Normen lässt sich nicht lesen.",
      remedy: "Stellen Sie sie aus dem Programmpaket wieder her.",
    },
    upload: {
      reason: "die übergebene Datei ist nicht (mehr) da.",
      remedy: "Übergeben Sie die Datei erneut.",
    },
    class: { reason: "das Modell hat keine Klasse „{label}“.", remedy: "Seine Klassen: {classes}." },
    field: {
      reason: "„{value}“ ist kein Wert für {field}.",
      remedy: "Ändern Sie ihn und versuchen Sie es erneut.",
    },
    "field-missing": {
      reason: "{field} fehlt.",
      remedy: "Tragen Sie den Wert ein und versuchen Sie es erneut.",
    },
    "field-unknown": {
      reason: "ein Feld {field} gibt es nicht.",
      remedy: "Lassen Sie es weg, oder suchen Sie seinen Namen unter /docs.",
    },
    "field-options": {
      reason: "„{value}“ ist kein Wert für {field}.",
      remedy: "Wählen Sie eines von: {options}.",
    },
    "field-least": {
      reason: "„{value}“ ist zu klein oder zu kurz für {field}.",
      remedy: "Mindestens {limit}.",
    },
    "field-most": { reason: "„{value}“ ist zu groß oder zu lang für {field}.", remedy: "Höchstens {limit}." },
    "user-name-taken": {
      reason: "Es gibt schon einen Benutzer namens {name}.",
      remedy: "Wählen Sie einen anderen Namen.",
    },
    "last-administrator": {
      reason: "Niemand bliebe, der verwalten darf.",
      remedy: "Machen Sie zuerst jemand anderen zur Administration.",
    },
    "passphrase-short": {
      reason: "Die Passphrase ist zu kurz.",
      remedy: "Nehmen Sie mindestens {limit} Zeichen, besser mehrere Wörter: Wer die Datei hat, kann raten.",
    },
    "no-passphrase": {
      reason: "Es gibt keine Passphrase und kein Terminal, an dem nach einer gefragt werden könnte.",
      remedy: "Setzen Sie BULBAR_PASSPHRASE.",
    },
    "passphrases-differ": {
      reason: "Die beiden Passphrasen sind nicht dieselbe.",
      remedy: "Versuchen Sie es erneut.",
    },
    "field-date": {
      reason: "„{value}“ ist kein Datum für {field}.",
      remedy: "Schreiben Sie es als Jahr-Monat-Tag, etwa 2026-03-31.",
    },
    "date-future": {
      reason: "{field}: Der {date} liegt in der Zukunft.",
      remedy: "Berichtigen Sie Tag, Monat oder Jahr.",
    },
    "date-far": {
      reason: "{field}: Der {date} liegt mehr als ein Jahr voraus.",
      remedy: "Berichtigen Sie Tag, Monat oder Jahr.",
    },
    "date-before-birth": {
      reason: "{field}: Der {date} liegt vor der Geburt des Patienten am {birth}.",
      remedy: "Berichtigen Sie dieses Datum oder das Geburtsdatum.",
    },
    "birth-too-early": {
      reason: "{field}: Mit dem {date} wäre der Patient über {limit} Jahre alt.",
      remedy: "Berichtigen Sie das Jahr.",
    },
    "birth-after-visit": {
      reason: "{field}: Mit dem {date} läge die Visite vom {visit} vor der Geburt.",
      remedy: "Berichtigen Sie dieses Datum oder zuerst das der Visite.",
    },
  },
  "certificate-invalid": {
    "not-pkcs12": { reason: "ist keine PKCS#12-Datei.", remedy: "" },
    "wrong-password": {
      reason:
        "Die Datei des Zertifikats öffnet sich nicht: Das Kennwort ist falsch oder das Verfahren ein sehr altes.",
      remedy:
        "Prüfen Sie das Kennwort; stimmt es, exportieren Sie die Datei neu mit AES-256 (openssl pkcs12 -export tut es von selbst).",
    },
    "no-key": { reason: "enthält kein Zertifikat mit seinem privaten Schlüssel.", remedy: "" },
    "not-rsa": { reason: "hat einen Schlüssel, der nicht RSA ist.", remedy: "" },
    expired: { reason: "Das Zertifikat ist abgelaufen ({validTo}).", remedy: "Bitten Sie um ein neues." },
  },
  "calibration-refused": {
    silent: {
      reason: "Es war nichts zu hören.",
      remedy: "Schalten Sie das Mikrofon ein und hören Sie noch einmal zu.",
    },
    clipped: {
      reason: "Der Schall ist übersteuert.",
      remedy: "Verringern Sie die Verstärkung und beginnen Sie wieder mit dem Rauschen.",
    },
    "near-noise": {
      reason: "Der Schall liegt {decibels} dB über dem Rauschen; nötig sind mindestens {limit} dB.",
      remedy: "Machen Sie ihn lauter oder den Raum leiser.",
    },
    unsteady: {
      reason:
        "Der Schall schwankt von Sekunde zu Sekunde um {decibels} dB; höchstens {limit} dB sind gleichmäßig genug.",
      remedy: "Sprechen Sie ein gleichmäßiges /a/ oder nehmen Sie einen Lautsprecher.",
    },
  },
  "logo-invalid": {
    "not-png": { reason: "Das Logo ist kein lesbares PNG-Bild.", remedy: "" },
    "too-large": {
      reason: "Das Logo ist {pixels} Bildpunkte lang; höchstens {limit} sind möglich.",
      remedy: "Verkleinern Sie es: 600 Bildpunkte reichen.",
    },
  },
  "not-permitted": {
    "not-confirmed": {
      reason: "Eine Unterschrift braucht Ihr Kennwort noch einmal.",
      remedy: "Geben Sie es ein und unterschreiben Sie noch einmal.",
    },
  },
  "not-logged-on": {
    "no-users": {
      reason: "Hier sind noch keine Benutzer eingerichtet.",
      remedy:
        "Öffnen Sie den Arbeitsplatz und richten Sie die erste Administration ein, oder nennen Sie sie der Befehlszeile mit --user NAME.",
    },
    ended: {
      reason: "Die Sitzung ist beendet.",
      remedy: "Melden Sie sich wieder an; was gespeichert wurde, ist sicher.",
    },
    "change-password": {
      reason: "Dieses Kennwort hat jemand anderes gewählt.",
      remedy: "Ändern Sie es zuerst: auf der Seite oder mit bulbar users password.",
    },
  },
  "log-on-refused": {
    wrong: { reason: "Name oder Kennwort ist falsch.", remedy: "" },
    wait: {
      reason: "Es gab zu viele falsche Kennwörter.",
      remedy:
        "Warten Sie {seconds} s und versuchen Sie es noch einmal, oder bitten Sie die Administration um ein neues Kennwort.",
    },
    disabled: { reason: "Dieser Benutzer ist gesperrt.", remedy: "Wenden Sie sich an die Administration." },
    "recovery-key": {
      reason: "Das ist nicht der Wiederherstellungsschlüssel.",
      remedy:
        "Er hat neun Gruppen von vier Buchstaben und Ziffern. Vielleicht wurde seither ein neuer gedruckt.",
    },
    "no-such-user": {
      reason: "Diesen Benutzer gibt es nicht.",
      remedy:
        "Nennen Sie einen, den es gibt; der Wiederherstellungsschlüssel setzt ein neues Kennwort, er legt niemanden an.",
    },
    "other-device": {
      reason: "Die Kennwörter dieses Datenordners gelten nur auf dem Computer, auf dem sie gesetzt wurden.",
      remedy: "Nehmen Sie den Wiederherstellungsschlüssel: Er setzt ein Kennwort, das hier gilt.",
    },
  },
  "password-refused": {
    short: {
      reason: "Das Kennwort ist zu kurz.",
      remedy: "Mindestens 8 Zeichen; einige Wörter sind ein gutes Kennwort.",
    },
    long: { reason: "Das Kennwort ist zu lang.", remedy: "Höchstens 256 Zeichen." },
    "is-name": { reason: "Das Kennwort ist der Name.", remedy: "" },
    simple: { reason: "Das Kennwort wiederholt dieselben wenigen Zeichen.", remedy: "" },
    same: { reason: "Das neue Kennwort ist das alte.", remedy: "" },
  },
  "vault-damaged": {
    shape: { reason: "Die Datei der Benutzer ist beschädigt.", remedy: "" },
    future: {
      reason: "Die Datei der Benutzer wurde von einer neueren Fassung von Bulbar geschrieben.",
      remedy: "Installieren Sie die neueste Fassung von Bulbar. Es wurde nichts geändert.",
    },
    changed: {
      reason: "Die Datei der Benutzer wurde von etwas anderem als Bulbar geändert.",
      remedy: "",
    },
    older: {
      reason:
        "Die Datei der Benutzer ist eine ältere: Eine frühere Kopie kam an ihre Stelle. Mit ihr kommt niemand hinein.",
      remedy:
        "Legen Sie die neueste users.json zurück. Ist sie verloren, nimmt der Wiederherstellungsschlüssel die ältere, wie sie ist; sehen Sie dann ihre Benutzer durch.",
    },
  },
  "history-locked": {
    "other-key": {
      reason: "Diese Sicherung wurde mit einem anderen Schlüssel gemacht als dem in diesem Datenordner.",
      remedy:
        "Nennen Sie Benutzer und Kennwort von damals (--user, BULBAR_BACKUP_PASSWORD) oder den damaligen Wiederherstellungsschlüssel (--recovery-key). Es wurde nichts geändert.",
    },
    "busy-unchanged": {
      reason: "Die Akte wird von einem anderen Programm benutzt.",
      remedy:
        "Schließen Sie die anderen Fenster und Befehle, und versuchen Sie es erneut. Es wurde nichts geändert.",
    },
    busy: {
      reason: "Die Akte wird von einem anderen Programm benutzt.",
      remedy:
        "Warten Sie, bis das andere Fenster oder der andere Befehl fertig ist, und versuchen Sie es erneut.",
    },
    "key-damaged": {
      reason: "Die Schlüsseldatei der Akte ist beschädigt.",
      remedy: "Legen Sie die Schlüsseldatei aus einer Sicherung zurück.",
    },
    "key-missing": {
      reason:
        "Hier liegt eine Akte, aber weder ihre Benutzer noch ihr Schlüssel; ein neuer könnte sie nicht öffnen.",
      remedy:
        "Legen Sie die Datei users.json (einer früheren Fassung: history.key) wieder neben history.db, oder stellen Sie eine Sicherung wieder her.",
    },
    "key-wrong": {
      reason: "Die Akte lässt sich mit diesem Schlüssel nicht öffnen.",
      remedy:
        "Legen Sie die Schlüsseldatei zurück, die zu dieser Akte gehört. Gibt es sie nicht mehr, ist die Datei ohne sie nutzlos: heben Sie sie auf, und beginnen Sie mit einem anderen Datenordner.",
    },
  },
  "history-from-future": {
    schema: {
      reason:
        "Die Akte wurde von einer neueren Version von Bulbar geschrieben (Schema {found}, dieses Programm kennt {known}).",
      remedy: "",
    },
    analysis: { reason: "Eine Analyse wurde von einer neueren Version von Bulbar gespeichert.", remedy: "" },
  },
  "history-corrupt": {
    analysis: {
      reason: "Eine gespeicherte Analyse hat nicht die Form, die sie haben soll.",
      remedy:
        "Es wurde nichts entfernt. Heben Sie eine Kopie der Akte auf, und schicken Sie die Einzelheiten an den Support.",
    },
  },
  "certificate-needed": {
    "not-all": {
      reason:
        "Eine andere Adresse als die dieses Rechners braucht ein Zertifikat und dessen Schlüssel, und diese eine Adresse.",
      remedy: "",
    },
    "not-read": {
      reason: "lässt sich nicht als Zertifikat oder Schlüssel in PEM lesen.",
      remedy: "Geben Sie PEM-Dateien an, die dieser Benutzer lesen darf.",
    },
    "no-pair": {
      reason: "Der Schlüssel gehört nicht zum Zertifikat.",
      remedy: "Geben Sie den Schlüssel an, mit dem das Zertifikat gemacht wurde.",
    },
  },
  "request-malformed": {
    address: { reason: "Die Adresse lässt sich nicht lesen.", remedy: "" },
    form: {
      reason:
        "Das Formular kam nicht ganz an, oder seine Teile sind nicht so getrennt, wie seine Kopfzeile sagt.",
      remedy: "Senden Sie es erneut, als multipart/form-data.",
    },
    "no-file": {
      reason: "Das Formular enthält keine Aufnahme.",
      remedy: "Senden Sie die Aufnahme im Feld `file`.",
    },
    "several-files": {
      reason: "Das Formular enthält mehr als eine Datei.",
      remedy: "Senden Sie eine Aufnahme je Anfrage, im Feld `file`.",
    },
    "too-many-fields": { reason: "Das Formular enthält mehr als {limit} Felder.", remedy: "" },
    "field-too-long": { reason: "{field} ist länger als {limit} Bytes.", remedy: "" },
    "field-twice": { reason: "{field} ist mehrfach angegeben.", remedy: "Geben Sie es einmal an." },
  },
  "request-foreign": {
    host: { reason: "Die Kopfzeile Host ist nicht die dieses Servers.", remedy: "" },
    origin: {
      reason: "Die Anfrage kommt von einer Seite unter anderer Adresse.",
      remedy: "Fragen Sie aus einem Programm oder von der eigenen Seite /docs dieses Servers an.",
    },
  },
  "method-not-allowed": {
    only: { reason: "Diese Adresse nimmt diese Methode nicht an.", remedy: "Benutzen Sie {methods}." },
  },
  "request-too-large": {
    bytes: { reason: "Die Anfrage ist größer als {limitMegabytes} MB.", remedy: "" },
  },
  "media-type-unsupported": {
    form: {
      reason: "Der Inhalt ist kein Formular (multipart/form-data).",
      remedy: "Senden Sie ein Formular mit der Aufnahme im Feld `file`.",
    },
  },
  "too-many-requests": {
    "at-once": {
      reason: "{limit} Anfragen sind bereits in Arbeit.",
      remedy: "Versuchen Sie es in {seconds} s erneut.",
    },
    "in-a-minute": {
      reason: "Es wurden mehr als {limit} Anfragen in einer Minute gesendet.",
      remedy: "Versuchen Sie es in {seconds} s erneut.",
    },
  },
  "table-invalid": {
    "no-column": {
      reason: "die Tabelle hat keine Spalte „{column}“; ihre erste Zeile enthält: {columns}.",
      remedy: "Nennen Sie die Spalte mit den Pfaden der Aufnahmen so.",
    },
    line: {
      reason: "die Tabelle ist bei Zeile {line} nicht lesbar.",
      remedy: "Prüfen Sie dort die Anführungszeichen.",
    },
  },
  "batch-refused": {
    "other-settings": {
      reason: "Der Ordner enthält einen Stapel mit anderen Einstellungen; verschieden sind: {settings}.",
      remedy: "Nennen Sie dieselben Einstellungen wie zuvor oder einen anderen Ordner.",
    },
    "other-files": {
      reason:
        "Seit Beginn des Stapels kamen Aufnahmen hinzu oder verschwanden: Nummer {number} war {expected}, jetzt ist es {found}.",
      remedy: "Stellen Sie her, was da war, oder nennen Sie einen anderen Ordner. Es wurde nichts geändert.",
    },
    "other-content": {
      reason: "Eine Aufnahme wurde geändert, seit sie hier analysiert wurde: Nummer {number}, {recording}.",
      remedy:
        "Stellen Sie sie wieder her, wie sie war, oder nennen Sie einen anderen Ordner. Es wurde nichts geändert.",
    },
    "in-use": {
      reason: "Ein anderer Stapel schreibt in diesen Ordner.",
      remedy: "Warten Sie auf ihn, oder nennen Sie einen anderen Ordner.",
    },
    "no-settings": {
      reason: "Der Ordner enthält Ergebnisse ohne ihre settings.json oder mit einer unlesbaren.",
      remedy: "Nennen Sie einen Ordner, den ein Stapel dieser Version schrieb, oder einen leeren.",
    },
    "not-complete": {
      reason: "Der Stapel in diesem Ordner ist noch nicht fertig.",
      remedy: "Rufen Sie seinen Befehl erneut auf: Er setzt dort fort, wo er aufhörte.",
    },
    shards: {
      reason: "Das sind nicht alle {count} Teile eines Stapels, jeder einmal: {shards}.",
      remedy: "Nennen Sie den Ordner jedes Teils einmal.",
    },
  },
  "evaluation-refused": {
    labels: {
      reason: "Die Tabelle nennt Bezeichnungen, die keine Klasse des Modells sind: {labels}.",
      remedy: "Seine Klassen: {classes}.",
    },
    "no-label": {
      reason: "Zeile {row} der Tabelle hat keine Bezeichnung (label).",
      remedy: "Geben Sie jeder Zeile ihre Bezeichnung.",
    },
    "no-answer": {
      reason: "Das Modell hat auf keine der Aufnahmen geantwortet.",
      remedy: "Die Liste der Fehler sagt, warum.",
    },
  },
  usage: {
    "no-new-password": {
      reason: "Das neue Kennwort fehlt.",
      remedy:
        "Setzen Sie BULBAR_NEW_PASSWORD, oder rufen Sie den Befehl in einem Terminal auf, wo danach gefragt wird.",
    },
    "batch-source": {
      reason:
        "Ein Stapel braucht entweder einen Ordner oder eine Tabelle, oder die Ordner, die er verbindet (--merge).",
      remedy: "Siehe bulbar batch --help.",
    },
    "export-what": {
      reason: "Weder eine Form noch ein Empfänger wurde genannt.",
      remedy: "--format, --send oder beides angeben.",
    },
  },
  "port-unavailable": {
    taken: {
      reason: "Port {port} wird von einem anderen Programm benutzt, vielleicht von Bulbar selbst.",
      remedy: "Nennen Sie einen anderen oder keinen: dann wird ein freier gefunden.",
    },
    forbidden: {
      reason: "Port {port} darf von diesem Benutzer nicht benutzt werden.",
      remedy: "Nennen Sie einen anderen oder keinen: dann wird ein freier gefunden.",
    },
    failed: {
      reason: "An Port {port} lässt sich nicht lauschen.",
      remedy: "Nennen Sie einen anderen oder keinen: dann wird ein freier gefunden.",
    },
  },
  "storage-unavailable": {
    "no-backup-folder": {
      reason: "Der Ordner für die Sicherung ist nicht da.",
      remedy:
        "Schließen Sie Platte, Stick oder Freigabe an, oder wählen Sie einen anderen Ordner. Es wurde keine Sicherung gemacht.",
    },
  },
  "storage-in-the-way": {
    "no-sealed-file": {
      reason: "Etwas, das keine Datei eines Patienten ist, trägt diesen Namen.",
      remedy: "Wählen Sie einen anderen Namen. Es wurde nichts geändert.",
    },
    "folder-not-empty": {
      reason: "Den Ordner gibt es schon, und er enthält etwas.",
      remedy: "Wählen Sie einen neuen oder leeren Ordner. Es wurde nichts geändert.",
    },
    "no-backup": {
      reason: "Etwas, das keine Sicherung ist, trägt diesen Namen.",
      remedy: "Wählen Sie einen anderen Namen. Es wurde nichts geändert.",
    },
  },
  "exchange-failed": {
    "no-connection": {
      reason: "Mit {host}, Port {port}, kam keine Verbindung zustande.",
      remedy:
        "Nachsehen, ob das andere System läuft und die Adresse stimmt; es wird von selbst wieder versucht.",
    },
    "not-trusted": {
      reason: "Dem Zertifikat von {host} ist nicht zu trauen.",
      remedy:
        "Das Zertifikat seiner Zertifizierungsstelle unter Einstellungen, Austausch eintragen und nachsehen, ob es auf diesen Namen lautet.",
    },
    "no-answer": {
      reason: "{host} hat nicht innerhalb von {seconds} s geantwortet.",
      remedy: "Es wird von selbst wieder versucht.",
    },
    "no-acknowledgement": {
      reason: "Was das andere System antwortet, ist keine Bestätigung dieser Nachricht.",
      remedy:
        "Nachsehen, ob dort eine HL7-Schnittstelle der Version 2 lauscht; es wird von selbst wieder versucht.",
    },
    error: {
      reason: "Das andere System konnte die Nachricht nicht annehmen ({code}: {told}).",
      remedy: "Es wird von selbst wieder versucht; hilft das nicht, den Verwalter der Schnittstelle fragen.",
    },
    refused: {
      reason: "Das andere System lehnt die Nachricht ab ({code}: {told}).",
      remedy: "Sie bleibt erhalten. Beheben, was es meldet, und sie aus dem Ausgang erneut senden.",
    },
    "not-associated": {
      reason: "Der DICOM-Knoten spricht als {calledTitle} nicht mit {callingTitle}.",
      remedy: "Beide Titel am Knoten eintragen lassen; es wird von selbst wieder versucht.",
    },
    "dicom-status": {
      reason: "Der DICOM-Knoten {title} konnte das Dokument nicht speichern (Status {status}).",
      remedy: "Es wird von selbst wieder versucht.",
    },
    "dicom-refused": {
      reason: "Der DICOM-Knoten {title} lehnt das Dokument ab (Status {status}).",
      remedy: "Es bleibt erhalten. Den Verwalter des Knotens fragen und es aus dem Ausgang erneut senden.",
    },
    "no-folder": {
      reason: "Der Ordner, in den Nachrichten gelegt werden, ist nicht da.",
      remedy:
        "Die Freigabe verbinden oder einen anderen Ordner eintragen; es wird von selbst wieder versucht.",
    },
  },
  internal: {
    "history-process": {
      reason: "Der Prozess, der an der Akte arbeitete, hat geendet; die Akte ist, wie sie war.",
      remedy: "Versuchen Sie es erneut.",
    },
  },
  "sealed-file-from-future": {
    schema: {
      reason:
        "wurde von einer neueren Version von Bulbar geschrieben (Schema {found}, dieses Programm kennt {known}).",
      remedy: "",
    },
  },
  "sealed-file-damaged": {
    content: {
      reason: "lässt sich öffnen, enthält aber nicht, was die Datei eines Patienten enthält.",
      remedy:
        "Bitten Sie, wer sie geschrieben hat, den Patienten neu zu exportieren. Es wurde nichts geändert.",
    },
  },
  "patient-exists": {
    code: { reason: "Es gibt schon einen Patienten mit der Kennung {code}.", remedy: "" },
    id: { reason: "Dieser Patient steht schon in der Akte, mit der Kennung {code}.", remedy: "" },
  },
  "changed-meanwhile": {
    patient: { reason: "Jemand anderes hat die Daten dieses Patienten inzwischen geändert.", remedy: "" },
    visit: { reason: "Jemand anderes hat diese Visite inzwischen geändert.", remedy: "" },
    treatment: { reason: "Jemand anderes hat diese Behandlung inzwischen geändert.", remedy: "" },
    alsfrs: { reason: "Jemand anderes hat den ALSFRS-R dieser Visite inzwischen geändert.", remedy: "" },
    "recording-state": {
      reason: "Jemand anderes hat den Zustand bei der Aufnahme dieser Visite inzwischen geändert.",
      remedy: "",
    },
    form: { reason: "Jemand anderes hat dieses Formular der Visite inzwischen geändert.", remedy: "" },
    "visit-models": {
      reason: "Jemand anderes hat inzwischen andere Modelle für diese Visite gewählt.",
      remedy: "",
    },
  },
  "backup-invalid": {
    "not-a-backup": { reason: "ist keine vollständige Sicherung von Bulbar.", remedy: "" },
    "no-users": {
      reason: "stammt von einer früheren Fassung, ohne Benutzer.",
      remedy:
        "Legen Sie die Datei history.key von damals in den Datenordner, richten Sie Benutzer ein, und stellen Sie dann wieder her.",
    },
    damaged: { reason: "ist beschädigt: ihr Inhalt ist nicht, was geschrieben wurde.", remedy: "" },
  },
};
