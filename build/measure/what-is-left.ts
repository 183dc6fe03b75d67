import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeWav } from "../../main/core/audio/wav.ts";
import { createCore } from "../../main/core/core.ts";
import { auditFindings } from "../../main/core/history/audit-verify.ts";
import { checkHistoryFile } from "../../main/core/history/check-file.ts";
import { exportPatient } from "../../main/core/history/export-patient.ts";
import { openDataHistory } from "../../main/core/history/open-data-history.ts";
import { createPatient } from "../../main/core/history/patients.ts";
import { addRecording } from "../../main/core/history/recordings.ts";
import { createVisit } from "../../main/core/history/visits.ts";
import { synthesise } from "../../main/core/synth/synthesise.ts";
import { PatientDetails } from "../../shared/domain/patient.ts";
import { logOnForWork, passphrase, patientFileName } from "./history-work.ts";

export type Kept = { patient: Set<string>; visit: Set<string>; recording: Set<string> };
export type Folders = Record<"root" | "data" | "temporary" | "home" | "sources" | "out", string>;

export function makeFolders(): Folders {
  const root = mkdtempSync(join(tmpdir(), "bulbar-disturbed-"));
  const names = ["data", "temporary", "home", "sources", "out"] as const;
  const folders = Object.fromEntries(names.map((name) => [name, join(root, name)]));
  for (const folder of Object.values(folders)) mkdirSync(folder, { mode: 0o700 });
  return { root, ...folders } as Folders;
}

/** Two voices to import, and a patient's file; gives bytes of the voices to look for. */
export async function makeSources({ sources, root }: Folders): Promise<Buffer[]> {
  const wavs = (["vowel-a", "ddk-pa"] as const).map((task, seed) => {
    const { signal } = synthesise({ task, sex: "male", severity: 1, seed, sampleRateHz: 16_000, snrDb: 30 });
    const wav = Buffer.from(encodeWav(signal));
    writeFileSync(join(sources, `${task}.wav`), wav);
    return wav;
  });
  const dataFolder = join(root, "other");
  const key = "ab".repeat(32);
  const history = openDataHistory(dataFolder, key);
  const { id: patientId } = createPatient(history, PatientDetails.parse({ code: "SOURCE" }));
  const visit = createVisit(history, { patientId, date: "2026-01-05", device: "", notes: "" });
  for (const [index, bytes] of wavs.entries())
    addRecording(history, {
      visitId: visit.id,
      task: "free",
      fileName: `${index}.wav`,
      bytes,
      analysis: null,
    });
  history.close();
  const place = { dataFolder, actor: "kills", programVersion: "kills", key, users: null };
  await exportPatient(place, join(sources, patientFileName), { patientId, passphrase }, () => {});
  rmSync(dataFolder, { recursive: true });
  return wavs.flatMap((wav) =>
    [0.3, 0.6, 0.9].map((part) => wav.subarray(Math.round(part * wav.length)).subarray(0, 24)),
  );
}

/** The data key, as the user gets it; null where nobody was set up before the kill. */
async function dataKeyOf(dataFolder: string): Promise<string | null> {
  const options = {
    programFolder: "",
    dataFolder,
    programVersion: "kills",
    device: "cpu",
    threads: 1,
  } as const;
  const core = createCore(options);
  try {
    if (!core.vault.hasUsers()) return null;
    await logOnForWork(core.vault);
    return core.vault.dataKey();
  } finally {
    await core.close();
  }
}

/** What is wrong with what is left; empty where nothing is. */
export async function faultsOf({ data }: Folders, kept: Kept): Promise<string[]> {
  const faults: string[] = [];
  try {
    const key = await dataKeyOf(data);
    if (key === null) return [...kept.patient].map((id) => `patient ${id} is lost, and so is the user`);
    const history = openDataHistory(data, key);
    for (const [what, ids] of Object.entries(kept)) {
      const there = new Set(history.database.prepare<[], string>(`SELECT id FROM ${what}s`).pluck().all());
      for (const id of ids) if (!there.has(id)) faults.push(`${what} ${id} is lost`);
    }
    for (const { row, kind } of auditFindings(history)) faults.push(`audit trail, row ${row}: ${kind}`);
    history.close();
    await checkHistoryFile(join(data, "history.db"), key, () => {});
  } catch (error) {
    faults.push(String(error));
  }
  return faults;
}

/** Files that hold a part of a voice in plain. */
export function plaintextIn({ data, temporary, home, out }: Folders, marks: readonly Buffer[]): string[] {
  const files = [data, temporary, home, out].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  return files
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .filter((path) => {
      const bytes = readFileSync(path);
      return marks.some((mark) => bytes.includes(mark));
    });
}
