/**
 * How often sounds of the room are told falsely and found, by the product's own code and an installed or written package
 * of a model of sound events (thresholds: `main/core/findings/room-sounds.ts`).
 *
 *   npm run room-sounds -- --package FOLDER [--every 4]
 *
 * Clean: the vowels of Minsk2020 as they are, and with 2 s of room noise on either side; sentences of the Saarbruecken
 * Voice Database. Made rooms: a telephone (freedesktop's sound theme, where it is installed) and a sentence of another
 * person, over every n-th vowel or in the room noise before it, at three levels against the vowel. Times: the distance of
 * the told start from the true one.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { decodeAudio } from "../../main/core/audio/decode.ts";
import { findFfmpeg } from "../../main/core/audio/ffmpeg.ts";
import { resample } from "../../main/core/audio/resample.ts";
import { randomOf } from "../../main/core/dsp/random.ts";
import { judgeRoomSounds } from "../../main/core/findings/room-sounds.ts";
import { readPackage } from "../../main/core/inference/model-package.ts";
import { predict } from "../../main/core/inference/predict.ts";
import { openSession } from "../../main/core/inference/session.ts";
import { measureSettings } from "../../main/core/measures/measure-settings.ts";
import { findPart } from "../../main/core/measures/measured-part.ts";
import type { RoomSound, RoomSoundKind } from "../../shared/domain/room-sound.ts";
import type { Sound } from "../../shared/domain/sound.ts";
import type { TaskId } from "../../shared/domain/task.ts";

const data = join(import.meta.dirname, "../../../shared/data");
const telephoneFile = "/usr/share/sounds/freedesktop/stereo/phone-incoming-call.oga";
const rateHz = 16_000;
const roomSeconds = 2;
const roomDbfs = -60;

const { values } = parseArgs({
  options: { package: { type: "string" }, every: { type: "string", default: "4" } },
});
if (!values.package || !existsSync(join(data, "minsk2020"))) {
  throw new Error("npm run room-sounds -- --package FOLDER; recordings in ../shared/data");
}
const session = await openSession(await readPackage(values.package, "installed"), {
  device: "cpu",
  threads: 1,
});

const minsk = wavFiles("minsk2020/ALS").concat(wavFiles("minsk2020/HC"));
const sentences = wavFiles("svd-phrases/wav");
const some = minsk.filter((_, index) => index % Number(values.every) === 0);

print("clean recordings", "", [
  ...(await falselyTold("vowels as they are", minsk, (vowel) => vowel)),
  ...(await falselyTold("vowels in a quiet room", minsk, (vowel) => inRoom(vowel, null))),
  ...(await falselyTold("sentences", sentences, (sentence) => sentence, "reading")),
]);
const voices = await Promise.all(sentences.map(soundOf));
await found("speech", (index) => voices[index % voices.length]!, ["before"]);
if (existsSync(telephoneFile)) {
  const ring = await soundOf(telephoneFile);
  await found("telephone", () => ring, ["before", "over"]);
} else process.stdout.write(`telephone: ${telephoneFile} is not here (Debian: sound-theme-freedesktop)\n`);

/** How many recordings of a set a kind of sound is told in. */
async function falselyTold(
  name: string,
  files: readonly string[],
  change: (sound: Sound) => Sound,
  task: TaskId = "vowel-a",
): Promise<string[]> {
  const told = new Map<RoomSoundKind, number>();
  for (const file of files) {
    const kinds = new Set((await soundsIn(change(await soundOf(file)), task)).map(({ sound }) => sound));
    for (const kind of kinds) told.set(kind, (told.get(kind) ?? 0) + 1);
  }
  const counts = [...told].map(([kind, count]) => `${kind} in ${count}`).join(", ");
  return [`${name}: ${files.length} recordings, ${counts || "nothing told"}`];
}

/** Prints in how many of the made rooms a sound is found, and how far its start is off. */
async function found(
  kind: RoomSoundKind,
  soundAt: (index: number) => Sound,
  places: readonly ("before" | "over")[],
): Promise<void> {
  for (const place of places) {
    const lines: string[] = [];
    for (const levelDb of [0, -10, -20]) {
      const distances: number[] = [];
      for (const [index, file] of some.entries()) {
        const vowel = await soundOf(file);
        const startSeconds = place === "before" ? 0.3 : roomSeconds;
        const room = inRoom(vowel, { sound: soundAt(index), startSeconds, levelDb });
        const hit = (await soundsIn(room, "vowel-a")).find(({ sound }) => sound === kind);
        if (hit) distances.push(Math.abs(hit.startSeconds - startSeconds));
      }
      const median = distances.toSorted((a, b) => a - b)[Math.floor(distances.length / 2)];
      const off = median === undefined ? "" : `, start off by ${median.toFixed(2)} s (median)`;
      lines.push(`${levelDb} dB: found in ${distances.length} of ${some.length}${off}`);
    }
    print(kind, `${place} the vowel`, lines);
  }
}

async function soundsIn(signal: Sound, task: TaskId): Promise<RoomSound[]> {
  const { part } = findPart(signal, task, measureSettings({ sex: null }));
  const { windows } = await predict(session, { task, signal, measures: {} }, { resample });
  return judgeRoomSounds(windows, session.package.manifest.labels, { task, part });
}

type Beside = { sound: Sound; startSeconds: number; levelDb: number };

/** A vowel with room noise around it, and something else in it at a level against the vowel's RMS. */
function inRoom(vowel: Sound, beside: Beside | null): Sound {
  const pad = roomSeconds * rateHz;
  const random = randomOf("room", vowel.samples.length);
  const amplitude = 10 ** (roomDbfs / 20);
  const samples = Float32Array.from(
    { length: vowel.samples.length + 2 * pad },
    () => amplitude * random.normal(),
  );
  vowel.samples.forEach((value, index) => {
    samples[pad + index]! += value;
  });
  if (beside) {
    const from = Math.round(beside.startSeconds * rateHz);
    const room = beside.startSeconds < roomSeconds ? pad - from : samples.length - from;
    const gain = (rms(vowel.samples) / rms(beside.sound.samples)) * 10 ** (beside.levelDb / 20);
    beside.sound.samples.subarray(0, room).forEach((value, index) => {
      samples[from + index]! += gain * value;
    });
  }
  return { samples, sampleRateHz: rateHz };
}

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
}

async function soundOf(path: string): Promise<Sound> {
  const { signal } = await decodeAudio(
    { path },
    { fileName: path, ffmpeg: findFfmpeg, spoolFolder: async () => "/tmp" },
  );
  return resample(signal, rateHz);
}

function wavFiles(folder: string): string[] {
  return readdirSync(join(data, folder))
    .filter((name) => name.endsWith(".wav"))
    .sort()
    .map((name) => join(data, folder, name));
}

function print(title: string, about: string, lines: readonly string[]): void {
  process.stdout.write(
    `${[title, about].filter(Boolean).join(", ")}\n${lines.map((line) => `  ${line}\n`).join("")}`,
  );
}
