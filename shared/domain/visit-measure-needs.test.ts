import { expect, test } from "vitest";
import { catalogue } from "./measure-catalogue.ts";
import type { TaskId } from "./task.ts";
import { lackingTasks, speechTasks } from "./visit-measure-needs.ts";

const lacking = (id: string, ...atHand: TaskId[]) => lackingTasks(id, new Set(atHand));

test("every measure of a whole visit needs more than one task", () => {
  const ofVisit = catalogue.filter(({ scopes }) => scopes.includes("visit"));
  expect(ofVisit.length).toBeGreaterThan(5);
  for (const { id } of ofVisit) expect(lacking(id).length, id).toBeGreaterThan(1);
});

test("what is at hand is not lacking, and any continuous speech will do", () => {
  expect(lacking("avqi")).toEqual([speechTasks, ["vowel-a"]]);
  expect(lacking("avqi", "digits")).toEqual([["vowel-a"]]);
  expect(lacking("tvsa", "vowel-a", "vowel-i")).toEqual([["vowel-u"]]);
  expect(lacking("f2i-f2u", "vowel-i", "vowel-u")).toEqual([]);
});
