import { Worker } from "node:worker_threads";
import { ageAt } from "../../../shared/domain/calendar.ts";
import type { RecordingId, VisitId } from "../../../shared/domain/ids.ts";
import type { Measures } from "../../../shared/domain/measure.ts";
import type { NormBand } from "../../../shared/domain/norm.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import type { Core } from "../core.ts";
import { getPatient } from "../history/patients.ts";
import { listRecordings } from "../history/recordings.ts";
import { getVisit } from "../history/visits.ts";
import type { MeasuredTask } from "../measures/indices/vowel-space.ts";
import { normBand, normFor } from "../trends/norms.ts";
import { signals } from "./recording-signal.ts";
import type { FromVisitMeasures } from "./visit-measures-worker.ts";

export type VisitMeasures = { measures: Measures; norms: Record<string, NormBand> };
type Run = { signal?: AbortSignal; onProgress?: OnProgress };
type Stored = MeasuredTask & { id: RecordingId };

/**
 * The measures of a visit over several of its tasks, with their norms. AVQI and ABI take seconds: they are computed in
 * a thread of their own, so that nothing else waits, which the signal ends.
 * @throws BulbarError `not-found`, and what decoding throws
 */
export async function visitMeasuresOf(core: Core, visitId: VisitId, run: Run = {}): Promise<VisitMeasures> {
  const history = await core.history();
  const visit = getVisit(history, visitId);
  const recordings = listRecordings(history, visitId).flatMap(({ id, task, analysis }) =>
    analysis?.task === task ? [{ id, task, measures: analysis.measures }] : [],
  );
  const measures = await measureApart(core, recordings, run);
  const { sex, birthDate } = getPatient(history, visit.patientId);
  const age = birthDate ? ageAt(birthDate, visit.date) : null;
  const published = await core.formerNorms();
  const norms = Object.keys(measures).flatMap((id) => {
    const norm = normFor(published, id, "visit", sex, age);
    const band = norm && normBand(norm);
    return band ? [[id, band] as const] : [];
  });
  return { measures, norms: Object.fromEntries(norms) };
}

async function measureApart(
  core: Core,
  recordings: Stored[],
  { signal, onProgress }: Run,
): Promise<Measures> {
  signal?.throwIfAborted();
  onProgress?.({ stage: "measuring-vowels", fraction: 0 });
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const worker = new Worker(new URL(`./visit-measures-worker.${extension}`, import.meta.url), {
    workerData: recordings.map(({ task, measures }) => ({ task, measures })),
  });
  const decode = async (wanted: number) => {
    const { id, task } = recordings[wanted]!;
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
