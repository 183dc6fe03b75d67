import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parse } from "csv-parse/sync";
import { afterAll, expect, test } from "vitest";
import { BulbarError } from "../../../shared/domain/error.ts";
import { outcomeOf, settingsFor } from "./batch.fixture.ts";
import { BatchFolder } from "./batch-folder.ts";
import { itemsOf, openSource } from "./batch-source.ts";
import { mergeBatches } from "./merge-batches.ts";
import { type Analyst, runBatch } from "./run-batch.ts";

const root = mkdtempSync(join(tmpdir(), "bulbar-batch-"));
afterAll(() => rmSync(root, { recursive: true }));

let made = 0;
/** A folder of so many empty recordings, every tenth a bad one. */
function recordings(count: number): string {
  const folder = join(root, `in${made++}`);
  mkdirSync(folder);
  for (let k = 0; k < count; k++)
    writeFileSync(join(folder, `${String(k).padStart(4, "0")}-${k % 10 === 3 ? "bad" : "good"}.wav`), "");
  return folder;
}
const output = () => join(root, `out${made++}`);

const never = new AbortController().signal;
/** Takes longer for some, so that the others are done ahead of their turn. */
const slow: Analyst = async (item) => {
  await wait(item.number % 7);
  return outcomeOf(item);
};
/** Fails the test when a recording is done that need not be. */
const untouched: Analyst = ({ file }) => Promise.reject(new Error(`${file} was done again`));

async function run(
  folder: string,
  out: string,
  analysts: Analyst[] = [slow, slow, slow],
  shard?: [number, number],
) {
  const [index, count] = shard ?? [1, 1];
  const settings = settingsFor(await openSource(folder), { index, count });
  return runBatch(out, { settings, analysts, stop: never });
}

/** Numbers of the recordings that a run had to do. */
async function again(folder: string, out: string): Promise<number[]> {
  const numbers: number[] = [];
  const analyse: Analyst = async (item) => {
    numbers.push(item.number);
    return outcomeOf(item);
  };
  await run(folder, out, [analyse]);
  return numbers;
}

const linesOf = (out: string) => readFileSync(join(out, "results.jsonl"), "utf8").trimEnd().split("\n");
const names = ["results.csv", "results.jsonl", "failures.csv"];
const contents = (out: string) => names.map((name) => readFileSync(join(out, name), "utf8"));
const codeOf = (error: unknown) => (error instanceof BulbarError ? [error.code, error.data.why] : [error]);

test("one row a recording in the source's order, whatever is done first; failures with their code", async () => {
  const out = output();
  const { summary, isComplete } = await run(recordings(30), out);
  expect([summary.files, summary.results, summary.failures, isComplete]).toEqual([30, 27, 3, true]);
  const rows: Record<string, string>[] = parse(contents(out)[0]!, { columns: true });
  expect(rows.map(({ number }) => Number(number))).toEqual(Array.from({ length: 30 }, (_, k) => k + 1));
  expect(rows[10]).toMatchObject({ hnr: String(-11 / 3), missing: "cpps=too-short", error: "" });
  expect(rows.filter(({ error }) => error === "file-empty")).toHaveLength(3);
  expect(parse(contents(out)[2]!, { columns: true })).toMatchObject(
    [4, 14, 24].map((number) => ({ number: String(number), code: "file-empty" })),
  );
  expect(readdirSync(out).sort()).toEqual([
    ".lock",
    "failures.csv",
    "results.csv",
    "results.jsonl",
    "settings.json",
    "summary.json",
  ]);
});

test("stopped, it goes on from there: the same bytes, and nothing is done twice", async () => {
  const folder = recordings(60);
  const [whole, parts] = [output(), output()];
  await run(folder, whole);
  const settings = settingsFor(await openSource(folder));
  const done: string[] = [];
  for (;;) {
    const stop = new AbortController();
    let left = 13;
    const analyse: Analyst = async (item) => {
      done.push(item.file);
      if (--left === 0) stop.abort();
      return slow(item);
    };
    const { isComplete } = await runBatch(parts, {
      settings,
      analysts: [analyse, analyse, analyse],
      stop: stop.signal,
    });
    if (isComplete) break;
  }
  expect(done.toSorted()).toEqual([...new Set(done)].sort());
  expect(contents(parts)).toEqual(contents(whole));
});

