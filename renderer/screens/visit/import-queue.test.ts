import { expect, test } from "vitest";
import type { ImportEvent } from "../../../shared/contract/recordings.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { ProblemError } from "../../problem.ts";
import { speakerOf } from "../../speaker.ts";
import { createImportQueue, type ImportSteps, stageWords } from "./import-queue.ts";

const english = speakerOf("en");

const file = (name: string) => ({ file: new File(["sound"], name) });
const recording = (id: string) => ({ id }) as Recording;

async function* imported(name: string): AsyncGenerator<ImportEvent> {
  yield { type: "progress", stage: "decoding", fraction: 0.2 };
  yield { type: "done", recording: recording(name), duplicate: false };
}

/** Waits until its signal is aborted, as a long import does. */
async function* never(signal: AbortSignal): AsyncGenerator<ImportEvent> {
  yield { type: "progress", stage: "predicting", subject: "als-cnn", fraction: 0.5 };
  await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}

const steps = (replaced: Partial<ImportSteps> = {}): ImportSteps => ({
  upload: async (sent) => sent.name,
  import: async ({ fileName }) => imported(fileName),
  onDone: () => {},
  onThrough: () => {},
  ...replaced,
});

const states = (queue: ReturnType<typeof createImportQueue>) => queue.get().map(({ state }) => state.kind);

test("all files of a drop come in, in order, at most so many at a time", async () => {
  let active = 0;
  let most = 0;
  const done: string[] = [];
  const upload: ImportSteps["upload"] = async (sent) => {
    most = Math.max(most, ++active);
    await new Promise((resolve) => setTimeout(resolve, 5));
    active--;
    return sent.name;
  };
  const queue = createImportQueue(steps({ upload, onDone: ({ id }) => done.push(id) }), 2);
  queue.add("v", ["a.wav", "b.wav", "c.wav", "d.wav"].map(file));
  await expect.poll(() => done).toHaveLength(4);
  expect(most).toBe(2);
  expect(done.toSorted()).toEqual(["a.wav", "b.wav", "c.wav", "d.wav"]);
});

test("one bad file is told in words, keeps its file and does not stop the others", async () => {
  let refuse = true;
  const upload: ImportSteps["upload"] = async (sent) => {
    if (sent.name === "bad.wav" && refuse)
      throw new ProblemError({
        code: "storage-full",
        told: { reason: "The disk is full.", remedy: "Free some space." },
      });
    return sent.name;
  };
  const queue = createImportQueue(steps({ upload }), 1);
  queue.add("v", [file("bad.wav"), file("good.wav")]);
  await expect.poll(() => states(queue)).toEqual(["failed", "done"]);
  const failed = queue.get()[0];
  expect(failed?.state).toMatchObject({
    problem: { file: "bad.wav", code: "storage-full", told: { remedy: "Free some space." } },
  });
  refuse = false;
  queue.retry(failed?.id ?? 0);
  await expect.poll(() => states(queue)).toEqual(["done", "done"]);
});

test("cancelling ends a running import by its signal, and a waiting one before it starts", async () => {
  const started: string[] = [];
  const queue = createImportQueue(
    steps({
      import: async ({ fileName }, { signal }) => {
        started.push(fileName);
        return never(signal);
      },
    }),
    1,
  );
  queue.add("v", [file("a.wav"), file("b.wav")]);
  await expect.poll(() => states(queue)).toEqual(["working", "waiting"]);
  queue.cancel(queue.get()[1]?.id ?? 0);
  queue.cancel(queue.get()[0]?.id ?? 0);
  await expect.poll(() => states(queue)).toEqual(["cancelled", "cancelled"]);
  expect(started).toEqual(["a.wav"]);
});

test("a file is through when it is in or was dismissed, not when it failed", async () => {
  const through: string[] = [];
  const upload: ImportSteps["upload"] = async (sent) => {
    if (sent.name === "bad.wav") throw new Error("not read");
    return sent.name;
  };
  const queue = createImportQueue(steps({ upload, onThrough: ({ name }) => through.push(name) }), 1);
  queue.add("v", [file("bad.wav"), { file: { id: "1", name: "handed.wav", kind: "recording" } }]);
  await expect.poll(() => states(queue)).toEqual(["failed", "done"]);
  expect(through).toEqual(["handed.wav"]);
  queue.dismiss(queue.get()[0]?.id ?? 0);
  expect(through).toEqual(["handed.wav", "bad.wav"]);
});

test("an import that ends without a result is a failure", async () => {
  const queue = createImportQueue(steps({ import: async () => (async function* () {})() }), 1);
  queue.add("v", [file("a.wav")]);
  await expect.poll(() => states(queue)).toEqual(["failed"]);
});

test("stages in words", () => {
  expect(stageWords({ kind: "working", stage: "decoding", fraction: 0 }, english)).toBe("decoding");
  expect(stageWords({ kind: "working", stage: "predicting", subject: "als-cnn", fraction: 0 }, english)).toBe(
    "asking the model ALS screen (spectrogram network)",
  );
});
