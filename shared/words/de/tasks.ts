import type { Words } from "../shape.ts";

const vowel = (letter: string) => ({
  name: `Gehaltenes /${letter}/`,
  short: `/${letter}/`,
  instruction: `Sprechen Sie ein langes, gleichmäßiges /${letter}/ in angenehmer Tonhöhe und Lautstärke, mindestens 5 Sekunden, auf einem Atem.`,
});

const syllable = (text: string) => ({
  name: `Wiederholtes /${text}/`,
  short: `/${text}/`,
  instruction: `Wiederholen Sie /${text}/ so schnell und so gleichmäßig Sie können, auf einem Atem.`,
});

export const tasks: Words["tasks"] = {
  of: {
    "vowel-a": vowel("a"),
    "vowel-e": vowel("e"),
    "vowel-i": vowel("i"),
    "vowel-o": vowel("o"),
    "vowel-u": vowel("u"),
    "ddk-pa": syllable("pa"),
    "ddk-ta": syllable("ta"),
    "ddk-ka": syllable("ka"),
    "ddk-pataka": syllable("pa ta ka"),
    "mpt-a": {
      name: "Längstes /a/",
      short: "längstes /a/",
      instruction: "Atmen Sie tief ein und sprechen Sie /a/, so lange Sie können.",
    },
    reading: {
      name: "Lesen",
      short: "Lesen",
      instruction: "Lesen Sie den Text in Ihrem gewohnten Tempo laut vor.",
    },
    sentences: {
      name: "Unbekannte Sätze",
      short: "unbekannte Sätze",
      instruction: "Lesen Sie jeden Satz in Ihrem üblichen Tempo laut vor.",
    },
    digits: {
      name: "Gesprochene Ziffern",
      short: "Ziffern",
      instruction:
        "Lesen Sie diese Ziffern laut vor, eine nach der anderen, mit einer kurzen Pause nach jeder:",
    },
    free: { name: "Freie Aufnahme", short: "freie Aufnahme", instruction: "Sprechen Sie frei." },
    unknown: {
      name: "Aufgabe nicht bekannt",
      short: "Aufgabe nicht bekannt",
      instruction: "Sagen Sie, welche Aufgabe diese Aufnahme ist; vorher wird sie nicht gemessen.",
    },
  },
  besides: {
    visit: { name: "Gesamte Visite", short: "gesamte Visite" },
    "alsfrs-r": { name: "ALSFRS-R", short: "ALSFRS-R" },
  },
  take: (name, number) => `${name} (${number})`,
  continuousSpeech: "fortlaufende Sprache",
};