test("cut off while what was done ahead of its turn is written: the journal holds what comes next, and nothing is done twice", async () => {
  const folder = recordings(12);
  const [whole, cut] = [output(), output()];
  await run(folder, whole);
  const lines = linesOf(whole);
  mkdirSync(cut);
  writeFileSync(join(cut, "settings.json"), readFileSync(join(whole, "settings.json")));
  writeFileSync(join(cut, "results.jsonl"), `${lines.slice(0, 4).join("\n")}\n`);
  const ahead = lines.slice(3, 9).map((line, k) => `${k + 3} ${line}\n`);
  writeFileSync(join(cut, "journal.jsonl"), ahead.join(""));
  expect(await again(folder, cut)).toEqual([10, 11, 12]);
  expect(contents(cut)).toEqual(contents(whole));
});

test("a recording that came or went among those that were done ahead of their turn is found, and nothing is lost", async () => {
  const folder = recordings(9);
  const [whole, cut] = [output(), output()];
  await run(folder, whole);
  const lines = linesOf(whole);
  mkdirSync(cut);
  writeFileSync(join(cut, "settings.json"), readFileSync(join(whole, "settings.json")));
  writeFileSync(join(cut, "results.jsonl"), "");
  const ahead = lines.slice(1).map((line, k) => `${k + 1} ${line}\n`);
  writeFileSync(join(cut, "journal.jsonl"), ahead.join(""));
  writeFileSync(join(folder, "0004-new.wav"), "");
  expect(await run(folder, cut, [slow]).catch(codeOf)).toEqual(["batch-refused", "other-files"]);
  rmSync(join(folder, "0004-new.wav"));
  rmSync(join(folder, "0008-good.wav"));
  expect(await run(folder, cut, [slow]).catch(codeOf)).toEqual(["batch-refused", "other-files"]);
  writeFileSync(join(folder, "0008-good.wav"), "");
  expect(await again(folder, cut)).toEqual([]);
  expect(contents(cut)).toEqual(contents(whole));
});

test.each([
  ["written in its turn", []],
  ["done ahead of its turn", ["journal.jsonl"]],
])(
  "a recording that was %s and has other content since is found, whatever its time says; nothing is lost",
  async (_when, files) => {
    const folder = recordings(9);
    const [whole, out] = [output(), output()];
    await run(folder, whole);
    cpSync(whole, out, { recursive: true });
    for (const name of files) {
      writeFileSync(
        join(out, name),
        linesOf(whole)
          .map((line, place) => `${place} ${line}\n`)
          .join(""),
      );
      writeFileSync(join(out, "results.jsonl"), "");
    }
    for (const name of ["0003-bad.wav", "0007-good.wav"]) {
      const path = join(folder, name);
      const { atime, mtime } = statSync(path);
      writeFileSync(path, "other");
      utimesSync(path, atime, mtime);
      expect(await run(folder, out, [slow]).catch(codeOf)).toEqual(["batch-refused", "other-content"]);
      writeFileSync(path, "");
    }
    expect(await again(folder, out)).toEqual([]);
    expect(contents(out)).toEqual(contents(whole));
  },
);

test("a recording that was not touched for long is not read again", async () => {
  const folder = recordings(3);
  const out = output();
  await run(folder, out);
  const later = new Date(Date.now() + 3_600_000);
  utimesSync(join(out, "settings.json"), later, later);
  writeFileSync(join(folder, "0001-good.wav"), "not looked at");
  expect(await run(folder, out, [untouched])).toMatchObject({ isComplete: true });
});

test("cut off at any byte, what was whole is kept, the rest is done again, and the bytes are the same", async () => {
  const folder = recordings(12);
  const whole = output();
  await run(folder, whole);
  const [, lines] = contents(whole);
  for (let cut = 0; cut <= lines!.length; cut += 397) {
    const out = output();
    mkdirSync(out);
    for (const name of ["settings.json", "results.csv"])
      writeFileSync(join(out, name), readFileSync(join(whole, name)));
    writeFileSync(join(out, "results.jsonl"), lines!.slice(0, cut));
    expect(await again(folder, out)).toHaveLength(12 - lines!.slice(0, cut).split("\n").length + 1);
    expect(contents(out)).toEqual(contents(whole));
  }
});

