import { expect, test } from "vitest";
import { type StopRule, watchForStop } from "./stop-rule.ts";

const blockSeconds = 0.01;
const rmsOf = (levelDb: number) => 10 ** (levelDb / 20);

/** Plays [seconds, level in dB] after each other; when and why it stopped, null where it did not. */
function play(rule: StopRule, parts: readonly (readonly [seconds: number, levelDb: number])[]) {
  const endAfter = watchForStop(rule);
  let seconds = 0;
  for (const [length, levelDb] of parts)
    for (let k = 0; k < Math.round(length / blockSeconds); k++) {
      seconds += blockSeconds;
      const why = endAfter(rmsOf(levelDb), blockSeconds);
      if (why) return { why, seconds };
    }
  return null;
}

const rule: StopRule = { maximumSeconds: 12, silenceSeconds: 1.5 };

test("a take ends when silence follows the voice, not before one was heard", () => {
  const stopped = play(rule, [
    [3, -60],
    [5, -20],
    [3, -60],
  ]);
  expect(stopped?.why).toBe("silence");
  expect(stopped?.seconds).toBeGreaterThan(9.5);
  expect(stopped?.seconds).toBeLessThan(10.5);
  expect(play(rule, [[11, -60]])).toBeNull();
});

test("it ends at its longest, voice or not", () => {
  expect(play(rule, [[20, -20]])).toMatchObject({ why: "time" });
  expect(play(rule, [[20, -90]])?.seconds).toBeCloseTo(12, 1);
});

test.each([
  ["a soft voice in a quiet room", -42, -65],
  ["a voice beside a fan", -25, -44],
])("%s counts as a voice", (_, voiceDb, roomDb) => {
  const stopped = play(rule, [
    [1, roomDb],
    [4, voiceDb],
    [3, roomDb],
  ]);
  expect(stopped?.why).toBe("silence");
  expect(stopped?.seconds).toBeGreaterThan(6.2);
});

test("closures between syllables and a breath shorter than the silence end nothing", () => {
  const train = Array.from({ length: 40 }, () => [[0.08, -20] as const, [0.1, -55] as const]).flat();
  const parts = [[0.5, -60] as const, ...train, [1, -60] as const, ...train];
  expect(play({ ...rule, maximumSeconds: 60 }, parts)).toBeNull();
});

test("without a silence only time ends a take", () => {
  const parts = [
    [1, -60],
    [2, -20],
    [8, -60],
  ] as const;
  expect(play({ ...rule, silenceSeconds: null }, parts)).toBeNull();
});
