import { expect, test } from "vitest";
import type { FileLook, JudgedFile, JudgedIntake } from "../../../shared/domain/intake.ts";
import { ProblemError } from "../../problem.ts";
import { createIntakeTable, type IntakeSteps, isOpen, isTaken, wantsLook } from "./intake-table.ts";

const chosen = (path: string) => ({ file: new File(["sound"], path.split("/").at(-1)!), path });
const look = (sha256: string): FileLook => ({
  sha256,
  bytes: 5,
  audio: {
    durationSeconds: 1,
    sampleRateHz: 44_100,
    channels: 1,
    channelUsed: 1,
    codec: "pcm_s16le",
    lossy: false,
  },
  flags: [],
  waveform: { minimum: [0], maximum: [0] },
});
const judgedAs = (isProposed: boolean): JudgedFile => ({
  task: "vowel-a",
  taskFrom: "name",
  state: isProposed ? "ready" : "already-here",
  remarks: [],
  isProposed,
});
const judge: IntakeSteps["judge"] = async (_, files): Promise<JudgedIntake> => ({
  files: files.map(({ path, isConfirmed }) => judgedAs(isConfirmed === true || !path.includes("twin"))),
  said: [],
  named: 0,
});
const steps = (replaced: Partial<IntakeSteps> = {}): IntakeSteps => ({
  look: async ({ name }) => look(name),
  judge,
  onLeft: () => {},
  ...replaced,
});
const table = (replaced?: Partial<IntakeSteps>) => createIntakeTable(steps(replaced), 2);
const judgedAll = (one: ReturnType<typeof table>) =>
  expect.poll(() => one.get().rows.every(({ judged }) => judged !== null)).toBe(true);

test("files are looked at so many at a time, then judged together with their folders", async () => {
  const [running, most, asked] = [new Set<string>(), [0], [] as string[][]];
  const one = table({
    look: async ({ name }) => {
      running.add(name);
      most[0] = Math.max(most[0]!, running.size);
      await new Promise((resolve) => setTimeout(resolve, 3));
      running.delete(name);
      return look(name);
    },
    judge: (visit, files) => {
      asked.push(files.map(({ path }) => path));
      return judge(visit, files);
    },
  });
  one.add("v", ["i/a.wav", "i/b.wav", "i/c.wav"].map(chosen));
  expect(one.get().rows.map(isOpen)).toEqual([true, true, true]);
  await judgedAll(one);
  expect(one.get().rows.map(isOpen)).toEqual([false, false, false]);
  expect(most[0]).toBe(2);
  expect(asked.at(-1)).toEqual(["i/a.wav", "i/b.wav", "i/c.wav"]);
});

test("a file that cannot be read stays, is never taken and wants a look; the others go on", async () => {
  const one = table({
    look: async ({ name }) => {
      if (name === "bad.wav") throw new ProblemError({ code: "file-not-audio", told: {} });
      return look(name);
    },
  });
  one.add("v", [chosen("bad.wav"), chosen("good.wav")]);
  await expect.poll(() => one.get().rows.map(isTaken)).toEqual([false, true]);
  expect(one.get().rows.map(wantsLook)).toEqual([true, false]);
});

test("what a person says outlasts what is proposed, until another word makes it proposed anew", async () => {
  const one = table();
  one.add("v", [chosen("a.wav"), chosen("twin.wav")]);
  await judgedAll(one);
  const [first, twin] = one.get().rows.map(({ id }) => id);
  expect(one.get().rows.map(isTaken)).toEqual([true, false]);
  one.say(first!, { isTaken: false });
  one.say(twin!, { isConfirmed: true });
  await expect.poll(() => one.get().rows.map(isTaken)).toEqual([false, true]);
  one.say(first!, { task: "vowel-i" });
  await expect.poll(() => one.get().rows.map(isTaken)).toEqual([true, true]);
});

test("taken files leave the table with the others of their visit, which are told to be left", async () => {
  const left: string[] = [];
  const one = table({ onLeft: ({ name }) => left.push(name) });
  one.add("v", [chosen("a.wav"), chosen("twin.wav")]);
  one.add("w", [chosen("c.wav")]);
  await judgedAll(one);
  expect(one.take("v").map(({ path }) => path)).toEqual(["a.wav"]);
  expect(left).toEqual(["twin.wav"]);
  expect(one.get().rows.map(({ path }) => path)).toEqual(["c.wav"]);
  one.clear();
  expect(left).toEqual(["twin.wav", "c.wav"]);
});

test("an answer that a later question has overtaken is dropped", async () => {
  const answers: ((isProposed: boolean) => void)[] = [];
  const one = table({
    judge: () =>
      new Promise((resolve) =>
        answers.push((isProposed) => resolve({ files: [judgedAs(isProposed)], said: [], named: 0 })),
      ),
  });
  one.add("v", [chosen("a.wav")]);
  await expect.poll(() => answers).toHaveLength(1);
  one.say(one.get().rows[0]!.id, { task: "vowel-i" });
  answers[1]!(true);
  await judgedAll(one);
  answers[0]!(false);
  await Promise.resolve();
  expect(one.get().rows.map(isTaken)).toEqual([true]);
});
