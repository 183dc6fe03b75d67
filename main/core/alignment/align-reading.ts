import type {
  AlignedPhone,
  AlignedWord,
  Alignment,
  AlignmentRefusal,
  WordManner,
} from "../../../shared/domain/alignment.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { cutToPart } from "../measures/measured-part.ts";
import { findSounding } from "../measures/timing/sounding.ts";
import { countWords } from "../protocol/passages.ts";
import {
  type HeardUnit,
  type HeardWord,
  type RecogniserOptions,
  SpeechRecogniser,
  usualFrameRateHz,
} from "../recogniser/speech-recogniser.ts";
import { inEqualNoise } from "./equal-noise.ts";
import { placeOtherSounds } from "./other-sounds.ts";
import { cutPieces, type Piece } from "./pieces.ts";
import { anyOrderGrammar, readingGrammar } from "./reading-grammar.ts";
import { type ReadingText, type ReadingWord, readingWords } from "./reading-words.ts";
import { countMatches, traceWords } from "./trace-words.ts";
import { mendBeginnings } from "./word-beginnings.ts";

/** Pieces that are heard at once, s: shorter ones cost less memory and time, at fewer pauses to cut at. */
const longestPieceSeconds = 15;
/** No reader says more words a second than this: so far into the text may a piece reach, and a few words more. */
const mostWordsPerSecond = 4.5;
const fewWords = 8;
/** Beams of the first try, and of the second where the first found no way through the text. */
const beams = [undefined, 0] as const;
/** A piece with less speech than this may be silent, s. */
const leastSpeechSeconds = 0.3;
/** How likely any other phone is between two words: of two synthetic voices the best of four tried. */
const otherSounds = 0.03;
/**
 * Up to so many seconds of sound a word speech is as quick as the acoustic model learned it; of slower speech it hears as many
 * frames a word, but no fewer than so many a second.
 */
const usualSecondsPerWord = 0.3;
const leastFrameRateHz = 40;
/**
 * Something else was read than the text where its words score less, nats a frame, where fewer of them were read, or where
 * other sounds last longer than they do.
 */
const leastScore = -6;
const leastShareRead = 0.3;
const leastShareOfSound = 0.5;

/** A part of a word of the text, as the recogniser calls it. */
type Token = { spoken: string; word: ReadingWord };
/** What was heard, in the time of the recording: a part of the text by its place, or another sound. */
type Heard = { index: number | null; again: boolean; heard: ScoredWord };
/** Scores of its phones in noise too; null where the word was not found in it. */
type ScoredWord = HeardWord & { scoresInNoise: number[] | null };
type Followed = { heard: Heard[]; recognised: number };
/** A part of the text that was said, or something in its place. */
type Said = { token: Token; manner: WordManner; heard: ScoredWord };
/** A reading, and the same in the noise in which its phones are scored and its words recognised. */
type Sounds = { sound: Sound; noisy: Sound };

/** What hears: a first try, and one with a wider beam that is opened when it is needed. */
type Ears = (trial: number) => Promise<SpeechRecogniser>;

/**
 * Aligns read speech to its text, piece by piece: which words were said, when, with which phones. Words that were left out,
 * said again or said unlike themselves are told; what could not be aligned says why.
 * @param sound mono, at `recogniserRateHz`
 * @param onAligned hears the share that is done
 */
export async function alignReading(
  sound: Sound,
  reading: ReadingText,
  onAligned: (fraction: number) => void = () => {},
): Promise<Alignment> {
  const speech = findSounding(sound)?.stretches ?? [];
  const seconds = speech.reduce((sum, one) => sum + one.endSeconds - one.startSeconds, 0);
  const frameRateHz = frameRateFor(seconds / countWords(reading.text));
  const opened: SpeechRecogniser[] = [];
  const ears: Ears = async (trial) => {
    opened[trial] ??= await openEar(reading, { beam: beams[trial], otherSounds, frameRateHz });
    return opened[trial];
  };
  try {
    return await alignWith(ears, sound, reading, { speech, onAligned });
  } finally {
    for (const ear of opened) ear?.close();
  }
}

function frameRateFor(secondsPerWord: number): number {
  const rateHz = (usualFrameRateHz * usualSecondsPerWord) / secondsPerWord;
  return Math.round(Math.min(usualFrameRateHz, Math.max(leastFrameRateHz, rateHz)));
}

async function openEar(
  { language, pronunciations }: ReadingText,
  options: Pick<RecogniserOptions, "beam" | "otherSounds" | "frameRateHz">,
): Promise<SpeechRecogniser> {
  const ear = await SpeechRecogniser.open(language, { scoresAgainstAll: true, ...options });
  for (const [word, phones] of Object.entries(pronunciations)) ear.addWord(word, phones);
  return ear;
}

