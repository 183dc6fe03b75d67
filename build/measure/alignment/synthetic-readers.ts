import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeAudio } from "../../../main/core/audio/decode.ts";
import { wordsIn } from "../../../main/core/protocol/passages.ts";
import type { Sound } from "../../../shared/domain/sound.ts";

/** A word as the synthesiser placed it, s. */
export type SpokenWord = { word: string; startSeconds: number; endSeconds: number };
/** What a synthesiser said, with its own times. */
export type Spoken = {
  sound: Sound;
  words: SpokenWord[];
  pauses: { startSeconds: number; endSeconds: number }[];
};

export const fliteVoices = ["kal16", "slt", "rms", "awb"] as const;
/** Voices of festival in packages of Debian: `festvox-kallpc16k`, `festvox-kdlpc16k`, `festvox-us-slt-hts`. */
const festivalVoices = ["kal_diphone", "ked_diphone", "cmu_us_slt_arctic_hts"];

const ways = {
  flite: ["flite", "-lv"],
  festival: ["festival", "--version"],
  espeak: ["cc", "-fsyntax-only", "-include", "espeak-ng/speak_lib.h", "-xc", "/dev/null"],
} as const;

/** Whether a synthesiser is installed (Debian's `flite`, `festival`, `libespeak-ng-dev`). */
export function isInstalled(synthesiser: keyof typeof ways): boolean {
  const [program, ...args] = ways[synthesiser];
  try {
    execFileSync(program, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Those of festival's voices that are installed. */
export function installedFestivalVoices(): string[] {
  if (!isInstalled("festival")) return [];
  const told = execFileSync("festival", ["-b", "(print (voice.list))"], { encoding: "utf8" });
  const installed = new Set(told.match(/\w+/g));
  return festivalVoices.filter((voice) => installed.has(voice));
}

type Segment = { name: string; startSeconds: number; endSeconds: number };

/**
 * A text said by a voice of flite 2.2, as much slower as `stretch` says. It tells the end of each phone; which word a phone is of
 * comes from how the voice says each word by itself.
 */
export async function sayWithFlite(voice: string, text: string, stretch = 1): Promise<Spoken> {
  return inFolder(async (folder) => {
    const path = join(folder, "said.wav");
    const told = flite(voice, ["--setf", `duration_stretch=${stretch}`, "-psdur", "-t", text, "-o", path]);
    const segments = segmentsOf(told);
    const words = wordsIn(text.toLowerCase());
    const phones = segments.filter(({ name }) => name !== "pau");
    const expected = words.flatMap((word, index) =>
      phonesAlone(voice, word).map((phone) => ({ phone, index })),
    );
    const indices = wordOfEach(
      phones.map(({ name }) => name),
      expected,
    );
    const spoken = words.map((word, index) => {
      const own = phones.filter((_, k) => indices[k] === index);
      return {
        word,
        startSeconds: own[0]?.startSeconds ?? Number.NaN,
        endSeconds: own.at(-1)?.endSeconds ?? Number.NaN,
      };
    });
    const pauses = segments.slice(1, -1).filter(({ name }) => name === "pau");
    return { sound: await soundOf(path), words: spoken, pauses };
  });
}

/** A text said by a voice of festival, as much slower as `stretch` says; it tells the beginning and the end of each word. */
export async function sayWithFestival(voice: string, text: string, stretch = 1): Promise<Spoken> {
  return inFolder(async (folder) => {
    const [path, script] = [join(folder, "said.wav"), join(folder, "say.scm")];
    const quoted = text.replaceAll('"', "").replaceAll("\n", " ");
    writeFileSync(
      script,
      [
        `(voice_${voice})`,
        `(Parameter.set 'Duration_Stretch ${stretch})`,
        `(set! said (utt.synth (Utterance Text "${quoted}")))`,
        `(utt.save.wave said "${path}")`,
        `(mapcar (lambda (w) (format t "word %s %f %f\\n" (item.name w) (item.feat w 'word_start) (item.feat w 'word_end))) (utt.relation.items said 'Word))`,
        `(mapcar (lambda (s) (if (string-equal (item.name s) "pau") (format t "pause %f %f\\n" (item.feat s 'segment_start) (item.feat s 'segment_end)))) (utt.relation.items said 'Segment))`,
      ].join("\n"),
    );
    const told = execFileSync("festival", ["-b", script], { encoding: "utf8" });
    const words = [...told.matchAll(/^word (\S+) ([\d.]+) ([\d.]+)$/gm)].map(([, word, start, end]) => ({
      ...{ word: word!, startSeconds: Number(start), endSeconds: Number(end) },
    }));
    const pauses = [...told.matchAll(/^pause ([\d.]+) ([\d.]+)$/gm)].map(([, start, end]) => ({
      ...{ startSeconds: Number(start), endSeconds: Number(end) },
    }));
    return { sound: await soundOf(path), words, pauses: pauses.slice(1, -1) };
  });
}

/** At `stretch` 1, words a minute of espeak-ng: about as fast as the other voices. */
const espeakWordsPerMinute = 160;
const espeakProgram = join(import.meta.dirname, "espeak-words.c");

/**
 * A text said by a voice of espeak-ng, as much slower as `stretch` says. Only its voices with a Klatt synthesiser ("fr+klatt2") sound
 * enough like speech to the acoustic models; the others score like another text.
 */
export async function sayWithEspeak(voice: string, text: string, stretch = 1): Promise<Spoken> {
  return inFolder(async (folder) => {
    const [program, path] = [join(folder, "espeak-words"), join(folder, "said.raw")];
    execFileSync("cc", ["-o", program, espeakProgram, "-lespeak-ng"], { stdio: "ignore" });
    const speed = Math.round(espeakWordsPerMinute / stretch);
    const told = execFileSync(program, [voice, `${speed}`, text, path], { encoding: "utf8" });
    const sampleRateHz = Number(told.match(/^rate (\d+)$/m)![1]);
    const pcm = readFileSync(path);
    const samples = new Float32Array(pcm.length / 2).map((_, n) => pcm.readInt16LE(2 * n) / 32_768);
    const events = [...told.matchAll(/^(word|phone) (\S+) ([\d.]+)$/gm)].map(([, kind, name, seconds]) => ({
      ...{ kind: kind!, name: name!, seconds: Number(seconds) },
    }));
    const durationSeconds = samples.length / sampleRateHz;
    return { sound: { samples, sampleRateHz }, ...placesOf(events, text, durationSeconds) };
  });
}

type EspeakEvent = { kind: string; name: string; seconds: number };

const isPause = ({ kind, name }: EspeakEvent) => kind === "phone" && name.startsWith("_");

/** Words from their first phone to where the next word or a pause begins, and pauses that are not the last. */
function placesOf(
  events: readonly EspeakEvent[],
  text: string,
  durationSeconds: number,
): Pick<Spoken, "words" | "pauses"> {
  const secondsOf = (event: EspeakEvent | undefined) => event?.seconds ?? durationSeconds;
  let from = 0;
  const words = wordsIn(text).map((word): SpokenWord => {
    const character = text.indexOf(word, from);
    from = character + word.length;
    const at = events.findIndex(({ kind, name }) => kind === "word" && Number(name) === character);
    const later = events.slice(at + 1);
    const first = later.findIndex(({ kind }) => kind === "phone");
    const isBeyond = (event: EspeakEvent) =>
      isPause(event) || (event.kind === "word" && Number(event.name) >= from);
    const end = later.slice(first + 1).findIndex(isBeyond);
    return {
      word,
      startSeconds: at < 0 ? Number.NaN : secondsOf(later[first]),
      endSeconds: secondsOf(end < 0 ? undefined : later[first + 1 + end]),
    };
  });
  const pauses = events
    .map((event, k) => ({ event, startSeconds: event.seconds, endSeconds: secondsOf(events[k + 1]) }))
    .filter(({ event, startSeconds, endSeconds }) => isPause(event) && endSeconds > startSeconds)
    .map(({ startSeconds, endSeconds }) => ({ startSeconds, endSeconds }));
  return { words, pauses: pauses.slice(0, -1) };
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-reader-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Both write PCM. */
const noFfmpeg = () => Promise.reject(new Error("not needed"));

async function soundOf(path: string): Promise<Sound> {
  const bytes = readFileSync(path);
  return (await decodeAudio({ bytes }, { fileName: "said.wav", ffmpeg: noFfmpeg })).signal;
}

function flite(voice: string, args: string[]): string {
  return execFileSync("flite", ["-voice", voice, ...args], { encoding: "utf8" });
}

/** "pau:0.184 dh:0.246 ...": phones with the times of their ends. */
function segmentsOf(told: string): Segment[] {
  let startSeconds = 0;
  return told
    .trim()
    .split(/\s+/)
    .map((part) => {
      const [name, end] = part.split(":");
      const segment = { name: name!, startSeconds, endSeconds: Number(end) };
      startSeconds = segment.endSeconds;
      return segment;
    });
}

const known = new Map<string, string[]>();

function phonesAlone(voice: string, word: string): string[] {
  const key = `${voice} ${word}`;
  const phones =
    known.get(key) ??
    flite(voice, ["-ps", "-t", word, "-o", "none"])
      .trim()
      .split(/\s+/)
      .filter((name) => name !== "pau");
  known.set(key, phones);
  return phones;
}

const isVowel = (phone: string) => /^[aeiou]/.test(phone);

/** The word of each phone by the cheapest edit of those expected; a vowel for a vowel costs less than for a consonant. */
function wordOfEach(
  said: readonly string[],
  expected: readonly { phone: string; index: number }[],
): number[] {
  const exchange = (a: string, b: string) => (a === b ? 0 : isVowel(a) === isVowel(b) ? 0.9 : 2);
  const costs = [Array.from({ length: expected.length + 1 }, (_, k) => k)];
  for (const [n, phone] of said.entries()) {
    const row = [n + 1];
    for (const [k, one] of expected.entries())
      row.push(Math.min(costs[n]![k]! + exchange(phone, one.phone), costs[n]![k + 1]! + 1, row[k]! + 1));
    costs.push(row);
  }
  const indices: number[] = [];
  for (let [n, k] = [said.length, expected.length]; n > 0; ) {
    const one = expected[k - 1];
    const here = costs[n]![k]!;
    if (one && here === costs[n]![k - 1]! + 1) k--;
    else {
      const isExchanged = one && here === costs[n - 1]![k - 1]! + exchange(said[n - 1]!, one.phone);
      indices[n - 1] = isExchanged ? one.index : (expected[Math.max(0, k - 1)]?.index ?? 0);
      n--;
      if (isExchanged) k--;
    }
  }
  return indices;
}
