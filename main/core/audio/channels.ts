import type { Channel } from "../../../shared/domain/audio-info.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { DecodeFlag } from "../../../shared/domain/quality.ts";
import { bandLevelsDb, bumpinessDb, type Likeness, likeness } from "./channel-likeness.ts";

/** A piece of all channels every so often: 60 ms hold three periods of 50 Hz. Own choice. */
const PIECE_SECONDS = 0.06;
const STRIDE_SECONDS = 0.25;
const MOST_PIECES = 128;
/** Pieces that are compared: the loudest. */
const MOST_COMPARED = 32;
/** Peak below which a channel holds nothing, and level below the loudest channel from which it holds no voice, dB. */
const DEAD_PEAK_DBFS = -60;
const DEAD_BELOW_DB = 40;
/** Level below the loudest channel from which a channel is not the one to take, dB. */
const WEAK_BELOW_DB = 20;
/** Correlation from which two channels hold one voice; two microphones at one mouth reach 0.9 and more. */
const SAME_VOICE = 0.8;
/** Difference between the channels' spectra (SD over bands of 500 Hz) beyond which they hold no one voice, dB. */
const SAME_SPECTRUM_DB = 6;
/** Correlation without delay below which the mean of two channels would comb the voice. */
const NO_COMB = 0.95;
/** Share of the bumpiest spectrum's bumps down to which another channel is as much like a voice. */
const AS_BUMPY = 0.7;
const CLIPPED_SAMPLE = 0.999;
const CLIPPED_FRACTION = 1e-4;

/** What the channels of a file are to each other, and which of them to take. */
export type ChannelJudgement = { flags: DecodeFlag[]; use: Channel };

/** Takes the channels as they are decoded, and judges them at the end; memory does not grow with the recording. */
export class ChannelWatch {
  readonly #channels: number;
  readonly #rate: number;
  readonly #pieceFrames: number;
  readonly #statistics: { sum: number; squares: number; minimum: number; maximum: number; clipped: number }[];
  #pieces: { start: number; samples: Float32Array[] }[] = [];
  #strideFrames: number;
  #frames = 0;

