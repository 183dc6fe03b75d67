import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import createModule, { type Decoder, type Segment } from "soundswallower";
import type { Sound } from "../../../shared/domain/sound.ts";
import { outsideArchive } from "../packed-program.ts";
import { findProgramFolder } from "../program.ts";

/** Languages of the acoustic models and dictionaries that SoundSwallower 0.6.3 brings. */
export const recogniserModels = { en: "en-us", fr: "fr-fr" } as const;
export type RecogniserLanguage = keyof typeof recogniserModels;

/** Rate of the sound that it takes, Hz; it hears 130 to 3700 Hz of it. */
export const recogniserRateHz = 16_000;

/** Frames a second that the acoustic models were trained on. */
export const usualFrameRateHz = 100;

/** The most that it takes at once, s: its memory grows with the longest sound (98 s: 620 MB) and does not shrink. */
export const longestHeardSeconds = 30;

/** A word or a phone that was heard. */
export type HeardUnit = {
  /** As the dictionary has it, without the number of a pronunciation; phones in ARPABET for English. */
  text: string;
  /** From the start of the sound. */
  startSeconds: number;
  endSeconds: number;
  /** Acoustic score, nats a frame, <= 0: against the best of the senones that were scored. */
  score: number;
};
export type HeardWord = HeardUnit & {
  phones: HeardUnit[];
  /** A single phone that is part of no word of the grammar; only where `otherSounds` were asked for. */
  isOther: boolean;
};

export type RecogniserOptions = {
  /**
   * Scores against the best of all senones, so that scores of different grammars and texts compare; takes several times
   * as long with a small grammar. Otherwise against the best of those that the grammar has in play.
   */
  scoresAgainstAll?: boolean;
  /**
   * How likely it is that any other phone comes between two words, 0 to 1: what is said instead of a word of the grammar, or
   * beside it, is then heard as such, by phones without context. Absent: the grammar alone.
   */
  otherSounds?: number;
  /** Paths that are less probable than the best by this factor are given up: smaller is slower and fails less often. */
  beam?: number;
  /** Frames a second, 100 where absent. Fewer hear slow speech as if it were as quick as the acoustic model learned it. */
  frameRateHz?: number;
};

/**
 * A recogniser of general speech with a closed grammar (SoundSwallower, a PocketSphinx in WebAssembly). The same sound
 * gives the same answer, whatever was heard before and however loud it is. Its memory, about 60 MB, is given back when
 * nothing refers to it any more.
 */
export class SpeechRecogniser {
  readonly #decoder: Decoder;
  readonly #frameRateHz: number;

  private constructor(decoder: Decoder, frameRateHz: number) {
    this.#decoder = decoder;
    this.#frameRateHz = frameRateHz;
  }

  /** Loads the acoustic model and the dictionary: 0.2 to 0.4 s. */
  static async open(
    language: RecogniserLanguage,
    { scoresAgainstAll = false, otherSounds, beam, frameRateHz = usualFrameRateHz }: RecogniserOptions = {},
  ): Promise<SpeechRecogniser> {
    const script = createRequire(import.meta.url).resolve("soundswallower");
    const modelBase = `${outsideArchive(join(dirname(script), "model"))}/`;
    const module = await withoutHandlers(() =>
      createModule({ modelBase, defaultModel: recogniserModels[language] } as object),
    );
    const decoder = new module.Decoder({
      samprate: recogniserRateHz,
      loglevel: "FATAL",
      compallsen: scoresAgainstAll,
      frate: frameRateHz,
      ...(otherSounds !== undefined && { fdict: anySoundOf(language), fillprob: otherSounds }),
      ...(beam !== undefined && { beam, pbeam: beam, wbeam: beam }),
    });
    await decoder.initialize();
    return new SpeechRecogniser(decoder, frameRateHz);
  }

  /** How the dictionary says a word, in lower case: phones with spaces between; null for a word that it has not. */
  pronunciation(word: string): string | null {
    return this.#decoder.lookup_word(word) || null;
  }

  /** Adds a word; one that the dictionary has keeps its pronunciation. @throws Error for a phone that there is not */
  addWord(word: string, phones: string): void {
    if (this.pronunciation(word) === null) this.#decoder.add_words([word, phones]);
  }

