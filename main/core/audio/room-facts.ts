import { type RoomFacts, roomCheckPlan } from "../../../shared/domain/room-check.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { nextPowerOfTwo, RealFft } from "../dsp/fft.ts";
import { mean } from "../dsp/mean.ts";
import { median } from "../dsp/median.ts";
import { BAND_HZ, bandLevels } from "./bandwidth.ts";
import { clippedFraction } from "./clipping.ts";
import { HOP_SECONDS, hopPowers, noiseFloor } from "./noise-floor.ts";

/** A run of equal samples so long is held by a gate or a mute: noise of half a step of 16 bit changes sooner. */
const heldRunSeconds = 0.01;
/** Frames in which the steady tone is looked for, s; it is there where it holds this share of the power, for so many frames. */
const toneFrameSeconds = 0.1;
const toneShare = 0.8;
const toneFrames = 5;
/** The tone's level is taken over this, away from where it begins and ends, s. */
const toneEdgeSeconds = 0.2;
const toneLevelSeconds = 0.5;
/** Mains harmonics that are looked at, half their width, and where their neighbours lie, Hz. */
const harmonics = 6;
const lineHz = 2;
const neighbourHz = [5, 15] as const;
/** A line stands out of its neighbours by this, and so many must, dB. Own choice. */
const lineAboveDb = 15;
const leastLines = 2;
/** The quietest second is quiet where it lies this far below the loudest, dB. */
const quietBelowDb = 10;
/**
 * The spectrum ends where it falls by this within a kilohertz and does not rise again, dB. A vowel's own spectrum may
 * fall as steeply: the noise of the quiet second must end there too, as behind a codec or a filter.
 */
const edgeFallDb = 20;
const quietEdgeFallDb = 10;
const belowBands = 3;
const edgeBands = 8;
/** Below this a voice's own spectrum may fall as steeply, Hz: the narrowest telephone band ends above it. */
const lowestEdgeHz = 3000;

/**
 * What can be measured of the sound of a room check: quiet, a steady tone, a voice, in any order. Everything is found by
 * its content, not by the time at which it was asked for.
 * @param sound the loudest channel, at the device's rate
 */
export function roomFacts(sound: Sound): RoomFacts {
  const { samples, sampleRateHz } = sound;
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const tone = findTone(sound);
  const rest = tone === null ? sound : withoutTone(sound, tone);
  const powers = hopPowers(rest, mean(rest.samples));
  const noise = peak === 0 ? null : noiseFloor(rest, powers);
  const quiet = quietestSecond(rest, powers);
  return {
    durationSeconds: samples.length / sampleRateHz,
    peakDbfs: peak === 0 ? null : 20 * Math.log10(peak),
    clippedFraction: clippedFraction(samples),
    noiseDbfs: noise && 10 * Math.log10(noise.power),
    snrDb: noise?.snrDb ?? null,
    hum: quiet && findHum(quiet),
    humHeard: quiet !== null,
    heldSeconds: heldSeconds(sound),
    toneDriftDb: tone === null ? null : toneDrift(sound, tone),
    bandEdgeHz: quiet && bandEdge(rest, quiet),
  };
}

/** Time in runs of equal samples, s. */
function heldSeconds({ samples, sampleRateHz }: Sound): number {
  const least = heldRunSeconds * sampleRateHz;
  let held = 0;
  for (let start = 0; start < samples.length; ) {
    let end = start + 1;
    while (end < samples.length && samples[end] === samples[start]) end++;
    if (end - start >= least) held += end - start;
    start = end;
  }
  return held / sampleRateHz;
}

/** Where the steady tone begins, s; null where it is not heard. */
function findTone(sound: Sound): number | null {
  const frames = Math.floor(sound.samples.length / sound.sampleRateHz / toneFrameSeconds);
  let running = 0;
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * toneFrameSeconds;
    const { tonePower, power } = tonePowers(sound, start, toneFrameSeconds);
    running = power > 0 && tonePower >= toneShare * power ? running + 1 : 0;
    if (running === toneFrames) return start - (toneFrames - 1) * toneFrameSeconds;
  }
  return null;
}

/** Level of the tone at its end minus at its beginning, dB; null where the recording ends before the tone was to. */
function toneDrift(sound: Sound, startSeconds: number): number | null {
  const { toneSeconds } = roomCheckPlan;
  const lastSeconds = startSeconds + toneSeconds - toneEdgeSeconds - toneLevelSeconds;
  if (lastSeconds + toneLevelSeconds > sound.samples.length / sound.sampleRateHz) return null;
  const levelDb = (from: number) =>
    10 * Math.log10(tonePowers(sound, from, toneLevelSeconds).tonePower + 1e-20);
  return levelDb(lastSeconds) - levelDb(startSeconds + toneEdgeSeconds);
}

/** Power at the tone's frequency, and all of it, under a Hann window. */
function tonePowers({ samples, sampleRateHz }: Sound, startSeconds: number, seconds: number) {
  const start = Math.round(startSeconds * sampleRateHz);
  const length = Math.round(seconds * sampleRateHz);
  const turn = (2 * Math.PI * roomCheckPlan.toneHz) / sampleRateHz;
  let [real, imaginary, squares, weights, squaredWeights] = [0, 0, 0, 0, 0];
  for (let n = 0; n < length; n++) {
    const weight = 0.5 - 0.5 * Math.cos((2 * Math.PI * (n + 0.5)) / length);
    const weighted = weight * (samples[start + n] ?? 0);
    real += weighted * Math.cos(turn * n);
    imaginary += weighted * Math.sin(turn * n);
    squares += weighted * weighted;
    weights += weight;
    squaredWeights += weight * weight;
  }
  const amplitude = (2 * Math.hypot(real, imaginary)) / weights;
  return { tonePower: amplitude ** 2 / 2, power: squares / squaredWeights };
}

