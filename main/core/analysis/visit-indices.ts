import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { Measures } from "../../../shared/domain/measure.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import { speechTasks } from "../../../shared/domain/visit-measure-needs.ts";
import type { Core } from "../core.ts";
import { type JudgedTake, selectTakes } from "../findings/takes.ts";
import { takesByTask } from "../findings/visit-value.ts";
import { keepIndices, keptIndices } from "../history/visit-indices.ts";
import { signals } from "./recording-signal.ts";
import type { FromVisitMeasures } from "./visit-measures-worker.ts";

type Run = { signal?: AbortSignal; onProgress?: OnProgress };

/** The last take that counts of each task that AVQI and ABI are made from. */
function takesBehind(takes: readonly JudgedTake[]): JudgedTake[] {
  const wanted = [...speechTasks, "vowel-a" as const];
  const byTask = takesByTask(takes);
  const found = wanted.flatMap((task) => selectTakes(byTask.get(task) ?? []).used.at(-1) ?? []);
  const isSpeech = ({ recording }: JudgedTake) => speechTasks.includes(recording.task);
  return found.some(isSpeech) && !found.every(isSpeech) ? found : [];
}

/** AVQI and ABI of a visit as they are kept; empty where they were not computed from these takes. */
export async function knownIndices(
  core: Core,
  visitId: string,
  takes: readonly JudgedTake[],
): Promise<Measures> {
  const behind = takesBehind(takes);
  if (behind.length === 0) return {};
  return keptIndices(await core.history(), visitId, madeFrom(core, behind)) ?? {};
}

/**
 * AVQI and ABI of a visit from the takes that count. They take seconds: they are computed in a thread of their own, once,
 * and kept with the visit by the takes and the program that made them. What cannot be computed (a sound that does not
 * decode any more) is absent and leaves the rest.
 * @throws what `signal` aborts with
 */
export async function visitIndices(
  core: Core,
  visitId: string,
  takes: readonly JudgedTake[],
  run: Run = {},
): Promise<Measures> {
  const behind = takesBehind(takes);
  const known = await knownIndices(core, visitId, takes);
  if (behind.length === 0 || Object.keys(known).length > 0) return known;
  try {
    const measures = await measureApart(core, behind, run);
    const indices = Object.fromEntries(Object.entries(measures).filter(([id]) => /^(avqi|abi)$/.test(id)));
    keepIndices(await core.history(), visitId, madeFrom(core, behind), indices);
    return indices;
  } catch (error) {
    if (run.signal?.aborted || !(error instanceof BulbarError)) throw error;
    return {};
  }
}

function madeFrom(core: Core, takes: readonly JudgedTake[]): string {
  const made = takes.map(({ recording, analysis }) => [
    recording.id,
    recording.task,
    analysis?.measures.cpps?.doubts ?? [],
    analysis?.audio.channelUsed,
    analysis?.settings.trim ?? [],
    analysis?.definitions,
  ]);
  return createHash("sha256")
    .update(JSON.stringify([core.options.programVersion, made]))
    .digest("hex");
}

async function measureApart(
  core: Core,
  takes: readonly JudgedTake[],
  { signal, onProgress }: Run,
): Promise<Measures> {
  signal?.throwIfAborted();
  onProgress?.({ stage: "measuring-vowels", fraction: 0 });
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const worker = new Worker(new URL(`./visit-measures-worker.${extension}`, import.meta.url), {
    workerData: takes.map(({ recording, analysis }) => ({
      task: recording.task,
      measures: analysis!.measures,
    })),
  });
  const decode = async (wanted: number) => {
    const { id, task } = takes[wanted]!.recording;
    onProgress?.({ stage: "measuring-voice", subject: task, fraction: 0.3 });
    worker.postMessage(await signals.of(core, id));
  };
  try {
    return await new Promise<Measures>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      worker.on("error", reject);
      worker.on("message", (message: FromVisitMeasures) => {
        if ("measures" in message) resolve(message.measures);
        else decode(message.wanted).catch(reject);
      });
    });
  } finally {
    await worker.terminate();
  }
}
