import { describe, expect, test } from "vitest";
import type { FileToJudge } from "../../../shared/domain/intake.ts";
import { judgeIntake, type KnownBeside, type Twin } from "./judge-intake.ts";
import { identifierIn, names } from "./named-person.ts";

const patient = { code: "P-017", name: "Müller, Ada" };
const nobody: KnownBeside = { patient, others: [], twins: new Map() };
const file = (path: string, more: Partial<FileToJudge> = {}): FileToJudge => ({
  path,
  sha256: path,
  flags: [],
  ...more,
});
const states = (files: FileToJudge[], known = nobody) =>
  judgeIntake(files, known).files.map(({ state, remarks, isProposed }) => [
    state,
    remarks[0]?.code ?? null,
    isProposed,
  ]);

test.each([
  ["ID014_phonationA.wav", "ID014"],
  ["P-022 vowel a.wav", "P-022"],
  ["AVPEPUDEAC0001a1.wav", "AVPEPUDEAC0001"],
  ["x/y/CT001_rhythmPA.wav", "CT001"],
  ["008_a.wav", "008"],
  ["2026_a.wav", null],
  ["2026-10-05_a.wav", null],
  ["IMG_4471.m4a", null],
  ["IMG-4471.m4a", null],
  ["voice_memo_03.wav", null],
  ["vowel-a.wav", null],
  ["a-01.wav", null],
  ["take12_vowel-a.wav", null],
  ["7_jackson_32.wav", null],
])("%s identifies %s", (path, identifier) => {
  expect(identifierIn(path)).toBe(identifier);
});

test.each([
  ["P-017_a.wav", true],
  ["p17 vowel-a.wav", true],
  ["P0017_a.wav", true],
  ["Mueller_a.wav", false],
  ["Muller-a.wav", true],
  ["MÜLLER a.wav", true],
  ["ada_lesen.wav", true],
  ["P-0171_a.wav", false],
  ["a.wav", false],
])("%s names the patient: %s", (path, isNamed) => {
  expect(names(path, patient)).toBe(isNamed);
});

test("what its name tells is ready; what it does not tell is left for a person", () => {
  expect(states([file("P-017_a.wav"), file("IMG_4471.m4a")])).toEqual([
    ["ready", null, true],
    ["choose", "task-unknown", false],
  ]);
  expect(states([file("IMG_4471.m4a", { task: "reading" })])).toEqual([["ready", null, true]]);
  expect(states([file("IMG_4471.m4a", { task: "unknown" })])).toEqual([["choose", "task-unknown", true]]);
});

describe("the same sound", () => {
  const twins = (twin: Twin): KnownBeside => ({ ...nobody, twins: new Map([["same", twin]]) });
  const one = file("P-017_a.wav", { sha256: "same" });

  test("is told within the table, in the visit and in another visit, and left out", () => {
    expect(states([one, file("P-017_a (2).wav", { sha256: "same" })])).toEqual([
      ["ready", null, true],
      ["already-here", "twice-here", false],
    ]);
    expect(states([one], twins({ where: "this-visit", file: "a.wav" }))).toEqual([
      ["already-here", "in-this-visit", false],
    ]);
    const another = twins({ where: "another-visit", file: "a.wav", date: "2026-05-01" });
    expect(states([one], another)).toEqual([["already-here", "in-another-visit", false]]);
    expect(states([{ ...one, isConfirmed: true }], another)).toEqual([["ready", null, true]]);
  });

  test("of another patient asks who it is", () => {
    expect(states([one], twins({ where: "another-patient" }))).toEqual([
      ["check-person", "of-another-patient", false],
    ]);
  });
});

test("a name of another patient, another number and a stranger among many ask who it is, till a person has said", () => {
  const known = { ...nobody, others: [{ code: "X-9", name: "Beispiel, Max" }] };
  expect(states([file("X-9_a.wav")], known)).toEqual([["check-person", "names-another", false]]);
  expect(states([file("Max Beispiel a.wav")], known)).toEqual([["check-person", "names-another", false]]);
  expect(states([file("Max a.wav")], known)).toEqual([["ready", null, true]]);
  expect(states([file("P-018_a.wav")])).toEqual([["check-person", "another-id", false]]);
  expect(states([file("P-018_a.wav", { isConfirmed: true })])).toEqual([["ready", null, true]]);
  const many = [
    file("ID014_phonationA.wav"),
    file("ID014_phonationI.wav"),
    file("ID022_phonationA.wav"),
    file("P-017_a.wav"),
    file("i.wav"),
  ];
  const { files, said, named } = judgeIntake(many, nobody);
  expect(files.map(({ state }) => state)).toEqual(["ready", "ready", "check-person", "ready", "ready"]);
  expect(files[2]?.remarks).toEqual([{ code: "unlike-the-others", said: "ID022", expected: "ID014" }]);
  expect(said[0]).toEqual({ identifier: "ID014", files: 2 });
  expect(named).toBe(1);
});

test("silence is left out, channels want a choice, doubts are told and taken", () => {
  expect(
    states([
      file("P-017_a.wav", { flags: ["silent"] }),
      file("P-017_e.wav", { flags: ["channels-differ"] }),
      file("P-017_i.wav", { flags: ["channels-differ"], channel: 1 }),
      file("P-017_o.wav", { flags: ["too-quiet", "lossy-codec"] }),
      file("P-017_u.wav", { flags: ["lossy-codec"] }),
    ]),
  ).toEqual([
    ["empty", "flag", false],
    ["choose", "flag", true],
    ["ready", null, true],
    ["doubtful", "flag", true],
    ["ready", null, true],
  ]);
});
