import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Sound } from "../../../shared/domain/sound.ts";
import { decodeAudio } from "../audio/decode.ts";
import { findFfmpeg } from "../audio/ffmpeg.ts";
import { roomFacts } from "../audio/room-facts.ts";
import { roomRateHz, roomSound } from "../audio/room-sound.fixture.ts";
import { encodeWav } from "../audio/wav.ts";
import { judgeRoom } from "./room.ts";

// Real codecs and a real gate, as a headset or a system puts them before the program.

const ffmpeg = (await findFfmpeg())!.path;

/** A sound after a run of ffmpeg, read back at the rate of the room. */
function through(sound: Sound, ...options: string[]): Sound {
  const run = (input: Uint8Array, ...args: string[]) =>
    execFileSync(ffmpeg, ["-v", "error", ...args], {
      input,
      maxBuffer: 1e9,
      stdio: ["pipe", "pipe", "ignore"],
    });
  const coded = run(encodeWav(sound), "-i", "-", ...options, "-");
  const format = options[options.indexOf("-f") + 1]!;
  const raw = ["mulaw", "g722"].includes(format)
    ? ["-f", format, ...(format === "mulaw" ? ["-ar", "8000"] : []), "-i", "-"]
    : ["-f", format, "-i", "-"];
  const wav = run(coded, ...raw, "-ar", String(roomRateHz), "-ac", "1", "-f", "f32le", "-");
  return { samples: new Float32Array(Uint8Array.from(wav).buffer), sampleRateHz: roomRateHz };
}

const remarkOn = (aspect: string, sound: Sound) =>
  judgeRoom(roomFacts(sound), { sampleRateHz: roomRateHz }).find((finding) => finding.aspect === aspect)
    ?.remark;

test.each([
  ["Bluetooth's mSBC", ["-ar", "16000", "-c:a", "sbc", "-msbc", "1", "-f", "sbc"], 8000],
  ["G.722", ["-ar", "16000", "-c:a", "g722", "-f", "g722"], 8000],
  ["the telephone's mu-law", ["-ar", "8000", "-c:a", "pcm_mulaw", "-f", "mulaw"], 4000],
])("%s leaves an edge that is found and told", (_, options, edgeHz) => {
  const coded = through(roomSound(), ...options);
  expect(remarkOn("band", coded)).toBe("narrow-band");
  const found = roomFacts(coded).bandEdgeHz!;
  expect(found).toBeGreaterThan(0.9 * edgeHz);
  expect(found).toBeLessThanOrEqual(1.07 * edgeHz);
});

test("ffmpeg's gate is found, ffmpeg alone is not", () => {
  const gate = "agate=threshold=0.02:range=0:attack=1:release=20";
  expect(remarkOn("gate", through(roomSound(), "-af", gate, "-f", "wav"))).toBe("gated");
  expect(remarkOn("gate", through(roomSound(), "-f", "wav"))).toBeNull();
});

const phrases = join(import.meta.dirname, "../../../../shared/data/svd-phrases/wav");
test.skipIf(!existsSync(phrases))(
  "no edge is claimed of recordings made with a studio's microphone",
  async () => {
    const files = readdirSync(phrases).slice(0, 12);
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const { signal } = await decodeAudio(
        { path: join(phrases, file) },
        { fileName: file, ffmpeg: findFfmpeg },
      );
      expect(roomFacts(signal), file).toMatchObject({ bandEdgeHz: null, toneDriftDb: null });
    }
  },
);
