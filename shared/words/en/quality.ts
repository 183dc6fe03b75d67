/** Words on the recording's quality, keyed by the codes of `shared/domain/quality.ts`. */
export const quality = {
  /** What is wrong with a recording, for a physician who does not know Bulbar. */
  flags: {
    silent: "silent",
    "too-short": "too short",
    "too-quiet": "too quiet",
    clipped: "overloaded",
    "dc-offset": "constant offset of the microphone",
    "low-snr": "background noise",
    "low-sample-rate": "low sampling rate",
    "narrow-bandwidth": "narrow frequency range",
    "lossy-codec": "compressed file",
    "several-breaths": "several breaths",
    reverberant: "echo of the room",
    truncated: "cut off",
    "bytes-left-over": "more data in the file than was read",
    "channel-dead": "one channel is silent",
    "channels-opposed": "channels cancel each other",
    "channels-differ": "channels are not one voice",
  },
  /** What it means for the results, and what to do. */
  meanings: {
    silent: "There is no sound in the file. Check the microphone and record again.",
    "too-short": "Too little voice for stable measures. Ask for at least 5 seconds on one breath.",
    "too-quiet": "The level is low, so noise weighs more. Move the microphone closer.",
    clipped:
      "The loudest parts are cut off, which raises shimmer and distorts the spectrum. Lower the input level.",
    "dc-offset": "The signal is shifted by the recorder. Measures allow for it.",
    "low-snr": "Noise raises jitter and shimmer and lowers HNR and CPPS. Record in a quieter room.",
    "low-sample-rate":
      "Perturbation measures are coarser than at 44.1 kHz. Compare only with recordings made in the same way.",
    "narrow-bandwidth":
      "High frequencies are missing, as on the telephone. Measures that need them are not comparable.",
    "lossy-codec":
      "The format discards fine detail; jitter, shimmer and HNR are not to be trusted. Prefer WAV or FLAC.",
    "several-breaths": "The voice pauses in between, so the task was not done on one breath.",
    reverberant:
      "The room is heard after the voice, which raises shimmer, lowers HNR and CPPS and fills pauses and closures. Bring the microphone nearer to the mouth, or record in a smaller, furnished room.",
    truncated: "The file ends early; what is there was analysed.",
    "bytes-left-over":
      "The file holds more data than its header says, perhaps the rest of the recording. What the header says was analysed.",
    "channel-dead": "One channel holds no sound; another was analysed.",
    "channels-opposed":
      "The channels have opposite signs, so that their mean would cancel the voice. One was analysed.",
    "channels-differ":
      "The channels do not hold one voice, as with an electroglottograph beside it. The one most like a voice was analysed.",
  },
  /** What else is heard, keyed by the kinds of `shared/domain/room-sound.ts`. */
  sounds: {
    telephone: "a telephone rings",
    alarm: "an alarm or a beeper sounds",
    speech: "speech that is not of the task, perhaps a second voice,",
    door: "a door or knocking",
    typing: "typing on a keyboard",
    cough: "a cough or a cleared throat",
  },
  soundFromTo: (sound: string, from: string, to: string) => `${sound} from ${from} to ${to} s`,
  soundMeaning: {
    during: "While the task was done: measures and models may take it for the voice. Record again in quiet.",
    beside: "Before or after the task: the measures do not hear it.",
  },
  heardBy: (model: string, about: string) =>
    `Heard by ${model} (${about}). Two people who speak at once are not told apart.`,
  nothingHeard: "nothing else heard",
  noFlags: "no remarks",
};
