/**
 * How well read speech is aligned to its text: word beginnings, words a minute, pauses, and words left out, said twice or
 * replaced, on voices of flite and festival with their own times; at normal and half speed, through MP3 and with white noise at
 * 20 dB. Prints each figure with its bound; exit status 1 where one does not hold. Skips with a line where neither
 * synthesiser is installed (Debian's `flite`, `festival`).
 *
 *   npm run alignment-check -- [times] [errors]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alignReading } from "../../main/core/alignment/align-reading.ts";
import { decodeAudio } from "../../main/core/audio/decode.ts";
import { findFfmpeg } from "../../main/core/audio/ffmpeg.ts";
import { resample } from "../../main/core/audio/resample.ts";
import { encode, noiseSource } from "../../main/core/audio/test-recordings.ts";
import { quantile } from "../../main/core/dsp/median.ts";
import { readingPauses } from "../../main/core/measures/reading/reading-pauses.ts";
import { findPassage, wordsIn } from "../../main/core/protocol/passages.ts";
import { recogniserRateHz } from "../../main/core/recogniser/speech-recogniser.ts";
import type { Aligned, Alignment } from "../../shared/domain/alignment.ts";
import type { Sound } from "../../shared/domain/sound.ts";
import { fliteVoices, isInstalled, type Spoken, sayWithFestival, sayWithFlite } from "./synthetic-readers.ts";

/** A figure that is to hold. */
type Figure = { name: string; value: number; unit: string; atMost?: number; atLeast?: number };

/** What is read: five sentences of 4 to 17 words. */
const { text } = findPassage("sentences-en")!;

type Way = { name: string; change: (sound: Sound) => Promise<Sound> | Sound };
const ways: readonly Way[] = [
  { name: "clean", change: (sound) => sound },
  { name: "MP3", change: throughMp3 },
  { name: "white noise 20 dB", change: withNoise },
];

/** Words that take the place of others, of as many syllables. */
const replacements = ["garlic", "window", "seven", "basket", "yellow"];

const asked = process.argv.slice(2);
const wants = (part: string) => asked.length === 0 || asked.includes(part);

const readers = [
  ...(isInstalled("flite")
    ? fliteVoices.map((voice) => ({
        name: `flite ${voice}`,
        say: (words: string, stretch: number) => sayWithFlite(voice, words, stretch),
      }))
    : []),
  ...(isInstalled("festival") ? [{ name: "festival kal", say: sayWithFestival }] : []),
];

if (readers.length === 0) console.log("alignment check skipped: neither flite nor festival is installed");
else {
  const figures = [
    ...(wants("times") ? await checkTimes() : []),
    ...(wants("errors") ? await checkErrors() : []),
  ];
  for (const figure of figures) console.log(inWords(figure));
  process.exitCode = figures.every(holds) ? 0 : 1;
}

function holds({ value, atMost, atLeast }: Figure): boolean {
  return value <= (atMost ?? Number.POSITIVE_INFINITY) && value >= (atLeast ?? Number.NEGATIVE_INFINITY);
}

function inWords(figure: Figure): string {
  const { name, value, unit, atMost, atLeast } = figure;
  const bound = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  return `${holds(figure) ? "holds " : "FAILS "} ${name}: ${value.toFixed(1)} ${unit} (${bound})`;
}

/** Word beginnings, words a minute and pauses, by speed and way. */
async function checkTimes(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const stretch of [1, 2]) {
    for (const way of stretch === 1 ? ways : ways.slice(0, 1)) {
      const errorsMs: number[] = [];
      const rates: number[] = [];
      const pauses = { there: 0, found: 0, false: 0, told: 0 };
      for (const { name, say } of readers) {
        const spoken = await say(text, stretch);
        const sound = await way.change(spoken.sound);
        const alignment = await align(sound, text);
        const told = describe(alignment, spoken);
        console.log(`${name}, speed 1/${stretch}, ${way.name}: ${told.line}`);
        errorsMs.push(...told.errorsMs);
        rates.push(told.rateErrorPercent);
        if (alignment.status === "aligned") countPauses(pauses, sound, alignment, spoken);
      }
      const at = `${way.name}, speed 1/${stretch}`;
      figures.push(
        {
          name: `word beginnings, median, ${at}`,
          value: quantile(errorsMs, 0.5),
          unit: "ms",
          atMost: stretch === 1 ? 20 : 30,
        },
        {
          name: `word beginnings, 95 %, ${at}`,
          value: quantile(errorsMs, 0.95),
          unit: "ms",
          atMost: stretch === 1 ? 80 : 100,
        },
        { name: `words a minute, worst error, ${at}`, value: Math.max(...rates), unit: "%", atMost: 2 },
        { name: `pauses found, ${at}`, value: (100 * pauses.found) / pauses.there, unit: "%", atLeast: 90 },
        {
          name: `pauses that are none, ${at}`,
          value: (100 * pauses.false) / Math.max(1, pauses.told),
          unit: "%",
          atMost: 5,
        },
      );
    }
  }
  return figures;
}

