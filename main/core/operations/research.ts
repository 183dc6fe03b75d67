import { appendFile, mkdir, readdir, rename, rm, rmdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { zipSync } from "fflate";
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
import { listFormEntries } from "../history/form-entries.ts";
import type { HistoryRun } from "../history/history-apart.ts";
import { getPatient, patientIds } from "../history/patients.ts";
import { listPatientRecordings } from "../history/recordings.ts";
import { keptPseudonym, newPseudonym } from "../history/research-pseudonyms.ts";
import { listTreatments } from "../history/treatments.ts";
import { operation } from "./implementer.ts";
import { withProgress } from "./with-progress.ts";

const { research: on, researchFiles: onFiles } = operation;

export const research = {
  exportTables: on.exportTables.handler(({ context: { core }, input: { joinable }, signal }) =>
    withProgress((run) => zipTables(core, joinable, run), signal),
  ),
};

export const researchFiles = {
  export: onFiles.export.handler(({ context: { core }, input, signal }) =>
    withProgress((run) => exportFolder(core, input, run), signal),
  ),
};

type Asked = { patients: PatientId[]; sound: boolean; joinable: boolean };
/** Puts content behind what a file of the export holds already. */
type Append = (file: string, content: string | Uint8Array) => Promise<void>;

/** The tables of all patients as a ZIP, which lies nowhere. */
async function zipTables(
  core: Core,
  joinable: boolean,
  run: HistoryRun,
): Promise<ResearchExport & { zipBase64: string }> {
  const files = new Map<string, Uint8Array[]>();
  const append: Append = async (file, content) => {
    files.set(file, [...(files.get(file) ?? []), Buffer.from(content)]);
  };
  const total = await writeResearch(core, { patients: [], sound: false, joinable }, append, run);
  const entries = [...files].map(([name, parts]) => [name, Buffer.concat(parts)] as const);
  return { ...total, zipBase64: Buffer.from(zipSync(Object.fromEntries(entries))).toString("base64") };
}

/**
 * Writes an export into a folder that gets its name when it is whole; until then its name says that it is not, since a
 * process that dies cannot remove what it wrote.
 * @throws BulbarError storage-in-the-way where the folder holds something; not-found; storage-...
 */
async function exportFolder(
  core: Core,
  { path, ...asked }: Asked & { path: string },
  run: HistoryRun,
): Promise<ResearchExport> {
  const target = resolve(path);
  await refuseFilled(target);
  const folder = `${target}-incomplete`;
  await refuseFilled(folder);
  try {
    await mkdir(asked.sound ? join(folder, "audio") : folder, { recursive: true, mode: 0o700 });
    const append: Append = (file, content) => appendFile(join(folder, file), content, { mode: 0o600 });
    const total = await writeResearch(core, asked, append, run);
    await rmdir(target).catch(() => {}); // an empty one may be there
    await rename(folder, target);
    return total;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function writeResearch(
  core: Core,
  asked: Asked,
  append: Append,
  run: HistoryRun,
): Promise<ResearchExport> {
  const history = await core.history();
  await begin(core, asked, append);
  const ids = asked.patients.length > 0 ? asked.patients : patientIds(history);
  const total = { patients: 0, visits: 0, recordings: 0, sounds: asked.sound ? 0 : null, withoutSound: 0 };
  for (const [index, id] of ids.entries()) {
    run.signal?.throwIfAborted();
    run.onProgress({ stage: "exporting", fraction: index / ids.length });
    const hiding = asked.joinable ? keptPseudonym(history, id) : newPseudonym();
    const patient = await researchPatient(core, id);
    for (const table of researchTables) await append(`${table}.csv`, researchCsv(table, patient, hiding));
    const written = asked.sound ? await writeSounds(core, patient, hiding, append, run) : 0;
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
  return total;
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

async function begin(core: Core, { sound, joinable }: Asked, append: Append): Promise<void> {
  const { programVersion } = core.options;
  await append("README.md", researchReadme({ programVersion, hasSound: sound, isJoinable: joinable }));
  for (const table of researchTables) await append(`${table}.csv`, researchHeader(table));
}

async function researchPatient(core: Core, id: PatientId): Promise<ResearchPatient> {
  const history = await core.history();
  const patient = getPatient(history, id);
  const recordings = Map.groupBy(listPatientRecordings(history, id), ({ visitId }) => visitId);
  const forms = listFormEntries(history, id);
  const { observed } = await judgePatient(core, patient);
  const visits = observed.map(({ visit, alsfrs, indices, takes, heard }) => ({
    ...{ visit, alsfrs, indices, heard },
    forms: forms.filter(({ visitId }) => visitId === visit.id),
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
  append: Append,
  { signal }: HistoryRun,
): Promise<number> {
  let written = 0;
  for (const { id } of visits.flatMap(({ recordings }) => recordings)) {
    signal?.throwIfAborted();
    try {
      const wav = encodeWav(await signals.of(core, id));
      await append(`audio/${hiddenId("A", id, hiding)}.wav`, wav);
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
