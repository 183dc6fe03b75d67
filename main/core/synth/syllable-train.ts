import type { Sound } from "../../../shared/domain/sound.ts";
import type { Random } from "../dsp/random.ts";
import { f0Contour } from "./glottal-source.ts";
import { record } from "./microphone.ts";
import { energy, phonate } from "./phonation.ts";
import { type Track, trackThrough } from "./track.ts";
import { type Span, type Syllable, type SyllablesTruth, truthOfOnsets, truthOfPulses } from "./truth.ts";
import { formantsOf } from "./vocal-tract.ts";
import type { Voice } from "./voice.ts";

export type SyllableTrainSettings = {
  voice: Voice;
  syllables: Syllable[];
  /** Silences between phrases, from the end of a syllable to the next onset. */
  pauses: Span[];
  /** Excitation that leaks through closures, 0 = full closure, 1 = none; pauses are silent. */
  closureLeak: number;
  durationSeconds: number;
  sampleRateHz: number;
  snrDb: number | null;
};

type Place = {
  /** Centre and width of the burst's noise, Hz, and its strength against the vowel's root mean square. */
  burst: { hz: number; widthHz: number; level: number };
  /** Second and third formant at the release, men; multiplied by 1.15 for women. */
  locusHz: [number, number];
};

/**
 * Bursts and loci of unaspirated stops before /a/: labial diffuse and low, dental high, velar compact in the
 * middle with F2 and F3 close together (Stevens & Blumstein, J. Acoust. Soc. Am. 64, 1358-1368, 1978;
 * Delattre, Liberman & Cooper, J. Acoust. Soc. Am. 27, 769-773, 1955). Strengths are set by eye on spectrograms.
 */
const places: Readonly<Record<Syllable["consonant"], Place>> = {
  p: { burst: { hz: 900, widthHz: 1200, level: 1.2 }, locusHz: [900, 2200] },
  t: { burst: { hz: 3600, widthHz: 2400, level: 1.6 }, locusHz: [1800, 2650] },
  k: { burst: { hz: 1900, widthHz: 700, level: 1.6 }, locusHz: [1950, 2200] },
};

const transitionSeconds = 0.035;
const voicingRiseSeconds = 0.012;
const voicingFallSeconds = 0.03;
const burstDecaySeconds = 0.006;
/** Breath between burst and voicing against the burst's peak. */
const aspiration = 0.1;
const closedF1Hz = 300;

/** Stop and vowel syllables at given times: burst, voicing with formants moving from the stop's locus, closure. */
export function syllableTrain(
  settings: SyllableTrainSettings,
  random: Random,
): { signal: Sound; truth: SyllablesTruth } {
  const { voice, syllables, pauses, durationSeconds, sampleRateHz, snrDb } = settings;
  const length = Math.round(durationSeconds * sampleRateHz);
  const gain = trackThrough(gainPoints(settings, random), durationSeconds);
  const f0 = f0Contour({ ...voice, meanHz: voice.f0Hz, centreSeconds: durationSeconds / 2 }, random);
  const formantsHz = formantTracks(settings);
  const { sound, pulses } = phonate({ voice, f0, gain, formantsHz, sampleRateHz, length }, random);
  for (const syllable of syllables) addBurst(sound, syllable, settings, random);
  const speech = syllables.map(({ onsetSeconds, endSeconds }) => ({
    startSeconds: onsetSeconds,
    endSeconds,
  }));
  const signal = record(sound, { peakDbfs: voice.peakDbfs, snrDb, speech, sampleRateHz }, random);
  const truth: SyllablesTruth = {
    kind: "syllables",
    ...truthOfPulses(pulses, (t) => gain[Math.round(t * 1000)]! > 0.9),
    hnrDb: voice.hnrDb,
    modulations: voice.modulations,
    snrDb,
    syllables,
    ...truthOfOnsets(syllables.map(({ onsetSeconds }) => onsetSeconds)),
    pauses,
  };
  return { signal, truth };
}

