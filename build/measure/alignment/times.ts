import { quantile } from "../../../main/core/dsp/median.ts";
import { readingPauses } from "../../../main/core/measures/reading/reading-pauses.ts";
import type { Aligned, Alignment, AlignmentLanguage } from "../../../shared/domain/alignment.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { fewAtOnce } from "./at-once.ts";
import { throughCodec, withNoise } from "./changed-sound.ts";
import type { Figure } from "./figure.ts";
import type { Align, Reader } from "./reader.ts";
import type { Spoken } from "./synthetic-readers.ts";

type Way = { name: string; stretch: 1 | 2; change: (sound: Sound) => Promise<Sound> | Sound };
const ways: readonly Way[] = [
  { name: "clean", stretch: 1, change: (sound) => sound },
  { name: "MP3", stretch: 1, change: (sound) => throughCodec(sound, "mp3") },
  { name: "M4A", stretch: 1, change: (sound) => throughCodec(sound, "m4a") },
  { name: "OGG", stretch: 1, change: (sound) => throughCodec(sound, "ogg") },
  { name: "white noise 20 dB", stretch: 1, change: (sound) => withNoise(sound, 20) },
  { name: "half speed", stretch: 2, change: (sound) => sound },
];

/**
 * Most that the beginnings of words may be off, ms: median and 95 %. French is said by a formant synthesiser alone, whose bounds are
 * no goal: they tell when it grows worse.
 */
const mostMs = { en: { 1: [20, 80], 2: [30, 100] }, fr: { 1: [40, 150], 2: [60, 200] } } as const;

type Counts = { there: number; found: number; false: number; told: number };

/** What is read by whom, in which language. */
type Read = { readers: readonly Reader[]; text: string; language: AlignmentLanguage };

/** Word beginnings, words a minute and pauses of a text against the synthesisers' own times, by way. */
export async function checkTimes({ readers, text, language }: Read, align: Align): Promise<Figure[]> {
  if (readers.length === 0) return [];
  const figures: Figure[] = [];
  for (const way of ways) {
    const errorsMs: number[] = [];
    const rates: number[] = [];
    const pauses: Counts = { there: 0, found: 0, false: 0, told: 0 };
    await fewAtOnce(readers, async ({ name, say }) => {
      const spoken = await say(text, way.stretch);
      const sound = await way.change(spoken.sound);
      const alignment = await align(sound, text);
      const told = describe(alignment, spoken);
      console.log(`${name}, ${way.name}: ${told.line}`);
      errorsMs.push(...told.errorsMs);
      rates.push(told.rateErrorPercent);
      if (alignment.status === "aligned") countPauses(pauses, sound, alignment, spoken);
    });
    figures.push(...figuresOf(way, language, { errorsMs, rates, pauses }));
  }
  return figures;
}

type Errors = { errorsMs: number[]; rates: number[]; pauses: Counts };

function figuresOf(
  { name: way, stretch }: Way,
  language: AlignmentLanguage,
  { errorsMs, rates, pauses }: Errors,
): Figure[] {
  const name = `${language}, ${way}`;
  const [median, most] = mostMs[language][stretch];
  return [
    {
      name: `word beginnings, median, ${name}`,
      value: quantile(errorsMs, 0.5),
      unit: "ms",
      atMost: median,
    },
    { name: `word beginnings, 95 %, ${name}`, value: quantile(errorsMs, 0.95), unit: "ms", atMost: most },
    { name: `words a minute, worst error, ${name}`, value: Math.max(...rates), unit: "%", atMost: 2 },
    { name: `pauses found, ${name}`, value: (100 * pauses.found) / pauses.there, unit: "%", atLeast: 90 },
    {
      name: `pauses that are none, ${name}`,
      value: (100 * pauses.false) / Math.max(1, pauses.told),
      unit: "%",
      atMost: 5,
    },
  ];
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
function countPauses(counts: Counts, sound: Sound, { words, language }: Aligned, { pauses }: Spoken): void {
  const { between, inside } = readingPauses(sound, words, language);
  const told = [...between, ...inside];
  const overlaps = (a: { startSeconds: number; endSeconds: number }, b: typeof a) =>
    a.startSeconds < b.endSeconds && b.startSeconds < a.endSeconds;
  const there = pauses.filter(({ startSeconds, endSeconds }) => endSeconds - startSeconds >= 0.15);
  counts.there += there.length;
  counts.found += there.filter((pause) => told.some((one) => overlaps(one, pause))).length;
  counts.told += told.length;
  counts.false += told.filter((one) => !pauses.some((pause) => overlaps(one, pause))).length;
}
