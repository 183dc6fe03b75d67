const vowel = (letter: string) => ({
  name: `Sustained /${letter}/`,
  short: `/${letter}/`,
  instruction: `Say a long, steady /${letter}/ at a comfortable pitch and loudness, for at least 5 seconds, on one breath.`,
});

const syllable = (text: string) => ({
  name: `Repeated /${text}/`,
  short: `/${text}/`,
  instruction: `Repeat /${text}/ as fast and as evenly as you can, on one breath.`,
});

/** Words on the tasks of `shared/domain/task.ts`: the name, the name beside a measure's, what the patient is asked to do. */
export const tasks = {
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
      name: "Longest /a/",
      short: "longest /a/",
      instruction: "Take a deep breath and say /a/ for as long as you can.",
    },
    reading: {
      name: "Reading",
      short: "reading",
      instruction: "Read the passage aloud at your usual pace.",
    },
    sentences: {
      name: "Unseen sentences",
      short: "unseen sentences",
      instruction: "Read each sentence aloud at your usual pace.",
    },
    digits: {
      name: "Spoken digits",
      short: "spoken digits",
      instruction: "Read these digits aloud, one by one, with a short pause after each:",
    },
    free: { name: "Free recording", short: "free recording", instruction: "Speak freely." },
    unknown: {
      name: "Task not known",
      short: "task not known",
      instruction: "Say which task this recording is; it is not measured before.",
    },
  },
  /** What a series or a finding is about that belongs to no single task. */
  besides: {
    visit: { name: "Whole visit", short: "whole visit" },
    "alsfrs-r": { name: "ALSFRS-R", short: "ALSFRS-R" },
  },
  /** Takes of one task are numbered. */
  take: (name: string, number: string) => `${name} (${number})`,
  continuousSpeech: "continuous speech",
};
