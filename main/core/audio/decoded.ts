import type { AudioInfo } from "../../../shared/domain/audio-info.ts";
import type { DecodeFlag } from "../../../shared/domain/quality.ts";
import type { Sound } from "../../../shared/domain/sound.ts";

/** A recording as the measures and models take it. */
export type Decoded = {
  audio: AudioInfo;
  /** Mean of the channels at the native rate, full scale +-1, finite. */
  signal: Sound;
  /** Samples are missing: the file is shorter than its header claims, or parts of it are damaged. */
  truncated: boolean;
  /** What else was found. */
  flags: DecodeFlag[];
};
