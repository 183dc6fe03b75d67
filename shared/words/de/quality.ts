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
    truncated: "abgeschnitten",
    "bytes-left-over": "mehr Daten in der Datei als gelesen",
    "channel-dead": "ein Kanal ist stumm",
    "channels-opposed": "Kanäle löschen sich aus",
    "channels-differ": "Kanäle sind nicht eine Stimme",
  },
};