async function alignWith(
  ears: Ears,
  sound: Sound,
  reading: ReadingText,
  { speech, onAligned }: Course,
): Promise<Alignment> {
  const { language } = reading;
  const refused = (why: AlignmentRefusal, unknownWords: string[] = []): Alignment => ({
    ...{ status: "not-aligned", language, why, unknownWords },
  });
  const { words, unknown } = readingWords(reading, await ears(0));
  if (unknown.length > 0) return refused("unknown-words", unknown);
  if (speech.length === 0) return refused("no-speech");
  const tokens = words.flatMap((word) => word.spoken.map((spoken): Token => ({ spoken, word })));
  const noisy = inEqualNoise(sound, speech);
  const followed = await followText(ears, { sound, noisy }, tokens, { speech, onAligned });
  if (followed === null) return refused("no-path");
  const said = mendBeginnings(joinParts(saidOf(followed.heard, tokens)), sound, language);
  const read = said.filter(({ manner }) => manner === "read");
  if (
    read.length < leastShareRead * words.length ||
    scoreOf(read) < leastScore ||
    shareOfWords(followed.heard) < leastShareOfSound
  )
    return refused("another-text");
  const told = new Set(said.map(({ index }) => index));
  const left = words.filter(({ index }) => !told.has(index));
  return {
    status: "aligned",
    language,
    words: said,
    skipped: left.map(({ text, index }) => ({ text, index })),
    recognisedPercent: (100 * followed.recognised) / followed.heard.filter(isOfText).length,
  };
}

const isOfText = ({ index }: Heard): boolean => index !== null;

/** Share of what was heard that is words of the text, by time. */
function shareOfWords(heard: readonly Heard[]): number {
  const seconds = (parts: readonly Heard[]) =>
    parts.reduce((sum, { heard: { startSeconds, endSeconds } }) => sum + endSeconds - startSeconds, 0);
  return seconds(heard.filter(isOfText)) / seconds(heard);
}

function saidOf(heard: readonly Heard[], tokens: readonly Token[]): Said[] {
  const places = placeOtherSounds(
    heard.map(({ index, again, heard: { startSeconds, endSeconds, score } }) => ({
      ...{ index, again, startSeconds, endSeconds, score },
    })),
    tokens.length,
  );
  return places.flatMap((place, n) =>
    place ? [{ token: tokens[place.index]!, manner: place.manner, heard: heard[n]!.heard }] : [],
  );
}

type Course = { speech: readonly Piece[]; onAligned: (fraction: number) => void };

/** Follows the reader through the text, piece by piece; null where a piece with speech in it fits no part of the text. */
async function followText(
  ears: Ears,
  { sound, noisy }: Sounds,
  tokens: readonly Token[],
  { speech, onAligned }: Course,
): Promise<Followed | null> {
  const followed: Followed = { heard: [], recognised: 0 };
  let next = 0;
  const pieces = cutPieces(sound, longestPieceSeconds);
  for (const piece of pieces) {
    const seconds = piece.endSeconds - piece.startSeconds;
    const reach = tokens.slice(next, next + Math.ceil(mostWordsPerSecond * seconds) + fewWords);
    const sounds = { sound: cutToPart(sound, piece), noisy: cutToPart(noisy, piece) };
    const part = reach.length > 0 ? await hearPiece(ears, sounds, reach) : null;
    if (part) {
      followed.heard.push(...part.heard.map((one) => inRecording(one, next, piece)));
      followed.recognised += part.recognised;
      next += part.farthest + 1;
    } else if (reach.length > 0 && secondsWithin(speech, piece) > leastSpeechSeconds) return null;
    onAligned(piece.endSeconds / pieces.at(-1)!.endSeconds);
  }
  return followed.heard.length > 0 ? followed : null;
}

function inRecording({ index, again, heard }: Heard, next: number, piece: Piece): Heard {
  return { index: index === null ? null : next + index, again, heard: placedIn(heard, piece) };
}

