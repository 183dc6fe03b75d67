import type { ImportEvent } from "../../../shared/contract/recordings.ts";
import type { Channel } from "../../../shared/domain/audio-info.ts";
import type { Progress } from "../../../shared/domain/progress.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { type Problem, toProblem } from "../../problem.ts";
import type { Speaker } from "../../speaker.ts";
import type { SendableFile } from "../../upload.ts";

export type ImportState =
  | { kind: "waiting" }
  | { kind: "sending"; fraction: number }
  | ({ kind: "working" } & Progress)
  | { kind: "done"; recording: Recording; duplicate: boolean }
  | { kind: "failed"; problem: Problem }
  | { kind: "cancelled" };

/** A file with what a person has said of it; what is not said is found by itself. */
export type FileToImport = { file: SendableFile; task?: TaskId; channel?: Channel | null };

/** A file on its way into a visit. The file is kept until it is in, so that a failure loses nothing. */
export type ImportItem = FileToImport & { id: number; visitId: string; state: ImportState };

/** Whether a file is still on its way. */
export function isComing({ state }: ImportItem): boolean {
  return ["waiting", "sending", "working"].includes(state.kind);
}

/** What the queue needs from the program; replaced in tests. */
export type ImportSteps = {
  upload: (
    file: SendableFile,
    signal: AbortSignal,
    onFraction: (fraction: number) => void,
  ) => Promise<string>;
  import: (
    input: { visitId: string; uploadId: string; fileName: string } & Omit<FileToImport, "file">,
    options: { signal: AbortSignal },
  ) => Promise<AsyncIterable<ImportEvent>>;
  onDone: (recording: Recording) => void;
  /** The file is in, or was given up. */
  onThrough: (file: SendableFile) => void;
};

/** Imports files one after the other, `parallel` at a time. It outlives the screens, so leaving a visit stops nothing. */
export function createImportQueue(steps: ImportSteps, parallel: number) {
  let items: readonly ImportItem[] = [];
  let nextId = 1;
  const listeners = new Set<() => void>();
  const running = new Map<number, AbortController>();

  const replace = (next: readonly ImportItem[]) => {
    items = next;
    for (const listener of listeners) listener();
  };
  const setState = (id: number, state: ImportState) =>
    replace(items.map((item) => (item.id === id ? { ...item, state } : item)));

  const startWaiting = () => {
    for (const item of items) {
      if (running.size >= parallel) return;
      if (item.state.kind === "waiting") void run(item);
    }
  };
  const run = async (item: ImportItem) => {
    const controller = new AbortController();
    running.set(item.id, controller);
    try {
      await importFile(item, steps, controller.signal, (state) => setState(item.id, state));
    } catch (error) {
      const cancelled = controller.signal.aborted;
      setState(
        item.id,
        cancelled ? { kind: "cancelled" } : { kind: "failed", problem: fileProblem(item, error) },
      );
    } finally {
      running.delete(item.id);
      startWaiting();
    }
  };

  return {
    get: () => items,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add: (visitId: string, files: readonly FileToImport[]) => {
      const added = files.map(
        (file): ImportItem => ({ ...file, id: nextId++, visitId, state: { kind: "waiting" } }),
      );
      replace([...items, ...added]);
      startWaiting();
    },
    cancel: (id: number) => {
      const controller = running.get(id);
      if (controller) controller.abort();
      else setState(id, { kind: "cancelled" });
    },
    retry: (id: number) => {
      setState(id, { kind: "waiting" });
      startWaiting();
    },
    dismiss: (id: number) => {
      const dismissed = items.filter((item) => item.id === id);
      replace(items.filter((item) => item.id !== id));
      for (const { file } of dismissed) steps.onThrough(file);
    },
    /** Gives everything up, and tells of nothing any more. */
    clear: () => {
      const all = items;
      replace([]);
      for (const controller of running.values()) controller.abort();
      for (const { file } of all) steps.onThrough(file);
    },
  };
}

async function importFile(
  { visitId, file, task, channel }: ImportItem,
  steps: ImportSteps,
  signal: AbortSignal,
  onState: (state: ImportState) => void,
) {
  onState({ kind: "sending", fraction: 0 });
  const uploadId = await steps.upload(file, signal, (fraction) => onState({ kind: "sending", fraction }));
  const input = { visitId, uploadId, fileName: file.name, task, channel };
  for await (const event of await steps.import(input, { signal })) {
    if (event.type === "progress") onState({ ...event, kind: "working" });
    else {
      onState({ kind: "done", recording: event.recording, duplicate: event.duplicate });
      steps.onDone(event.recording);
      steps.onThrough(file);
      return;
    }
  }
  throw new Error("The import ended without a result.");
}

function fileProblem({ file }: ImportItem, error: unknown): Problem {
  const problem = toProblem(error);
  return { ...problem, file: problem.file ?? file.name };
}

/** What is being done, in words. */
export function stageWords(state: ImportState, { words, say }: Speaker): string {
  const { imports } = words.visit;
  if (state.kind === "working") return say.stage(state);
  return state.kind === "done" && state.duplicate ? imports.duplicate : imports[state.kind];
}
