import { expect, test } from "vitest";
import { familyOf, groupFindings, subsystemOf } from "./finding-family.ts";
import { catalogue } from "./measure-catalogue.ts";

const named = (measure: string, task: string, value: number | null = 1) => ({ measure, task, value });

test("one measure stands for its family: the best known one, of the task that says most", () => {
  const groups = groupFindings([
    named("ddk-rate", "ddk-ka"),
    named("ddk-syllables", "ddk-pataka"),
    named("ddk-rate", "ddk-pataka"),
    named("jitter-local", "vowel-a"),
  ]);
  expect(groups.map(({ family, first, rest }) => [family, first.measure, first.task, rest.length])).toEqual([
    ["syllable-rate", "ddk-rate", "ddk-pataka", 2],
    ["pitch-steadiness", "jitter-local", "vowel-a", 0],
  ]);
});

test("a measure without a value stands for nothing while another has one", () => {
  const [group] = groupFindings([named("cpps", "vowel-a", null), named("hnr", "vowel-a")]);
  expect(group?.first.measure).toBe("hnr");
});

test("an unsteady vowel is phonation, the melody of speech is prosody", () => {
  expect(familyOf(named("f0-sd", "vowel-a"))).toBe("pitch-steadiness");
  expect(familyOf(named("f0-sd", "reading"))).toBe("liveliness");
  expect(familyOf(named("jitter-local", "reading"))).toBe("pitch-steadiness");
  expect(subsystemOf("liveliness")).toBe("prosody");
});

test("every measure of the catalogue has a family in a task that gives it; scores and models have none", () => {
  const task = {
    vowel: "vowel-a",
    mpt: "mpt-a",
    ddk: "ddk-pa",
    speech: "reading",
    free: "free",
    visit: "visit",
  };
  const without = catalogue.filter(
    ({ id, scopes }) => familyOf({ measure: id, task: task[scopes[0]!] }) === null,
  );
  expect(without.map(({ id }) => id)).toEqual([]);
  expect([familyOf(named("alsfrs-speech", "alsfrs-r")), familyOf(named("als-cnn:ALS", "visit"))]).toEqual([
    null,
    null,
  ]);
});