/** A reading that could not be aligned has every word one second off, and twice its rate. */
function describe(alignment: Alignment, { words }: Spoken) {
  if (alignment.status !== "aligned")
    return { line: `not aligned, ${alignment.why}`, errorsMs: words.map(() => 1000), rateErrorPercent: 100 };
  const found = new Map(alignment.words.map((word) => [word.index, word]));
  const errorsMs = words.map(({ startSeconds }, index) => {
    const word = found.get(index);
    return word ? 1000 * Math.abs(word.startSeconds - startSeconds) : 1000;
  });
  const seconds = words.at(-1)!.endSeconds - words[0]!.startSeconds;
  const told = alignment.words.at(-1)!.endSeconds - alignment.words[0]!.startSeconds;
  const rateErrorPercent = 100 * Math.abs((alignment.words.length / told) * (seconds / words.length) - 1);
  const at = (share: number) => quantile(errorsMs, share).toFixed(0);
  const line = `${alignment.words.length} of ${words.length} words, median ${at(0.5)} ms, 95 % ${at(0.95)} ms, words a minute ${rateErrorPercent.toFixed(2)} % off, ${alignment.words.filter(({ manner }) => manner !== "read").length} flagged, ${alignment.recognisedPercent.toFixed(0)} % recognised`;
  return { line, errorsMs, rateErrorPercent };
}

/** A pause is found where one that is told overlaps it; the synthesiser's own from 150 ms on count. */
function countPauses(
  counts: { there: number; found: number; false: number; told: number },
  sound: Sound,
  { words }: Aligned,
  { pauses }: Spoken,
): void {
  const { between, inside } = readingPauses(sound, words);
  const told = [...between, ...inside];
  const overlaps = (a: { startSeconds: number; endSeconds: number }, b: typeof a) =>
    a.startSeconds < b.endSeconds && b.startSeconds < a.endSeconds;
  const there = pauses.filter(({ startSeconds, endSeconds }) => endSeconds - startSeconds >= 0.15);
  counts.there += there.length;
  counts.found += there.filter((pause) => told.some((one) => overlaps(one, pause))).length;
  counts.told += told.length;
  counts.false += told.filter((one) => !pauses.some((pause) => overlaps(one, pause))).length;
}

/** Words left out, said twice and replaced: how many are told, and how many words are told of wrongly. */
async function checkErrors(): Promise<Figure[]> {
  const words = wordsIn(text.toLowerCase());
  const places = [5, 14, 24, 35, 46];
  const readings = {
    "left out": words.filter((_, k) => !places.includes(k)),
    "said twice": words.flatMap((word, k) => (places.includes(k) ? [word, word] : [word])),
    replaced: words.map((word, k) => (places.includes(k) ? replacements[places.indexOf(k)]! : word)),
    "as written": words,
  };
  const counts = { "left out": 0, "said twice": 0, replaced: 0, wrong: 0, all: 0 };
  for (const { name, say } of readers) {
    for (const [kind, read] of Object.entries(readings) as [keyof typeof readings, string[]][]) {
      const { sound } = await say(read.join(" "), 1);
      const alignment = await align(sound, text);
      const told = flagged(alignment, words.length);
      const right = kind === "as written" ? [] : places.filter((place) => told.has(place));
      console.log(
        `${name}, ${kind}: told ${[...told].map((index) => words[index]).join(" ")}, ${right.length} of ${places.length}`,
      );
      if (kind !== "as written") counts[kind] += right.length;
      counts.wrong += [...told].filter((index) => kind === "as written" || !places.includes(index)).length;
      counts.all += words.length;
    }
  }
  const share = (count: number) => (100 * count) / (places.length * readers.length);
  return [
    { name: "words left out that are told", value: share(counts["left out"]), unit: "%", atLeast: 90 },
    { name: "words said twice that are told", value: share(counts["said twice"]), unit: "%", atLeast: 70 },
    { name: "words replaced that are told", value: share(counts.replaced), unit: "%", atLeast: 70 },
    { name: "words told of wrongly", value: (100 * counts.wrong) / counts.all, unit: "%", atMost: 2 },
  ];
}

/** Words of the text of which something is told; all of them where nothing could be aligned. */
function flagged(alignment: Alignment, all: number): Set<number> {
  if (alignment.status !== "aligned") return new Set(Array.from({ length: all }, (_, k) => k));
  const said = alignment.words.filter(({ manner }) => manner !== "read");
  return new Set([...said, ...alignment.skipped].map(({ index }) => index));
}

function align(sound: Sound, read: string): Promise<Alignment> {
  return alignReading(resample(sound, recogniserRateHz), { language: "en", text: read, pronunciations: {} });
}

function withNoise({ samples, sampleRateHz }: Sound): Sound {
  const noise = noiseSource(1);
  const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
  // uniform noise of +-a has the power a^2 / 3
  const width = Math.sqrt((3 * power) / 100);
  return { samples: samples.map((value) => value + width * noise()), sampleRateHz };
}

async function throughMp3({ samples, sampleRateHz }: Sound): Promise<Sound> {
  const ffmpeg = await findFfmpeg();
  const folder = mkdtempSync(join(tmpdir(), "bulbar-codec-"));
  try {
    const path = join(folder, "read.mp3");
    encode(ffmpeg, samples, { sampleRateHz, channels: 1, options: "-b:a 64k", path });
    return (await decodeAudio({ path }, { fileName: "read.mp3", ffmpeg: findFfmpeg })).signal;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
