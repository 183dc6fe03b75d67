import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sound } from "../../../shared/domain/sound.ts";
import { decodeAudio } from "../audio/decode.ts";
import { findFfmpeg } from "../audio/ffmpeg.ts";
import { resample } from "../audio/resample.ts";
import { recogniserRateHz, SpeechRecogniser } from "./speech-recogniser.ts";

const folder = join(import.meta.dirname, "../../../../shared/data/fsdd/recordings");
const digits = "#JSGF V1.0; grammar digits; public <digit> = zero | one | two | nine | seven;";

describe.skipIf(!existsSync(folder))("spoken digits (skipped without ../shared/data)", () => {
  let recogniser: SpeechRecogniser;
  let nine: Sound;
  beforeAll(async () => {
    recogniser = await SpeechRecogniser.open("en");
    nine = await soundOf("9_jackson_3.wav");
  });
  afterAll(() => recogniser.close());

  test("a word is heard with its phones, inside the recording and one after the other", () => {
    recogniser.listenForGrammar(digits);
    const [word, ...more] = recogniser.hear(nine)!;
    expect(more).toEqual([]);
    expect(word!.text).toBe("nine");
    expect(word!.phones.map(({ text }) => text)).toEqual(["N", "AY", "N"]);
    expect(word!.startSeconds).toBeGreaterThan(-0.1);
    expect(word!.endSeconds).toBeLessThan(nine.samples.length / recogniserRateHz + 0.1);
    for (const [k, phone] of word!.phones.slice(1).entries())
      expect(phone.startSeconds).toBeCloseTo(word!.phones[k]!.endSeconds, 1);
  });

  test("the answer is the same after other sounds, and 40 dB quieter", async () => {
    recogniser.listenForGrammar(digits);
    const first = recogniser.hear(nine);
    const quiet = { ...nine, samples: nine.samples.map((value) => value / 100) };
    recogniser.hear(await soundOf("0_theo_3.wav"));
    expect(recogniser.hear(nine)).toEqual(first);
    expect(recogniser.hear(quiet)!.map(({ text }) => text)).toEqual(["nine"]);
  });

  test("with fewer frames a second a word stands at the same place, with a score of the same size", async () => {
    recogniser.listenForGrammar(digits);
    const [usual] = recogniser.hear(nine)!;
    const slow = await SpeechRecogniser.open("en", { frameRateHz: 60 });
    slow.listenForGrammar(digits);
    const [word] = slow.hear(nine)!;
    slow.close();
    expect(word!.text).toBe("nine");
    expect(Math.abs(word!.startSeconds - usual!.startSeconds)).toBeLessThan(0.1);
    expect(Math.abs(word!.endSeconds - usual!.endSeconds)).toBeLessThan(0.1);
    expect(word!.score / usual!.score).toBeGreaterThan(0.5);
    expect(word!.score / usual!.score).toBeLessThan(2);
  });

  test("a text that was not said has a lower score", async () => {
    const strict = await SpeechRecogniser.open("en", { scoresAgainstAll: true, beam: 0 });
    const scoreOf = (text: string) => {
      strict.listenForText([text]);
      return strict.hear(nine)![0]!.score;
    };
    expect(scoreOf("nine")).toBeGreaterThan(scoreOf("zero"));
    strict.close();
  });

  test("a word that the grammar has not is heard as other sounds beside one that it has", async () => {
    const open = await SpeechRecogniser.open("en", { scoresAgainstAll: true, otherSounds: 0.03 });
    try {
      const silence = new Float32Array(0.2 * recogniserRateHz);
      const zero = await soundOf("0_theo_3.wav");
      const samples = Float32Array.from([...nine.samples, ...silence, ...zero.samples]);
      open.listenForGrammar("#JSGF V1.0; grammar digits; public <digit> = nine;");
      const [word, ...sounds] = open.hear({ samples, sampleRateHz: recogniserRateHz })!;
      expect([word!.text, word!.isOther]).toEqual(["nine", false]);
      expect(sounds.length).toBeGreaterThan(1);
      expect(sounds.every(({ isOther }) => isOther)).toBe(true);
    } finally {
      open.close();
    }
  });
});

async function soundOf(name: string): Promise<Sound> {
  const { signal } = await decodeAudio({ path: join(folder, name) }, { fileName: name, ffmpeg: findFfmpeg });
  return resample(signal, recogniserRateHz);
}
