import { expect, test } from "vitest";
import type { BatchEvent } from "../../../shared/contract/batches.ts";
import { ProblemError } from "../../problem.ts";
import { type BatchChoice, createBatchRuns } from "./batch-run.ts";

const choice: BatchChoice = { source: "/in", results: "/out", task: null, withModels: false };
const counted = (done: number): BatchEvent => ({ type: "counted", done, before: 0, total: 3, failures: 0 });

test("a run tells how far it is, and that it is done", async () => {
  const seen: string[] = [];
  const runs = createBatchRuns({
    now: () => 7,
    run: async function* () {
      yield counted(1);
      yield { type: "done", isComplete: true } as const;
    } as never,
  });
  runs.subscribe(() => seen.push(`${runs.get()?.kind} ${runs.get()?.told?.done ?? "-"}`));
  await runs.start(choice);
  expect(seen).toEqual(["running -", "running 1", "finished 1"]);
  expect(runs.get()).toMatchObject({ choice, startedAt: 7 });
});

test("what is stopped can be gone on with, and says nothing more afterwards", async () => {
  const told = Promise.withResolvers<void>();
  const runs = createBatchRuns({
    now: () => 0,
    run: async (_, signal) =>
      (async function* () {
        yield counted(1);
        told.resolve();
        while (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 1));
        throw signal.reason;
      })(),
  });
  const ended = runs.start(choice);
  await told.promise;
  runs.stop();
  await ended;
  expect(runs.get()).toMatchObject({ kind: "stopped", told: { done: 1 } });
  const again = runs.start(choice);
  runs.forget();
  await again;
  expect(runs.get()).toBeNull();
});

test("what cannot begin says why", async () => {
  const problem = { code: "batch-refused", told: { why: "in-use" } } as const;
  const runs = createBatchRuns({
    now: () => 0,
    run: async () => {
      throw new ProblemError(problem);
    },
  });
  await runs.start(choice);
  expect(runs.get()).toMatchObject({ kind: "failed", problem });
});
