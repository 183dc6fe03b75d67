import type {
  AlignedPhone,
  AlignedWord,
  Alignment,
  AlignmentRefusal,
} from "../../../shared/domain/alignment.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { median } from "../dsp/median.ts";
import { cutToPart } from "../measures/measured-part.ts";
import { findSounding } from "../measures/timing/sounding.ts";
import { type HeardUnit, type HeardWord, SpeechRecogniser } from "../recogniser/speech-recogniser.ts";
import { cutPieces, type Piece } from "./pieces.ts";
import { anyOrderGrammar, readingGrammar } from "./reading-grammar.ts";
import { type ReadingText, type ReadingWord, readingWords } from "./reading-words.ts";
import { countMatches, traceWords } from "./trace-words.ts";

/** Pieces that are heard at once, s: shorter ones cost less memory and time, at fewer pauses to cut at. */
const longestPieceSeconds = 15;
/** No reader says more words a second than this: so far into the text may a piece reach, and a few words more. */
const mostWordsPerSecond = 4.5;
const fewWords = 8;
/** Beams of the first try, and of the second where the first found no way through the text. */
const beams = [undefined, 0] as const;
/** A piece with less speech than this may be silent, s. */
const leastSpeechSeconds = 0.3;
/** Below this score, nats a frame, or this share of its words, something else was read than the text. */
const leastScore = -6;
const leastShareRead = 0.3;
/** A word that scores so far below the median of all, nats a frame, may be another one. */
const unlikeBelowMedian = 4;

/** A part of a word of the text, as the recogniser calls it. */
type Token = { spoken: string; word: ReadingWord };
/** A word that was heard, in the time of the recording. */
type Said = { token: Token; again: boolean; heard: HeardWord };
type Followed = { said: Said[]; recognised: number };

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
  const opened: SpeechRecogniser[] = [];
  const ears: Ears = async (trial) => {
    opened[trial] ??= await openEar(reading, beams[trial]);
    return opened[trial];
  };
  try {
    return await alignWith(ears, sound, reading, onAligned);
  } finally {
    for (const ear of opened) ear?.close();
  }
}

async function openEar(
  { language, pronunciations }: ReadingText,
  beam: number | undefined,
): Promise<SpeechRecogniser> {
  const ear = await SpeechRecogniser.open(language, { scoresAgainstAll: true, beam });
  for (const [word, phones] of Object.entries(pronunciations)) ear.addWord(word, phones);
  return ear;
}

async function alignWith(
  ears: Ears,
  sound: Sound,
  reading: ReadingText,
  onAligned: (fraction: number) => void,
): Promise<Alignment> {
  const { language } = reading;
  const refused = (why: AlignmentRefusal, unknownWords: string[] = []): Alignment => ({
    ...{ status: "not-aligned", language, why, unknownWords },
  });
  const { words, unknown } = readingWords(reading, await ears(0));
  if (unknown.length > 0) return refused("unknown-words", unknown);
  const speech = findSounding(sound)?.stretches ?? [];
  if (speech.length === 0) return refused("no-speech");
  const followed = await followText(ears, sound, words, { speech, onAligned });
  if (followed === null) return refused("no-path");
  const said = markUnlike(joinParts(followed.said));
  const read = new Set(said.map(({ index }) => index));
  if (read.size < leastShareRead * words.length || scoreOf(said) < leastScore) return refused("another-text");
  const left = words.filter(({ index }) => !read.has(index));
  return {
    status: "aligned",
    language,
    words: said,
    skipped: left.map(({ text, index }) => ({ text, index })),
    recognisedPercent: (100 * followed.recognised) / followed.said.length,
  };
}

type Course = { speech: readonly Piece[]; onAligned: (fraction: number) => void };

