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
    truncated: "cut off",
    "bytes-left-over": "more data in the file than was read",
    "channel-dead": "one channel is silent",
    "channels-opposed": "channels cancel each other",
    "channels-differ": "channels are not one voice",
  },
};