/** Voicing rises after the release, falls before the closure and leaks in between, except in pauses. */
function gainPoints(
  { syllables, pauses, closureLeak }: SyllableTrainSettings,
  random: Random,
): [seconds: number, gain: number][] {
  const last = syllables.at(-1)?.endSeconds;
  return syllables.flatMap(({ onsetSeconds, vowelSeconds, endSeconds }, i) => {
    const loudness = Math.max(0.5, 1 + 0.06 * random.normal());
    const silentAfter = endSeconds === last || pauses.some((pause) => pause.startSeconds === endSeconds);
    const silentBefore = i === 0 || pauses.some((pause) => pause.endSeconds === onsetSeconds);
    const points: [number, number][] = [
      [onsetSeconds, closureLeak],
      [vowelSeconds, closureLeak],
      [vowelSeconds + voicingRiseSeconds, loudness],
      [endSeconds - voicingFallSeconds, loudness],
      [endSeconds, silentAfter ? 0 : closureLeak],
    ];
    return silentBefore ? [[onsetSeconds, 0], ...points] : points;
  });
}

/** F1-F4: from the stop's locus to the vowel within 35 ms of the release, back to it before the next closure. */
function formantTracks({ voice, syllables, durationSeconds }: SyllableTrainSettings): Track[] {
  const scale = voice.formantScale * (voice.sex === "female" ? 1.15 : 1);
  return [0, 1, 2, 3].map((formant) => {
    const points = syllables.flatMap(({ consonant, vowel, onsetSeconds, endSeconds }, i) => {
      const target = formantsOf(vowel, voice)[formant]!;
      const next = syllables[i + 1]?.consonant ?? consonant;
      const locus = (stop: Syllable["consonant"]) => {
        const hz = [closedF1Hz, ...places[stop].locusHz][formant];
        return hz === undefined ? target : scale * hz + (voice.centralisation / 2) * (target - scale * hz);
      };
      const transition = Math.min(transitionSeconds, (endSeconds - onsetSeconds) / 2);
      return [
        [onsetSeconds, locus(consonant)],
        [onsetSeconds + transition, target],
        [endSeconds - transition, target],
        [endSeconds, locus(next)],
      ] as const;
    });
    return trackThrough(points, durationSeconds);
  });
}

/** Noise through a band-pass of the place, dying away within milliseconds of the release. */
function addBurst(
  sound: Float64Array,
  { consonant, onsetSeconds, vowelSeconds }: Syllable,
  { closureLeak, sampleRateHz }: SyllableTrainSettings,
  random: Random,
): void {
  const { hz, widthHz, level } = places[consonant].burst;
  const first = Math.ceil(onsetSeconds * sampleRateHz);
  const count = Math.min(
    sound.length - first,
    Math.ceil((vowelSeconds - onsetSeconds + 0.01) * sampleRateHz),
  );
  const decay = burstDecaySeconds * sampleRateHz;
  const envelope = (n: number) => Math.exp(-n / decay) + aspiration * (1 - n / count);
  const noise = Float64Array.from({ length: Math.max(0, count) }, () => 2 * random.uniform() - 1);
  bandPass(noise, Math.min(hz, 0.42 * sampleRateHz), widthHz, sampleRateHz);
  const burst = noise.map((value, n) => value * envelope(n));
  const scale = ((1 - closureLeak) * level * Math.sqrt(decay / 2)) / Math.sqrt(energy(burst));
  burst.forEach((value, n) => {
    sound[first + n]! += scale * value;
  });
}

/** Second-order band-pass, gain 1 at its centre (Bristow-Johnson's audio EQ cookbook), in place. */
function bandPass(signal: Float64Array, centreHz: number, widthHz: number, sampleRateHz: number): void {
  const omega = (2 * Math.PI * centreHz) / sampleRateHz;
  const alpha = (Math.sin(omega) * widthHz) / (2 * centreHz);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let n = 0; n < signal.length; n++) {
    const x = signal[n]!;
    const y = (alpha * (x - x2) + 2 * Math.cos(omega) * y1 - (1 - alpha) * y2) / (1 + alpha);
    [x2, x1, y2, y1] = [x1, x, y1, y];
    signal[n] = y;
  }
}
