import { appendFile, mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { ResearchExport } from "../../../shared/domain/research.ts";
import { judgePatient } from "../analysis/judge-patient.ts";
import { signals } from "../analysis/recording-signal.ts";
import { encodeWav } from "../audio/wav.ts";
import type { Core } from "../core.ts";
import { type Hiding, hiddenId } from "../exchange/research/hide.ts";
import { researchReadme, researchTables } from "../exchange/research/research-columns.ts";
import { type ResearchPatient, researchCsv, researchHeader } from "../exchange/research/research-rows.ts";
import { visitTakes } from "../findings/takes.ts";
import { audited } from "../history/audit.ts";
import { refuseNoFolder } from "../history/backup-history.ts";
import type { HistoryRun } from "../history/history-apart.ts";
import { getPatient, patientIds } from "../history/patients.ts";
import { listPatientRecordings } from "../history/recordings.ts";
import { keptPseudonym, newPseudonym } from "../history/research-pseudonyms.ts";
import { listTreatments } from "../history/treatments.ts";
import { operation } from "./implementer.ts";
import { withProgress } from "./with-progress.ts";

const { research: on } = operation;

export const research = {
  export: on.export.handler(({ context: { core }, input, signal }) =>
    withProgress((run) => exportResearch(core, input, run), signal),
  ),
};

type Asked = { path: string; patients: PatientId[]; sound: boolean; joinable: boolean };

/**
 * Writes an export into a folder that gets its name when it is whole; until then its name says that it is not, since a
 * process that dies cannot remove what it wrote.
 * @throws BulbarError storage-in-the-way where the folder holds something; not-found; storage-...
 */
async function exportResearch(core: Core, asked: Asked, run: HistoryRun): Promise<ResearchExport> {
  const history = await core.history();
  const target = resolve(asked.path);
  await refuseFilled(target);
  const folder = `${target}-incomplete`;
  await refuseFilled(folder);
  try {
    await begin(folder, core, asked);
    const ids = asked.patients.length > 0 ? asked.patients : patientIds(history);
    const total = { patients: 0, visits: 0, recordings: 0, sounds: asked.sound ? 0 : null, withoutSound: 0 };
    for (const [index, id] of ids.entries()) {
      run.signal?.throwIfAborted();
      run.onProgress({ stage: "exporting", fraction: index / ids.length });
      const hiding = asked.joinable ? keptPseudonym(history, id) : newPseudonym();
      const patient = await researchPatient(core, id);
      for (const table of researchTables)
        await appendFile(join(folder, `${table}.csv`), researchCsv(table, patient, hiding));
      const written = asked.sound ? await writeSounds(core, patient, hiding, folder, run) : 0;
      const recordings = patient.visits.flatMap((visit) => visit.recordings);
      total.patients++;
      total.visits += patient.visits.length;
      total.recordings += recordings.length;
      if (total.sounds !== null) {
        total.sounds += written;
        total.withoutSound += recordings.length - written;
      }
      tell(history, id, asked);
    }
    await rmdir(target).catch(() => {}); // an empty one may be there
    await rename(folder, target);
    return total;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function refuseFilled(folder: string): Promise<void> {
  refuseNoFolder(dirname(folder));
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (found.length === 0) return;
  throw new BulbarError("storage-in-the-way", { file: basename(folder), why: "folder-not-empty" });
}

async function begin(folder: string, core: Core, { sound, joinable }: Asked): Promise<void> {
  await mkdir(sound ? join(folder, "audio") : folder, { recursive: true, mode: 0o700 });
  const { programVersion } = core.options;
  const readme = researchReadme({ programVersion, hasSound: sound, isJoinable: joinable });
  await writeFile(join(folder, "README.md"), readme, { mode: 0o600 });
  for (const table of researchTables)
    await writeFile(join(folder, `${table}.csv`), researchHeader(table), { mode: 0o600 });
}

async function researchPatient(core: Core, id: PatientId): Promise<ResearchPatient> {
  const history = await core.history();
  const patient = getPatient(history, id);
  const recordings = Map.groupBy(listPatientRecordings(history, id), ({ visitId }) => visitId);
  const { observed } = await judgePatient(core, patient);
  const visits = observed.map(({ visit, alsfrs, indices, takes }) => ({
    ...{ visit, alsfrs, indices },
    recordings: recordings.get(visit.id) ?? [],
    takes: visitTakes(takes),
  }));
  return { patient, visits, treatments: listTreatments(history, id) };
}

/** The channel that was measured, as a plain WAV; gives how many there are. A sound that does not decode is left out. */
async function writeSounds(
  core: Core,
  { visits }: ResearchPatient,
  hiding: Hiding,
  folder: string,
  { signal }: HistoryRun,
): Promise<number> {
  let written = 0;
  for (const { id } of visits.flatMap(({ recordings }) => recordings)) {
    signal?.throwIfAborted();
    try {
      const wav = encodeWav(await signals.of(core, id));
      await writeFile(join(folder, "audio", `${hiddenId("A", id, hiding)}.wav`), wav, { mode: 0o600 });
      written++;
    } catch (error) {
      if (!(error instanceof BulbarError) || error.code.startsWith("history-")) throw error;
    } finally {
      signals.forget(id);
    }
  }
  return written;
}

function tell(history: Awaited<ReturnType<Core["history"]>>, patientId: PatientId, asked: Asked): void {
  audited(
    history,
    () => {},
    () => ({
      action: "export",
      patientId,
      subject: `patient ${patientId}`,
      detail: `research, ${asked.sound ? "with sound" : "without sound"}, ${asked.joinable ? "joinable" : "not joinable"}`,
    }),
  );
}