function withoutTone({ samples, sampleRateHz }: Sound, startSeconds: number): Sound {
  const start = Math.max(0, Math.round((startSeconds - toneFrameSeconds) * sampleRateHz));
  const end = Math.round((startSeconds + roomCheckPlan.toneSeconds + toneEdgeSeconds) * sampleRateHz);
  const rest = new Float32Array(start + Math.max(0, samples.length - end));
  rest.set(samples.subarray(0, start));
  rest.set(samples.subarray(end), start);
  return { samples: rest, sampleRateHz };
}

/** The second with the least power; null where there is none, or the loudest is hardly louder. */
function quietestSecond({ samples, sampleRateHz }: Sound, powers: Float64Array): Sound | null {
  const hops = Math.round(1 / HOP_SECONDS);
  if (powers.length <= hops) return null;
  const seconds = Array.from({ length: powers.length - hops }, (_, k) => mean(powers.subarray(k, k + hops)));
  const least = Math.min(...seconds);
  if (least <= 0 || Math.max(...seconds) < least * 10 ** (quietBelowDb / 10)) return null;
  const start = Math.round(seconds.indexOf(least) * HOP_SECONDS * sampleRateHz);
  return { samples: samples.subarray(start, start + sampleRateHz), sampleRateHz };
}

/** Mains hum in a quiet second; null where fewer than two of its lines stand out. */
function findHum(quiet: Sound): RoomFacts["hum"] {
  const spectrum = powerSpectrum(quiet);
  const found = [50, 60].map((hz) => ({ hz, ...mainsLines(spectrum, hz) }));
  const [hum] = found.filter(({ lines }) => lines >= leastLines).sort((a, b) => b.power - a.power);
  if (!hum || hum.power === 0) return null;
  const rest = Math.max(1e-20, spectrum.total - hum.power);
  return { hz: hum.hz, overNoiseDb: 10 * Math.log10(hum.power / rest) };
}

/** Bins of `binHz`, from 0 Hz on. */
type PowerSpectrum = { bins: Float64Array; binHz: number; total: number };

function powerSpectrum({ samples, sampleRateHz }: Sound): PowerSpectrum {
  const size = nextPowerOfTwo(samples.length);
  const fft = new RealFft(size);
  const offset = mean(samples);
  const frame = new Float64Array(size);
  for (let n = 0; n < samples.length; n++)
    frame[n] = (samples[n]! - offset) * (0.5 - 0.5 * Math.cos((2 * Math.PI * (n + 0.5)) / samples.length));
  const [re, im] = [new Float64Array(size / 2 + 1), new Float64Array(size / 2 + 1)];
  fft.forward(frame, re, im);
  const bins = re.map((value, k) => value ** 2 + im[k]! ** 2);
  return { bins, binHz: sampleRateHz / size, total: bins.reduce((sum, power) => sum + power, 0) };
}

/** How many of the first harmonics stand out, and the power in those, without that of the noise beneath. */
function mainsLines({ bins, binHz }: PowerSpectrum, mainsHz: number): { lines: number; power: number } {
  const between = (fromHz: number, toHz: number) =>
    bins.subarray(Math.ceil(fromHz / binHz), Math.floor(toHz / binHz) + 1);
  const [near, far] = neighbourHz;
  let [lines, power] = [0, 0];
  for (let harmonic = 1; harmonic <= harmonics; harmonic++) {
    const hz = harmonic * mainsHz;
    const line = between(hz - lineHz, hz + lineHz);
    const beside = median([...between(hz - far, hz - near), ...between(hz + near, hz + far)]);
    // a gate has left nothing there to stand out of
    if (beside === 0 || Math.max(...line) < beside * 10 ** (lineAboveDb / 10)) continue;
    lines++;
    power += line.reduce((sum, bin) => sum + Math.max(0, bin - beside), 0);
  }
  return { lines, power };
}

/** Where the spectrum of voice and quiet ends abruptly, Hz; null where it does not. */
function bandEdge(sound: Sound, quiet: Sound): number | null {
  const [levels, quietLevels] = [averageLevels(sound), averageLevels(quiet)];
  for (let band = Math.ceil(lowestEdgeHz / BAND_HZ); band + edgeBands + belowBands < levels.length; band++) {
    if (fallDb(levels, band) >= edgeFallDb && fallDb(quietLevels, band) >= quietEdgeFallDb)
      return (band + edgeBands / 2) * BAND_HZ;
  }
  return null;
}

function averageLevels(sound: Sound): Float64Array {
  const hops = Math.floor(sound.samples.length / sound.sampleRateHz / HOP_SECONDS);
  return bandLevels(
    sound,
    Array.from({ length: hops }, (_, k) => k),
  );
}

/** By how much everything above a band lies below it, dB. */
function fallDb(levels: Float64Array, band: number): number {
  return mean(levels.subarray(band - belowBands, band)) - Math.max(...levels.subarray(band + edgeBands));
}
