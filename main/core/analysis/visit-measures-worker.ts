import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Measures } from "../../../shared/domain/measure.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { MeasuredTask } from "../measures/indices/vowel-space.ts";
import { measureVisit } from "../measures/measure-visit.ts";

/** What the thread says: the signal of a recording is wanted, by its place in the list, or the work is done. */
export type FromVisitMeasures = { wanted: number } | { measures: Measures };

if (!parentPort) throw new Error("visit-measures-worker.ts runs in a worker thread; use measureVisitApart.");
const port: MessagePort = parentPort;
const recordings = workerData as MeasuredTask[];

function signalOf(wanted: number): Promise<Sound> {
  port.postMessage({ wanted } satisfies FromVisitMeasures);
  return new Promise((resolve) => port.once("message", resolve));
}

const measures = await measureVisit(
  recordings.map((recording, index) => ({ ...recording, signal: () => signalOf(index) })),
);
port.postMessage({ measures } satisfies FromVisitMeasures);
port.close();