/** Follows the reader through the text, piece by piece; null where a piece with speech in it fits no part of the text. */
async function followText(
  ears: Ears,
  sound: Sound,
  words: readonly ReadingWord[],
  { speech, onAligned }: Course,
): Promise<Followed | null> {
  const tokens = words.flatMap((word) => word.spoken.map((spoken): Token => ({ spoken, word })));
  const followed: Followed = { said: [], recognised: 0 };
  let next = 0;
  const pieces = cutPieces(sound, longestPieceSeconds);
  for (const piece of pieces) {
    const seconds = piece.endSeconds - piece.startSeconds;
    const reach = tokens.slice(next, next + Math.ceil(mostWordsPerSecond * seconds) + fewWords);
    const part = reach.length > 0 ? await hearPiece(ears, cutToPart(sound, piece), reach) : null;
    if (part) {
      followed.said.push(...part.said.map((one) => ({ ...one, heard: placedIn(one.heard, piece) })));
      followed.recognised += part.recognised;
      next += part.farthest + 1;
    } else if (reach.length > 0 && secondsWithin(speech, piece) > leastSpeechSeconds) return null;
    onAligned(piece.endSeconds / pieces.at(-1)!.endSeconds);
  }
  return followed.said.length > 0 ? followed : null;
}

/** What was said of a part of the text in a piece; null where no try found a way. */
async function hearPiece(
  ears: Ears,
  sound: Sound,
  reach: readonly Token[],
): Promise<(Followed & { farthest: number }) | null> {
  const text = reach.map(({ spoken }) => spoken);
  for (const trial of beams.keys()) {
    const ear = await ears(trial);
    ear.listenForGrammar(readingGrammar(text));
    const heard = ear.hear(sound);
    if (!heard) continue;
    const traced = traceWords(
      text,
      heard.map((word) => word.text),
    );
    const said = traced.map(({ index, again }, n) => ({ token: reach[index]!, again, heard: heard[n]! }));
    const farthest = Math.max(...traced.map(({ index }) => index));
    ear.listenForGrammar(anyOrderGrammar(text.slice(0, farthest + 1)));
    const freely = ear.hear(sound)?.map((word) => word.text) ?? [];
    const recognised = countMatches(
      heard.map((word) => word.text),
      freely,
    );
    return { said, recognised, farthest };
  }
  return null;
}

function secondsWithin(stretches: readonly Piece[], { startSeconds, endSeconds }: Piece): number {
  const overlaps = stretches.map(
    (one) => Math.min(one.endSeconds, endSeconds) - Math.max(one.startSeconds, startSeconds),
  );
  return overlaps.reduce((sum, seconds) => sum + Math.max(0, seconds), 0);
}

/** A word in the time of the recording, without what it reaches into the silence about its piece. */
function placedIn(word: HeardWord, { startSeconds: from, endSeconds: to }: Piece): HeardWord {
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
      before?.token.word === one.token.word && before.again === one.again && !isSame(before, one);
    if (goesOn) groups.at(-1)!.push(one);
    else groups.push([one]);
  }
  return groups.map((parts) => {
    const { token, again } = parts[0]!;
    const phones = parts.flatMap(({ heard }) => heard.phones.map(toPhone));
    return {
      text: token.word.text,
      index: token.word.index,
      manner: again ? "again" : "read",
      startSeconds: phones[0]!.startSeconds,
      endSeconds: phones.at(-1)!.endSeconds,
      score: scoreOf([{ phones }]),
      phones,
    };
  });
}

const isSame = (a: Said, b: Said): boolean => a.token === b.token;

function toPhone({ text, startSeconds, endSeconds, score }: HeardUnit): AlignedPhone {
  const seconds = (value: number) => Math.round(1000 * value) / 1000;
  return {
    phone: text,
    startSeconds: seconds(startSeconds),
    endSeconds: seconds(endSeconds),
    score: Math.round((100 * score) / framesOf({ startSeconds, endSeconds })) / 100,
  };
}

/** Frames of 10 ms. */
const framesOf = ({ startSeconds, endSeconds }: Piece): number =>
  Math.max(1, Math.round(100 * (endSeconds - startSeconds)));

/** Score over all frames of the phones, nats a frame. */
function scoreOf(words: readonly Pick<AlignedWord, "phones">[]): number {
  const phones = words.flatMap((word) => word.phones);
  const frames = phones.reduce((sum, phone) => sum + framesOf(phone), 0);
  return phones.reduce((sum, phone) => sum + phone.score * framesOf(phone), 0) / frames;
}

/** Words that score far below the others may be other words. */
function markUnlike(words: readonly AlignedWord[]): AlignedWord[] {
  const usual = median(words.map(({ score }) => score));
  return words.map((word) =>
    word.manner === "read" && word.score < usual - unlikeBelowMedian ? { ...word, manner: "unlike" } : word,
  );
}
