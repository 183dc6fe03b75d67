import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeWav } from "../../../main/core/audio/wav.ts";
import { wordSegments } from "../../../main/core/measures/timing/word-segments.ts";
import { synthesise } from "../../../main/core/synth/synthesise.ts";
import type { Sound } from "../../../shared/domain/sound.ts";

const voices = Array.from({ length: 8 }, (_, k) => k);
const sexOf = (voice: number) => (voice % 4 < 2 ? "female" : "male");

/** Eight synthetic vowels of eight voices, /a/ and /i/ in turn, 5.4 to 6 s, 44.1 kHz; written where they are not there. */
export function vowelFiles(folder: string): string[] {
  return voices.map((voice) => {
    const task = voice % 2 === 0 ? "vowel-a" : "vowel-i";
    const path = join(folder, `${voice}-${task}.wav`);
    if (existsSync(path)) return path;
    const speaker = { sex: sexOf(voice), severity: voice >> 1, seed: voice + 1, snrDb: 45 } as const;
    const { signal } = synthesise({
      task,
      ...speaker,
      sampleRateHz: 44_100,
      durationSeconds: 5.4 + 0.08 * voice,
    });
    writeFileSync(path, encodeWav(signal));
    return path;
  });
}

/** A folder of so many single words at 8 kHz, as in the corpus of the digit models; about 1 s each with their pauses. */
export function wordFolder(folder: string, count: number): string {
  const inside = join(folder, `words-${count}`);
  if (existsSync(inside)) return inside;
  mkdirSync(inside);
  const words = voices.map(spokenWord);
  for (let k = 0; k < count; k++) {
    const { samples, sampleRateHz } = words[k % words.length]!;
    const gain = 1 - (0.5 * k) / count;
    writeFileSync(
      wordFile(inside, k),
      encodeWav({ samples: samples.map((sample) => gain * sample), sampleRateHz }),
    );
  }
  return inside;
}

/** One of the words in the folder. */
export function wordFile(folder: string, index: number): string {
  return join(folder, `${index}.wav`);
}

function spokenWord(voice: number): Sound {
  const sampleRateHz = 8000;
  const speaker = { sex: sexOf(voice), severity: 1, seed: voice, snrDb: 45 } as const;
  const { signal } = synthesise({ task: "digits", ...speaker, sampleRateHz, durationSeconds: 2 });
  const first = wordSegments(signal)[0];
  if (!first) throw new Error("no word was found in the synthetic digits");
  const sampleAt = (seconds: number) => Math.max(0, Math.round(seconds * sampleRateHz));
  const pauseSeconds = 0.25;
  const [start, end] = [
    sampleAt(first.startSeconds - pauseSeconds),
    sampleAt(first.endSeconds + pauseSeconds),
  ];
  return { samples: signal.samples.slice(start, end), sampleRateHz };
}
