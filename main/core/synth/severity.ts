import type { Sex } from "../../../shared/domain/patient.ts";
import { randomOf } from "../dsp/random.ts";
import type { Voice } from "./voice.ts";

/** How a patient speaks, beyond the voice itself. */
export type SpeechManner = {
  ddkRateHz: number;
  ddkIntervalCv: number;
  ddkSlowingPerSecond: number;
  closureLeak: number;
  articulationRateHz: number;
  syllablesPerPhrase: number;
  pauseSeconds: number;
  /** F0 movement in speech, standard deviation in semitones. */
  intonationSemitones: number;
  /** Longest phonation on one breath. */
  maximumPhonationSeconds: number;
};

export type Speaker = { voice: Voice; manner: SpeechManner };

/** Values at severity 0, 1, 2, 3, 4, and the spread between patients and between visits (SD of the logarithm). */
type Course = { at: readonly [number, number, number, number, number]; patients: number; visits: number };

/**
 * Severity 0 healthy, 1 ALS without audible dysarthria, 2 mild, 3 moderate, 4 severe (SAND's classes 5 to 1).
 *
 * Directions are those of the literature: slower speech and more and longer pauses first (Green et al.,
 * Amyotroph. Lateral Scler. Frontotemp. Degener. 14, 494-500, 2013), slower and less even repetition of syllables
 * (Rong et al., PLoS ONE 11, e0154971, 2016), a smaller vowel space (Turner, Tjaden & Weismer, J. Speech Hear. Res.
 * 38, 1001-1013, 1995), more jitter and shimmer, less harmonicity, F0 less steady (Silbergleit et al., J. Voice
 * 11, 222-231, 1997), rapid tremor or flutter of the vowel (Aronson et al., Ann. Otol. Rhinol. Laryngol. 101,
 * 511-518, 1992) which as energy of the F0 contour at 9-14 Hz tells ALS from controls (Vashkevich & Rushkevich,
 * Biomed. Signal Process. Control 65, 102350, 2021), shorter phonation, lower loudness, weak closures. The sizes
 * are ours: severity 0 lets Praat measure what it measures in healthy adults (jitter near 0.25 %, CPPS 16-19 dB),
 * severity 4 lies near the ends of the published ranges. They are no estimate of how a class of patients sounds.
 */
const courses = {
  wanderSemitones: { at: [0.18, 0.22, 0.35, 0.6, 0.9], patients: 0.25, visits: 0.15 },
  flutterDepth: { at: [0.0015, 0.003, 0.007, 0.013, 0.02], patients: 0.35, visits: 0.2 },
  tremorDepth: { at: [0.001, 0.0014, 0.003, 0.006, 0.01], patients: 0.35, visits: 0.2 },
  jitter: { at: [0.0025, 0.0029, 0.0048, 0.0085, 0.015], patients: 0.2, visits: 0.12 },
  shimmer: { at: [0.012, 0.015, 0.025, 0.045, 0.075], patients: 0.2, visits: 0.1 },
  hnrDb: { at: [24, 22.5, 19, 14.5, 10], patients: 0.08, visits: 0.03 },
  centralisation: { at: [0.02, 0.05, 0.15, 0.3, 0.48], patients: 0.25, visits: 0.08 },
  openQuotient: { at: [0.56, 0.57, 0.6, 0.65, 0.7], patients: 0.06, visits: 0.02 },
  ddkRateHz: { at: [6.2, 5.6, 4.7, 3.6, 2.5], patients: 0.09, visits: 0.035 },
  ddkIntervalCv: { at: [0.04, 0.06, 0.1, 0.16, 0.24], patients: 0.25, visits: 0.1 },
  ddkSlowingPerSecond: { at: [0.005, 0.01, 0.02, 0.035, 0.05], patients: 0.3, visits: 0.2 },
  closureLeak: { at: [0.01, 0.02, 0.08, 0.2, 0.4], patients: 0.25, visits: 0.1 },
  articulationRateHz: { at: [5.2, 4.7, 3.9, 2.9, 2], patients: 0.09, visits: 0.03 },
  syllablesPerPhrase: { at: [11, 9.5, 7.5, 5.5, 3.5], patients: 0.12, visits: 0.05 },
  pauseSeconds: { at: [0.45, 0.5, 0.62, 0.8, 1.1], patients: 0.12, visits: 0.06 },
  intonationSemitones: { at: [2.2, 2.1, 1.7, 1.3, 0.9], patients: 0.15, visits: 0.06 },
  maximumPhonationSeconds: { at: [20, 17, 13, 9, 5.5], patients: 0.2, visits: 0.08 },
} as const satisfies Record<string, Course>;

/** Mean F0 of older adults, Hz, and its spread between patients. */
const f0Hz = { male: { mean: 120, spread: 0.14 }, female: { mean: 200, spread: 0.1 } } as const;

export type SpeakerSettings = {
  sex: Sex;
  /** 0 to 4, fractions allowed. */
  severity: number;
  /** The patient: size of the tract, F0 and where they stand among others of the same severity. */
  seed: number;
  /** The visit: day-to-day variation around the patient's own values. */
  visit: number;
};

/** Voice and manner of speaking of one patient at one visit. */
export function speakerOf({ sex, severity, seed, visit }: SpeakerSettings): Speaker {
  const patient = randomOf("patient", seed);
  const day = randomOf("visit", seed, visit);
  const vary = (patients: number, visits: number) =>
    Math.exp(patients * patient.normal() + visits * day.normal());
  const value = (name: keyof typeof courses) => {
    const { at, patients, visits } = courses[name];
    const low = Math.min(3, Math.floor(severity));
    return (at[low]! + (severity - low) * (at[low + 1]! - at[low]!)) * vary(patients, visits);
  };
  const values = Object.fromEntries(
    (Object.keys(courses) as (keyof typeof courses)[]).map((name) => [name, value(name)]),
  ) as Record<keyof typeof courses, number>;
  const voice: Voice = {
    sex,
    formantScale: vary(0.04, 0),
    centralisation: Math.min(0.8, values.centralisation),
    f0Hz: f0Hz[sex].mean * vary(f0Hz[sex].spread, 0.02),
    driftSemitonesPerSecond: 0.06 * patient.normal() + 0.05 * day.normal(),
    wanderSemitones: values.wanderSemitones,
    modulations: [
      { frequencyHz: 4 + 3 * patient.uniform(), depth: values.tremorDepth },
      { frequencyHz: 9.5 + 2 * patient.uniform(), depth: values.flutterDepth },
      { frequencyHz: 11.5 + 2 * patient.uniform(), depth: values.flutterDepth / 2 },
    ],
    jitter: values.jitter,
    shimmer: values.shimmer,
    hnrDb: values.hnrDb,
    openQuotient: Math.min(0.8, values.openQuotient),
    peakDbfs: Math.min(-3, -6 - 2 * severity + 1.5 * day.normal()),
  };
  return { voice, manner: { ...values, closureLeak: Math.min(0.6, values.closureLeak) } };
}