test("what was done ahead of its turn waits in the journal through a kill; its torn last line is dropped", async () => {
  const folder = recordings(9);
  const [whole, out] = [output(), output()];
  await run(folder, whole);
  const settings = settingsFor(await openSource(folder));
  // The first recording never ends: everything else is done, then the process is gone.
  const stuck: Analyst = (item) => (item.number === 1 ? new Promise(() => {}) : slow(item));
  void runBatch(out, { settings, analysts: [stuck, stuck], stop: never });
  const journal = join(out, "journal.jsonl");
  await expect.poll(() => readFileSync(journal, "utf8").split("\n").length).toBe(9);
  writeFileSync(journal, readFileSync(journal, "utf8").slice(0, -5));
  rmSync(join(out, ".lock")); // as of a process that is gone
  expect(await again(folder, out)).toEqual([1, expect.any(Number)]);
  expect(contents(out)).toEqual(contents(whole));
});

test("shards joined are the same bytes as one machine's; a missing, doubled or unfinished one is refused", async () => {
  const folder = recordings(25);
  const [whole, a, b, c, joined] = [output(), output(), output(), output(), output()];
  await run(folder, whole);
  await run(folder, a, [slow], [1, 3]);
  await run(folder, b, [slow, slow], [2, 3]);
  await run(folder, c, [slow], [3, 3]);
  expect(await mergeBatches([c, a, b], joined)).toMatchObject({ files: 25 });
  expect(contents(joined)).toEqual(contents(whole));
  expect(await mergeBatches([a, b, c], joined)).toMatchObject({ files: 25 });
  for (const wrong of [
    [a, b],
    [a, b, b],
    [a, b, whole],
  ])
    expect(codeOf(await mergeBatches(wrong, output()).catch((error: unknown) => error))[0]).toBe(
      "batch-refused",
    );
  rmSync(join(b, "summary.json"));
  const unfinished = await mergeBatches([a, b, c], output()).catch(codeOf);
  expect(unfinished).toEqual(["batch-refused", "not-complete"]);
});

test("other settings, other recordings, another process or a stranger's results are refused, and nothing is lost", async () => {
  const folder = recordings(8);
  const out = output();
  await run(folder, out);
  const before = contents(out);
  const other = await run(folder, out, [untouched], [1, 2]).catch(codeOf);
  expect(other).toEqual(["batch-refused", "other-settings"]);
  rmSync(join(folder, "0002-good.wav"));
  expect(await run(folder, out, [untouched]).catch(codeOf)).toEqual(["batch-refused", "other-files"]);
  expect(contents(out)).toEqual(before);
  writeFileSync(join(folder, "0002-good.wav"), "");
  expect(await run(folder, out, [untouched])).toMatchObject({ isComplete: true });
  const source = await openSource(folder);
  const held = await BatchFolder.open(out, settingsFor(source), itemsOf(source));
  expect(await run(folder, out, [untouched]).catch(codeOf)).toEqual(["batch-refused", "in-use"]);
  held.close(true);
  rmSync(join(out, "settings.json"));
  expect(await run(folder, out, [untouched]).catch(codeOf)).toEqual(["batch-refused", "no-settings"]);
});

test("no recording is begun more than the window ahead of one that takes long", async () => {
  const folder = recordings(1100);
  let [most, release] = [0, () => {}];
  const first = new Promise<void>((resolve) => (release = resolve));
  const analyse: Analyst = async (item) => {
    most = Math.max(most, item.number);
    if (item.number === 1) await first;
    return outcomeOf(item);
  };
  const running = run(folder, output(), [analyse, analyse]);
  await expect.poll(() => most).toBe(1000);
  await wait(20);
  expect(most).toBe(1000);
  release();
  expect((await running).summary.files).toBe(1100);
});

test("an analyst has its next recording before its last one is written", async () => {
  const out = output();
  const written: number[] = [];
  const analyse: Analyst = async (item) => {
    written.push(readFileSync(join(out, "results.jsonl"), "utf8").split("\n").length - 1);
    return outcomeOf(item);
  };
  await run(recordings(4), out, [analyse]);
  expect(written).toEqual([0, 0, 1, 2]);
});

test("a result that cannot be written ends the batch once what runs has ended; what was written is whole", async () => {
  const folder = recordings(6);
  const out = output();
  const settings = settingsFor(await openSource(folder));
  let [begun, ended] = [0, 0];
  const analyse: Analyst = async (item) => {
    begun++;
    await wait(1);
    ended++;
    return outcomeOf(item);
  };
  const onProgress = () => {
    throw new Error("no space left");
  };
  const run = { settings, analysts: [analyse], stop: never, onProgress };
  await expect(runBatch(out, run)).rejects.toThrow("no space left");
  expect([begun, ended]).toEqual([2, 2]);
  expect(await again(folder, out)).toEqual([2, 3, 4, 5, 6]);
});
