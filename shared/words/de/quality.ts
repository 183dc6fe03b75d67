import type { Words } from "../shape.ts";

export const quality: Words["quality"] = {
  flags: {
    silent: "still",
    "too-short": "zu kurz",
    "too-quiet": "zu leise",
    clipped: "übersteuert",
    "dc-offset": "Gleichspannungsversatz des Mikrofons",
    "low-snr": "Hintergrundgeräusch",
    "low-sample-rate": "niedrige Abtastrate",
    "narrow-bandwidth": "schmaler Frequenzbereich",
    "lossy-codec": "komprimierte Datei",
    "several-breaths": "mehrere Atemzüge",
    reverberant: "Nachhall des Raums",
    truncated: "abgeschnitten",
    "bytes-left-over": "mehr Daten in der Datei als gelesen",
    "channel-dead": "ein Kanal ist stumm",
    "channels-opposed": "Kanäle löschen sich aus",
    "channels-differ": "Kanäle sind nicht eine Stimme",
  },
  meanings: {
    silent: "Die Datei enthält keinen Laut. Prüfen Sie das Mikrofon und nehmen Sie erneut auf.",
    "too-short": "Zu wenig Stimme für verlässliche Maße. Bitten Sie um mindestens 5 Sekunden auf einem Atem.",
    "too-quiet": "Der Pegel ist niedrig, Rauschen wiegt daher schwerer. Rücken Sie das Mikrofon näher heran.",
    clipped:
      "Die lautesten Stellen sind abgeschnitten; das erhöht den Shimmer und verzerrt das Spektrum. Senken Sie den Eingangspegel.",
    "dc-offset": "Das Signal ist durch das Aufnahmegerät verschoben. Die Maße berücksichtigen das.",
    "low-snr":
      "Rauschen erhöht Jitter und Shimmer und senkt HNR und CPPS. Nehmen Sie in einem ruhigeren Raum auf.",
    "low-sample-rate":
      "Perturbationsmaße sind gröber als bei 44,1 kHz. Vergleichen Sie nur mit ebenso gemachten Aufnahmen.",
    "narrow-bandwidth":
      "Hohe Frequenzen fehlen, wie am Telefon. Maße, die sie brauchen, sind nicht vergleichbar.",
    "lossy-codec":
      "Das Format verwirft Feinheiten; Jitter, Shimmer und HNR ist nicht zu trauen. Verwenden Sie WAV oder FLAC.",
    "several-breaths": "Die Stimme setzt dazwischen aus, die Aufgabe geschah nicht auf einem Atem.",
    reverberant:
      "Nach der Stimme klingt der Raum nach; das hebt Shimmer, senkt HNR und CPPS und füllt Pausen und Verschlüsse. Mikrofon näher an den Mund, oder in einem kleineren, möblierten Raum aufnehmen.",
    truncated: "Die Datei endet vorzeitig; was da ist, wurde ausgewertet.",
    "bytes-left-over":
      "Die Datei enthält mehr Daten, als ihr Kopf angibt, vielleicht den Rest der Aufnahme. Ausgewertet wurde, was der Kopf angibt.",
    "channel-dead": "Ein Kanal enthält keinen Laut; ein anderer wurde ausgewertet.",
    "channels-opposed":
      "Die Kanäle haben entgegengesetzte Vorzeichen, ihr Mittel würde die Stimme auslöschen. Einer wurde ausgewertet.",
    "channels-differ":
      "Die Kanäle enthalten nicht dieselbe Stimme, etwa mit einem Elektroglottographen daneben. Ausgewertet wurde der stimmähnlichste.",
  },
  sounds: {
    telephone: "ein Telefon klingelt",
    alarm: "ein Alarm oder ein Piepser ertönt",
    speech: "Sprache, die nicht zur Aufgabe gehört, vielleicht eine zweite Stimme",
    door: "eine Tür oder ein Klopfen",
    typing: "Tippen auf einer Tastatur",
    cough: "ein Husten oder Räuspern",
  },
  soundFromTo: (sound: string, from: string, to: string) => `${sound}, von ${from} bis ${to} s`,
  soundMeaning: {
    during:
      "Während der Aufgabe: Maße und Modelle können es für die Stimme halten. Bitte in Ruhe neu aufnehmen.",
    beside: "Vor oder nach der Aufgabe: Die Maße hören es nicht.",
  },
  heardBy: (model, about) =>
    `Gehört von ${model} (${about}). Zwei Menschen, die zugleich sprechen, werden nicht unterschieden.`,
  nothingHeard: "nichts anderes gehört",
  noFlags: "ohne Anmerkung",
};
