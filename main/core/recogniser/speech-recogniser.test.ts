import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sound } from "../../../shared/domain/sound.ts";
import {
  longestHeardSeconds,
  recogniserModels,
  recogniserRateHz,
  SpeechRecogniser,
} from "./speech-recogniser.ts";

const programFolder = join(import.meta.dirname, "../../..");

let recogniser: SpeechRecogniser;
beforeAll(async () => {
  recogniser = await SpeechRecogniser.open("en");
});
afterAll(() => recogniser.close());

const silence = (seconds: number): Sound => ({
  samples: new Float32Array(seconds * recogniserRateHz),
  sampleRateHz: recogniserRateHz,
});

test("words have their pronunciation; one that is not known is told and can be added, twice too", () => {
  expect(recogniser.pronunciation("seven")).toBe("S EH V AH N");
  expect(recogniser.pronunciation("dysarthria")).toBeNull();
  expect(() => recogniser.listenForText(["dysarthria"])).toThrow();
  recogniser.addWord("dysarthria", "D IH S AA R TH R IY AH");
  recogniser.addWord("dysarthria", "D IH S AA R TH R IY AH");
  expect(() => recogniser.listenForText(["dysarthria"])).not.toThrow();
});

test("silence fits no text", () => {
  recogniser.listenForText(["neighbour", "colour", "seven"]);
  expect(recogniser.hear(silence(1))).toBeNull();
  expect(recogniser.hear(silence(0))).toBeNull();
});

test("sound at another rate, or longer than its memory is to grow for, is refused", () => {
  expect(() => recogniser.hear({ ...silence(1), sampleRateHz: 8000 })).toThrow(RangeError);
  expect(() => recogniser.hear(silence(longestHeardSeconds + 1))).toThrow(RangeError);
});

test("the French dictionary is there too, and the program's own handling of errors stays as it was", async () => {
  const before = process.listeners("uncaughtException");
  const french = await SpeechRecogniser.open("fr");
  expect(french.pronunciation("bonjour")).toBe("bb on jj ou rr");
  french.close();
  expect(process.listeners("uncaughtException")).toEqual(before);
});

test("any sound is any phone of the dictionary, in both languages", () => {
  for (const [language, model] of Object.entries(recogniserModels)) {
    const dictionary = readFileSync(
      join(programFolder, "node_modules/soundswallower/model", model, "dict.txt"),
      "utf8",
    );
    const entries = dictionary.split("\n").filter((line) => !/^(##|;;)/.test(line));
    const phones = new Set(entries.flatMap((line) => line.trim().split(/\s+/).slice(1)));
    const list = readFileSync(join(programFolder, `resources/recogniser/any-sound-${language}.txt`), "utf8");
    const sounds = [...list.matchAll(/^\[(.+)\] (.+)$/gm)];
    expect(sounds.map(([, name]) => name)).toEqual(sounds.map(([, , phone]) => phone));
    expect(sounds.map(([, , phone]) => phone).toSorted()).toEqual([...phones].toSorted());
  }
});
