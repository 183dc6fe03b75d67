import type { Measure, Measures, MissingReason } from "../../../../shared/domain/measure.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { resamplePraat } from "../../dsp/resample-praat.ts";
import { avqiCpps, cpps } from "../spectrum/cpps.ts";
import { abiOf, abiParts } from "./abi.ts";
import { avqiOf, avqiParts } from "./avqi.ts";
import { joinSpeechAndVowel } from "./joined-voice.ts";

/**
 * `avqi` and `abi` of continuous speech and a sustained vowel, native rates. Missing for both: see
 * `joinSpeechAndVowel`, and `unvoiced`.
 */
export function voiceQualityMeasures(speech: Sound, vowel: Sound): Measures {
  const joined = joinSpeechAndVowel(speech, vowel);
  const both = (avqi: Measure, abi: Measure): Measures => ({ avqi, abi });
  const missing = (reason: MissingReason): Measure => ({ value: null, unit: "1", missing: reason });
  if (typeof joined === "string") return both(missing(joined), missing(joined));
  const narrow = resamplePraat(joined, 2 * avqiCpps.maximumFrequencyHz);
  const cppsDb = cpps(narrow, avqiCpps);
  const forAvqi = avqiParts(joined, cppsDb);
  const forAbi = abiParts(joined, narrow, cppsDb);
  const index = (value: number | null): Measure =>
    value === null ? missing("unvoiced") : { value, unit: "1" };
  return both(index(forAvqi && avqiOf(forAvqi)), index(forAbi && abiOf(forAbi)));
}
