import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { inTurn } from "./in-turn.ts";

test("results are taken in the order of the things, and none is begun far ahead of one that takes long", async () => {
  const things = Array.from({ length: 300 }, (_, k) => k);
  const taken: number[] = [];
  let [most, release] = [0, () => {}];
  const first = new Promise<void>((resolve) => (release = resolve));
  const running = inTurn(
    things,
    ["a", "b", "c"],
    async (_, thing) => {
      most = Math.max(most, thing);
      await (thing === 0 ? first : wait(thing % 3));
      return thing;
    },
    async (result) => void taken.push(result),
  );
  await expect.poll(() => most).toBe(99);
  await wait(20);
  expect([most, taken]).toEqual([99, []]);
  release();
  await running;
  expect(taken).toEqual(things);
});

test("a failure to take one is a failure of all", async () => {
  const broken = inTurn(
    [1, 2],
    ["a"],
    async (_, thing) => thing,
    () => Promise.reject(new Error("full")),
  );
  await expect(broken).rejects.toThrow("full");
});