  /** Listens for what a JSGF grammar allows, silence around it. @throws Error for a word that the dictionary has not */
  listenForGrammar(jsgf: string): void {
    this.#decoder.set_grammar(jsgf);
  }

  /** Listens for a text, silence between its words. @throws Error for a word that the dictionary has not */
  listenForText(words: readonly string[]): void {
    this.#decoder.set_align_text(words.join(" "));
  }

  /**
   * What was heard of the grammar or the text that it listens for: words and their phones, without silence. Null where the
   * sound does not fit: no path through the grammar reached its end, or no word of it was heard.
   * @param sound mono, `recogniserRateHz`, at most `longestHeardSeconds`
   */
  hear({ samples, sampleRateHz }: Sound): HeardWord[] | null {
    if (sampleRateHz !== recogniserRateHz) throw new RangeError(`${sampleRateHz} Hz`);
    if (samples.length > longestHeardSeconds * sampleRateHz)
      throw new RangeError(`${samples.length} samples`);
    const decoder = this.#decoder;
    decoder.start();
    try {
      decoder.process_audio(prepared(samples), false, true);
    } finally {
      decoder.stop();
    }
    if (!decoder.get_text()) return null;
    const words = alignmentOf(decoder)
      ?.w?.filter(({ t }) => !/^[<(+]/.test(t))
      .map((segment) => toWord(segment, this.#frameRateHz));
    return words?.some(({ isOther }) => !isOther) ? words : null;
  }

  /** Frees what it holds; it hears nothing any more. */
  close(): void {
    this.#decoder.delete();
  }
}

/** Silence before and after, without which a word at the very edge is lost, s. */
const padSeconds = 0.3;
/** Level of the loudest sample, of full scale. */
const peakLevel = 0.5;
/** Digital silence, as synthesised speech has it, gives no path: half the width of the uniform noise that is added. */
const ditherLevel = 0.002;

/** Padded, at one level, with a noise that is the same every time. */
function prepared(samples: Float32Array): Float32Array {
  const pad = Math.round(padSeconds * recogniserRateHz);
  const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const gain = peak > 0 ? peakLevel / peak : 0;
  const padded = new Float32Array(samples.length + 2 * pad);
  padded.set(samples, pad);
  let state = 1;
  for (const [n, value] of padded.entries()) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    padded[n] = gain * value + ditherLevel * (state / 2 ** 31 - 1);
  }
  return padded;
}

/** The list of all phones as sounds of their own, in the form of the recogniser's dictionary of noises. */
function anySoundOf(language: RecogniserLanguage): string {
  return outsideArchive(join(findProgramFolder(), "resources", "recogniser", `any-sound-${language}.txt`));
}

/** What it says of the last sound; it throws where no path reached the end. */
function alignmentOf(decoder: Decoder): Segment | null {
  try {
    return decoder.get_alignment({ align_level: 1 });
  } catch {
    return null;
  }
}

function toWord({ w: phones = [], ...word }: Segment, frameRateHz: number): HeardWord {
  const units = phones.map((phone) => toUnit(phone, frameRateHz));
  return { ...toUnit(word, frameRateHz), phones: units, isOther: word.t.startsWith("[") };
}

/** `p` is exp(score / 1024), in three digits: a score is known to about 1 nat over all its frames. */
function toUnit({ t, b, d, p }: Segment, frameRateHz: number): HeardUnit {
  return {
    text: t.replace(/\(\d+\)$/, ""),
    startSeconds: b - padSeconds,
    endSeconds: b + d - padSeconds,
    score: (1024 * Math.log(p)) / Math.max(1, Math.round(d * frameRateHz)),
  };
}

/** The library answers for errors of the whole program, by printing its source; this takes that back. */
async function withoutHandlers<T>(load: () => Promise<T>): Promise<T> {
  const before = process.listeners("uncaughtException");
  try {
    return await load();
  } finally {
    for (const added of process.listeners("uncaughtException"))
      if (!before.includes(added)) process.off("uncaughtException", added);
  }
}
