import type { Words } from "../shape.ts";

export const reasons: Words["reasons"] = {
  missing: {
    "too-short": "Aufnahme zu kurz",
    unvoiced: "keine Stimme gefunden",
    "too-noisy": "zu verrauscht",
    "too-aperiodic": "Stimme zu unregelmäßig",
    "too-few-syllables": "zu wenige Silben",
    silent: "stille Aufnahme",
    "sample-rate-too-low": "Abtastrate zu niedrig",
    "needs-other-task": "braucht eine weitere Aufgabe",
    "not-calibrated": "Pegel nicht kalibriert",
  },
  doubts: {
    short: "kurze Aufnahme",
    clipped: "übersteuert",
    "low-snr": "Hintergrundgeräusch",
    "lossy-codec": "komprimierte Datei",
    "narrow-bandwidth": "schmaler Frequenzbereich",
    aperiodic: "unregelmäßige Stimme",
    "octave-uncertain": "Tonhöhe vielleicht um eine Oktave verfehlt",
    "several-breaths": "mehrere Atemzüge",
    "outside-validated-range": "außerhalb des geprüften Bereichs",
  },
  takes: {
    "not-analysed": "nicht ausgewertet",
    "analysed-for-another-task": "für eine andere Aufgabe ausgewertet",
    "no-voice": "keine Stimme gefunden",
    whispered: "geflüstert",
    "noise-only": "nur Geräusch",
    "steady-tone": "ein gleichbleibender Ton, keine Stimme",
    "f0-outside-usual-range": "Tonhöhe außerhalb des für das Geschlecht üblichen Bereichs",
    "other-sounds": "andere Geräusche während der Aufgabe",
  },
  leftOut: {
    "doubtful-beside-usable": "zweifelhaft, und eine brauchbare Aufnahme liegt vor",
    "another-take-is-best": "eine andere Aufnahme wurde als beste gewählt",
    "left-out-by-hand": "von Hand ausgelassen",
  },
  verdicts: { usable: "brauchbar", doubtful: "zweifelhaft", unusable: "unbrauchbar" },
  decisions: { "take-in": "einbezogen", "leave-out": "ausgelassen", best: "als beste Aufnahme gewählt" },
};
