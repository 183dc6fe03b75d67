import { entryOf } from "../../../shared/domain/entry-of.ts";

/**
 * Units of findings in UCUM. What has no unit there stands in braces, which mean 1: semitones, points, counts; decibels
 * too where they are divided, since UCUM divides no logarithmic unit.
 */
const units: Readonly<Record<string, string>> = {
  "1": "1",
  "%": "%",
  s: "s",
  ms: "ms",
  Hz: "Hz",
  "Hz^2": "Hz2",
  "Hz/ms": "Hz/ms",
  nats: "{nat}",
  "1/s": "/s",
  "1/min": "/min",
  dB: "dB",
  "dB SPL": "dB[SPL]",
  "dB/s": "{dB}/s",
  "dB/octave": "{dB}/{octave}",
  bit: "bit",
  count: "{count}",
  Bark: "{Bark}",
  semitones: "{semitone}",
  "ln semitones": "{ln(semitone)}",
  words: "{word}",
  points: "{score}",
  level: "{level}",
  probability: "1",
};

/** UCUM's code of a unit of `shared/domain`; a unit that is not known as an annotation. */
export function ucum(unit: string): string {
  return entryOf(units, unit) ?? `{${unit.replaceAll(/[^!-z|~]/g, "_")}}`;
}
