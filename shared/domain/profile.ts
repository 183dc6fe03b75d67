import { z } from "zod";
import type { Finding } from "./finding.ts";

/** Subsystems of speech, in the order of a report (NEALS asks for four; prosody holds rate and pauses). */
export const subsystems = ["respiration", "phonation", "articulation", "prosody", "resonance"] as const;
export const Subsystem = z.enum(subsystems);
export type Subsystem = z.infer<typeof Subsystem>;

type Candidate = readonly [measure: string, ...tasks: string[]];

/** What stands for a subsystem, best first; resonance is judged by ear alone. */
const representatives: Readonly<Record<Subsystem, readonly Candidate[]>> = {
  respiration: [["mpt", "mpt-a"]],
  phonation: [
    ["cpps", "vowel-a", "vowel-i"],
    ["hnr", "vowel-a", "vowel-i"],
    ["jitter-local", "vowel-a", "vowel-i"],
  ],
  articulation: [
    ["ddk-rate", "ddk-pataka", "ddk-ta", "ddk-pa", "ddk-ka"],
    ["vai", "visit"],
    ["digit-intelligibility", "digits"],
  ],
  prosody: [
    ["speaking-rate-wpm", "reading"],
    ["speaking-rate", "reading", "free"],
    ["pause-ratio", "reading", "free"],
  ],
  resonance: [["hypernasality", "sentences", "reading", "free"]],
};

export type SubsystemFinding = { subsystem: Subsystem; finding: Finding | null };

/** One finding a subsystem: the first of its measures that the visit has a value of; null where it is not assessed. */
export function profileOf(findings: readonly Finding[]): SubsystemFinding[] {
  return subsystems.map((subsystem) => ({
    subsystem,
    finding: firstOf(representatives[subsystem], findings),
  }));
}

function firstOf(candidates: readonly Candidate[], findings: readonly Finding[]): Finding | null {
  for (const [measure, ...tasks] of candidates)
    for (const task of tasks) {
      const found = findings.find(
        (one) => one.measure === measure && one.task === task && one.value !== null,
      );
      if (found) return found;
    }
  return null;
}

/**
 * What follows ALS best, in this order: rate of speech, pauses, syllable rate and its evenness, digits recognised; of the
 * alternatives in one slot the first with a value. Then F0 variability, perturbation, voice quality, longest phonation.
 */
const motorSpeech: readonly Candidate[][] = [
  [
    ["speaking-rate-wpm", "reading"],
    ["speaking-rate", "reading"],
  ],
  [["pause-ratio", "reading"]],
  [["ddk-rate", "ddk-pataka"]],
  [["ddk-rate", "ddk-ta"]],
  [["ddk-rate", "ddk-pa"]],
  [["ddk-rate", "ddk-ka"]],
  [["ddk-cv", "ddk-pataka", "ddk-ta", "ddk-pa", "ddk-ka"]],
  [["vai", "visit"]],
  [
    ["sentence-intelligibility", "sentences"],
    ["digit-intelligibility", "digits"],
  ],
  [["articulation-rate", "reading"]],
];
const voice: readonly Candidate[][] = [
  [["pvi", "vowel-a", "vowel-i"]],
  [["cpps", "vowel-a", "vowel-i"]],
  [["mpt", "mpt-a"]],
  [["f0-sd", "vowel-a", "vowel-i"]],
  [["jitter-local", "vowel-a", "vowel-i"]],
  [["hnr", "vowel-a", "vowel-i"]],
  [["avqi", "visit"]],
  [["shimmer-local", "vowel-a", "vowel-i"]],
  [["f0-mean", "vowel-a", "vowel-i"]],
];

/** The ALSFRS-R's part that speaks of speech, before all measures. */
const scores: readonly Candidate[][] = [[["alsfrs-speech", "alsfrs-r"]], [["alsfrs-bulbar", "alsfrs-r"]]];

/**
 * The series that speak for a visit as a whole, most telling first: one a slot, the first of its alternatives that there
 * is. About fifteen and no more, since of many measures some exceed their error by chance at every visit.
 */
export function chiefSeries<Series extends { id: string; task: string }>(
  series: readonly Series[],
): Series[] {
  return [...scores, ...motorSpeech, ...voice].flatMap((slot) => {
    const wanted = slot.flatMap(([measure, ...tasks]) => tasks.map((task) => ({ measure, task })));
    const found = wanted.flatMap(
      ({ measure, task }) => series.find((one) => one.id === measure && one.task === task) ?? [],
    );
    return found.slice(0, 1);
  });
}

const most = 8;
const mostMotorSpeech = 5;

/** The findings that a page shows first: at most eight, up to five of motor speech, each group filled from the other. */
export function chiefFindings(findings: readonly Finding[]): Finding[] {
  const [motor, vocal] = [motorSpeech, voice].map((slots) =>
    slots.flatMap((slot) => firstOf(slot, findings) ?? []),
  ) as [Finding[], Finding[]];
  const ofMotor = motor.slice(0, Math.max(mostMotorSpeech, most - vocal.length));
  return [...ofMotor, ...vocal.slice(0, most - ofMotor.length)];
}
