import { expect, test } from "vitest";
import { type HeardWindow, judgeRoomSounds, namesRoomSounds } from "./room-sounds.ts";

const labels = ["Speech", "Telephone", "Ringtone", "Music", "Cough", "Alarm"];

/** Windows of 1 s every 0.5 s; each names what is heard in it. */
function windows(...heard: Record<string, number>[]): HeardWindow[] {
  return heard.map((probabilities, index) => ({
    startSeconds: index / 2,
    endSeconds: index / 2 + 1,
    probabilities: labels.map((label) => probabilities[label] ?? 0.01),
  }));
}

const vowel = { task: "vowel-a", part: { startSeconds: 1.5, endSeconds: 3 } } as const;

test("neighbouring windows are one sound, as long as their middles; the highest counts", () => {
  const heard = windows({}, {}, { Telephone: 0.6 }, { Ringtone: 0.9 }, {}, { Telephone: 0.5 }, {});
  expect(judgeRoomSounds(heard, labels, vowel)).toEqual([
    { sound: "telephone", startSeconds: 1.25, endSeconds: 2.25, probability: 0.9, during: true },
    { sound: "telephone", startSeconds: 2.75, endSeconds: 3.25, probability: 0.5, during: true },
  ]);
});

test("a sound before the task is told, and that it is not during it", () => {
  const [sound] = judgeRoomSounds(windows({ Cough: 0.8 }, {}, {}), labels, vowel);
  expect(sound).toEqual({
    sound: "cough",
    startSeconds: 0,
    endSeconds: 0.75,
    probability: 0.8,
    during: false,
  });
});

test.each([
  ["beside a sustained vowel", vowel, 1],
  ["beside repeated syllables", { ...vowel, task: "ddk-ta" }, 1],
  ["of a passage, which is speech itself", { ...vowel, task: "reading" }, 0],
  ["where no voice was found", { task: "vowel-a", part: null }, 0],
] as const)("speech %s", (_name, about, count) => {
  const everywhere = windows(...Array.from({ length: 8 }, () => ({ Speech: 0.9 })));
  const found = judgeRoomSounds(everywhere, labels, about);
  // windows 0 (0-1 s) and 6, 7 (3-4.5 s) lie outside the voice, those between touch it
  expect(found.map(({ startSeconds }) => startSeconds)).toEqual(count ? [0, 3.25] : []);
});

test("within a vowel only what is surely speech is told, and doubts the take", () => {
  const within = windows({}, {}, {}, { Speech: 0.96 }, {}, {}, {});
  expect(judgeRoomSounds(within, labels, vowel)).toMatchObject([{ sound: "speech", during: true }]);
  expect(judgeRoomSounds(within, labels, { ...vowel, task: "ddk-ta" })).toEqual([]);
});

test("a telephone is no alarm beside", () => {
  const heard = windows({ Telephone: 0.9, Alarm: 0.9 }, {}, {}, { Alarm: 0.9 });
  expect(judgeRoomSounds(heard, labels, vowel).map(({ sound }) => sound)).toEqual(["telephone", "alarm"]);
});

test("what voices are taken for is no sound of the room, and a model without a kind tells none of it", () => {
  expect(judgeRoomSounds(windows({ Music: 0.99 }), labels, vowel)).toEqual([]);
  expect(judgeRoomSounds(windows({ Telephone: 0.9 }), ["Speech"], vowel)).toEqual([]);
});

test("a model of one's own question says nothing of the room, whatever its labels are called", () => {
  expect(namesRoomSounds([...labels, "Door", "Typing"])).toBe(true);
  expect(namesRoomSounds(["Cough", "Speech"])).toBe(false);
});