/** What was said of a part of the text in a piece; null where no try found a way. */
async function hearPiece(
  ears: Ears,
  { sound, noisy }: Sounds,
  reach: readonly Token[],
): Promise<(Followed & { farthest: number }) | null> {
  const text = reach.map(({ spoken }) => spoken);
  for (const trial of beams.keys()) {
    const ear = await ears(trial);
    ear.listenForGrammar(readingGrammar(text));
    const heard = ear.hear(sound);
    if (!heard) continue;
    const said = textsOf(heard);
    const traced = traceWords(text, said);
    const farthest = Math.max(...traced.map(({ index }) => index));
    ear.listenForGrammar(anyOrderGrammar(text.slice(0, farthest + 1)));
    const recognised = countMatches(said, textsOf(ear.hear(noisy) ?? []));
    const inNoise = (await hearText(ears, noisy, said))?.values();
    const places = traced.values();
    const placed = heard.map((one): Heard => {
      if (one.isOther) return { index: null, again: false, heard: { ...one, scoresInNoise: null } };
      return {
        ...places.next().value!,
        heard: { ...one, scoresInNoise: scoresOf(one, inNoise?.next().value) },
      };
    });
    return { heard: placed, recognised, farthest };
  }
  return null;
}

/** The words of a text, all of them, as they are heard in a sound; null where no try found them. */
async function hearText(ears: Ears, sound: Sound, text: readonly string[]): Promise<HeardWord[] | null> {
  for (const trial of beams.keys()) {
    const ear = await ears(trial);
    ear.listenForText(text);
    const heard = ear.hear(sound)?.filter(({ isOther }) => !isOther);
    if (heard?.length === text.length) return heard;
  }
  return null;
}

/** Scores of the phones of a word heard once more; null where it was heard with other phones. */
function scoresOf({ phones }: HeardWord, again: HeardWord | undefined): number[] | null {
  const isSame =
    again?.phones.length === phones.length && phones.every(({ text }, k) => text === again.phones[k]!.text);
  return isSame ? again.phones.map(({ score }) => score) : null;
}

const textsOf = (heard: readonly HeardWord[]): string[] =>
  heard.filter(({ isOther }) => !isOther).map(({ text }) => text);

function secondsWithin(stretches: readonly Piece[], { startSeconds, endSeconds }: Piece): number {
  const overlaps = stretches.map(
    (one) => Math.min(one.endSeconds, endSeconds) - Math.max(one.startSeconds, startSeconds),
  );
  return overlaps.reduce((sum, seconds) => sum + Math.max(0, seconds), 0);
}

/** A word in the time of the recording, without what it reaches into the silence about its piece. */
function placedIn(word: ScoredWord, { startSeconds: from, endSeconds: to }: Piece): ScoredWord {
  const at = (seconds: number) => Math.min(to, Math.max(from, from + seconds));
  const placed = <Unit extends HeardUnit>(unit: Unit): Unit => ({
    ...unit,
    startSeconds: at(unit.startSeconds),
    endSeconds: at(unit.endSeconds),
  });
  return { ...placed(word), phones: word.phones.map(placed) };
}

/** The words of the text, each of all its parts that were said one after the other. */
function joinParts(said: readonly Said[]): AlignedWord[] {
  const groups: Said[][] = [];
  for (const [n, one] of said.entries()) {
    const before = said[n - 1];
    const goesOn =
      before?.token.word === one.token.word && (before.manner === "again") === (one.manner === "again");
    if (goesOn) groups.at(-1)!.push(one);
    else groups.push([one]);
  }
  return groups.map((parts) => {
    const { token, manner } = parts[0]!;
    const phones = parts.flatMap(({ heard }) =>
      heard.phones.map((phone, k) => toPhone(phone, heard.scoresInNoise?.[k] ?? null)),
    );
    return {
      text: token.word.text,
      index: token.word.index,
      manner: parts.some((part) => part.manner === "unlike") ? "unlike" : manner,
      startSeconds: phones[0]!.startSeconds,
      endSeconds: phones.at(-1)!.endSeconds,
      score: scoreOf([{ phones }]),
      phones,
    };
  });
}

function toPhone(
  { text, startSeconds, endSeconds, score }: HeardUnit,
  scoreInNoise: number | null,
): AlignedPhone {
  const seconds = (value: number) => Math.round(1000 * value) / 1000;
  const rounded = (value: number) => Math.round(100 * value) / 100;
  return {
    phone: text,
    startSeconds: seconds(startSeconds),
    endSeconds: seconds(endSeconds),
    score: rounded(score),
    scoreInNoise: scoreInNoise === null ? null : rounded(scoreInNoise),
  };
}

/** Score of the phones, each by its length, nats a frame. */
function scoreOf(words: readonly Pick<AlignedWord, "phones">[]): number {
  const phones = words.flatMap((word) => word.phones);
  const lengthOf = (phone: AlignedPhone) => Math.max(0.01, phone.endSeconds - phone.startSeconds);
  const seconds = phones.reduce((sum, phone) => sum + lengthOf(phone), 0);
  return phones.reduce((sum, phone) => sum + phone.score * lengthOf(phone), 0) / seconds;
}