  constructor(channels: number, sampleRateHz: number) {
    this.#channels = channels;
    this.#rate = sampleRateHz;
    this.#pieceFrames = Math.round(PIECE_SECONDS * sampleRateHz);
    this.#strideFrames = Math.round(STRIDE_SECONDS * sampleRateHz);
    this.#statistics = Array.from({ length: channels }, () => ({
      sum: 0,
      squares: 0,
      minimum: Number.POSITIVE_INFINITY,
      maximum: Number.NEGATIVE_INFINITY,
      clipped: 0,
    }));
  }

  /** The next whole frames. */
  add(interleaved: Float32Array): void {
    const frames = Math.floor(interleaved.length / this.#channels);
    for (let channel = 0; channel < this.#channels; channel++) this.#count(interleaved, channel, frames);
    this.#keepPieces(interleaved, frames);
    this.#frames += frames;
  }

  judge(): ChannelJudgement {
    const whole = this.#pieces.filter(({ start }) => start + this.#pieceFrames <= this.#frames);
    if (whole.length === 0) return { flags: [], use: "mean" };
    return judgeChannels(
      this.#statistics.map(({ sum, squares, minimum, maximum, clipped }) => ({
        rms: Math.sqrt(Math.max(0, squares / this.#frames - (sum / this.#frames) ** 2)),
        peak: (maximum - minimum) / 2,
        clippedFraction: clipped / this.#frames,
      })),
      whole.map(({ samples }) => samples),
      this.#rate,
    );
  }

  #count(interleaved: Float32Array, channel: number, frames: number): void {
    const kept = this.#statistics[channel]!;
    let { sum, squares, minimum, maximum, clipped } = kept;
    for (let frame = 0, i = channel; frame < frames; frame++, i += this.#channels) {
      const x = interleaved[i]!;
      sum += x;
      squares += x * x;
      if (x < minimum) minimum = x;
      if (x > maximum) maximum = x;
      if (x >= CLIPPED_SAMPLE || x <= -CLIPPED_SAMPLE) clipped++;
    }
    Object.assign(kept, { sum, squares, minimum, maximum, clipped });
  }

  /** Copies what of the chunk lies in pieces: at whole multiples of the stride, however the chunks are cut. */
  #keepPieces(interleaved: Float32Array, frames: number): void {
    const end = this.#frames + frames;
    let next = (this.#pieces.at(-1)?.start ?? -this.#strideFrames) + this.#strideFrames;
    for (; next < end; next += this.#strideFrames) {
      const samples = Array.from({ length: this.#channels }, () => new Float32Array(this.#pieceFrames));
      this.#pieces.push({ start: next, samples });
    }
    for (const { start, samples } of this.#pieces) {
      const from = Math.max(start, this.#frames);
      const to = Math.min(start + this.#pieceFrames, end);
      for (let frame = from; frame < to; frame++)
        for (let channel = 0; channel < this.#channels; channel++)
          samples[channel]![frame - start] = interleaved[(frame - this.#frames) * this.#channels + channel]!;
    }
    while (this.#pieces.length > MOST_PIECES) {
      this.#strideFrames *= 2;
      this.#pieces = this.#pieces.filter(({ start }) => start % this.#strideFrames === 0);
    }
  }
}

type Level = { rms: number; peak: number; clippedFraction: number };

/**
 * Which channels are dead, opposed or not one voice, and which to take. Channels that are one voice are averaged, but
 * for a delay that would comb it and a channel that is clipped alone: then the better one is taken without a flag.
 *
 * Of channels that are not one voice the one most like a voice is taken: formants make the spectrum of a voice bumpy,
 * while that of an electroglottograph or of noise falls evenly. Of two voices it is the louder.
 * @param pieces pieces of the signal, each with one array a channel
 */
function judgeChannels(levels: Level[], pieces: Float32Array[][], sampleRateHz: number): ChannelJudgement {
  const loudest = Math.max(...levels.map(({ rms }) => rms));
  const isAlive = ({ rms, peak }: Level) =>
    decibels(peak) >= DEAD_PEAK_DBFS && decibels(rms / loudest) >= -DEAD_BELOW_DB;
  const alive = levels.flatMap((level, index) => (isAlive(level) ? [index] : []));
  if (alive.length === 0) return { flags: [], use: "mean" };
  const flags = new Set<DecodeFlag>(alive.length < levels.length ? ["channel-dead"] : []);
  const compared = loudestPieces(pieces);
  const best = bestOf(alive, levels, compared, sampleRateHz);
  const isClipped = (index: number) => levels[index]!.clippedFraction >= CLIPPED_FRACTION;
  const kinds = alive
    .filter((index) => index !== best)
    .map((index) => relationOf(likeness(compared, best, index, sampleRateHz), isClipped(index)));
  if (kinds.includes("opposed")) flags.add("channels-opposed");
  if (kinds.includes("other")) flags.add("channels-differ");
  const isClippedAlone = alive.some(isClipped) && !isClipped(best);
  const isMean = flags.size === 0 && !kinds.includes("delayed") && !isClippedAlone;
  return { flags: [...flags], use: isMean ? "mean" : best + 1 };
}

type Relation = "same" | "delayed" | "opposed" | "other";

/** Clipping makes overtones, so that the spectrum of a clipped channel says nothing. */
function relationOf({ together, most, least, spectrumDb }: Likeness, isClipped: boolean): Relation {
  const isSpectrumOther = spectrumDb > SAME_SPECTRUM_DB && !isClipped;
  if (-least >= SAME_VOICE && -least > most && !isSpectrumOther) return "opposed";
  if (most < SAME_VOICE || isSpectrumOther) return "other";
  return together >= Math.min(NO_COMB, most) ? "same" : "delayed";
}

function bestOf(alive: number[], levels: Level[], pieces: Float32Array[][], sampleRateHz: number): number {
  const loudest = Math.max(...alive.map((index) => levels[index]!.rms));
  const strong = alive.filter((index) => decibels(levels[index]!.rms / loudest) >= -WEAK_BELOW_DB);
  const unclipped = strong.filter((index) => levels[index]!.clippedFraction < CLIPPED_FRACTION);
  const candidates = unclipped.length > 0 ? unclipped : strong;
  const bumps = new Map(
    candidates.map((index) => [index, bumpinessDb(bandLevelsDb(pieces, index, sampleRateHz))]),
  );
  const most = Math.max(...bumps.values());
  const voices = candidates.filter((index) => bumps.get(index)! >= AS_BUMPY * most);
  return voices.reduce((best, index) => (levels[index]!.rms > levels[best]!.rms ? index : best));
}

function loudestPieces(pieces: Float32Array[][]): Float32Array[][] {
  const power = (channels: Float32Array[]) =>
    channels.reduce((sum, samples) => sum + samples.reduce((squares, x) => squares + x * x, 0), 0);
  return pieces
    .map((channels) => ({ channels, power: power(channels) }))
    .toSorted((a, b) => b.power - a.power)
    .slice(0, MOST_COMPARED)
    .map(({ channels }) => channels);
}

/** The channel that was asked for. @throws BulbarError `invalid-input` when the file has fewer */
export function checkChannel(file: string, asked: Channel | null | undefined, channels: number): void {
  if (typeof asked !== "number" || asked <= channels) return;
  throw new BulbarError("invalid-input", { file, why: "channel", facts: { channels, asked } });
}

function decibels(amplitude: number): number {
  return 20 * Math.log10(amplitude);
}
