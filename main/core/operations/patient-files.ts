import { randomUUID } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BulbarError, errorFound } from "../../../shared/domain/error.ts";
import type { PatientId } from "../../../shared/domain/ids.ts";
import {
  leastPassphraseLength,
  type PatientFileContent,
  patientFileSuffix,
} from "../../../shared/domain/patient-file.ts";
import type { Core } from "../core.ts";
import { historyApart } from "../history/history-apart.ts";
import { withUpload } from "../uploads.ts";
import { codeInFileName } from "./code-in-file-name.ts";
import { placeOf } from "./history.ts";
import { type Context, operation } from "./implementer.ts";
import { withProgress } from "./with-progress.ts";

const { patientFiles: on } = operation;

export const patientFiles = {
  export: on.export.handler(({ context, input: { id: patientId, passphrase, path }, signal }) =>
    withProgress((run) => {
      refuseShort(passphrase);
      return historyApart("export-patient", placeOf(context), path, run, { patientId, passphrase });
    }, signal),
  ),
  import: on.import.handler(({ context, input: { path, ...ask }, signal }) =>
    withProgress((run) => historyApart("import-patient", placeOf(context), path, run, ask), signal),
  ),
};

type Signal = AbortSignal | undefined;

/** The file's bytes for a window: it lies in the held folder for as long as it is written and read. */
export async function exportToWindow(
  context: Context,
  { id: patientId, passphrase }: { id: PatientId; passphrase: string },
  signal: Signal,
): Promise<{ fileName: string; file: Blob }> {
  refuseShort(passphrase);
  const ask = { patientId, passphrase };
  return inPassing(context.core, async (path) => {
    const { code } = await historyApart("export-patient", placeOf(context), path, runOf(signal), ask);
    const file = new Blob([(await readFile(path)) as Uint8Array<ArrayBuffer>]);
    return { fileName: `${codeInFileName(code)}${patientFileSuffix}`, file };
  });
}

/** Takes in a file that a window handed over; it lies there sealed as it came. */
export async function importFromWindow(
  context: Context,
  {
    uploadId,
    fileName,
    ...ask
  }: { uploadId: string; fileName: string; passphrase: string; code: string | null },
  signal: Signal,
): Promise<PatientFileContent> {
  const { core } = context;
  return withUpload(core.options.uploads, uploadId, (bytes) =>
    inPassing(core, async (path) => {
      await writeFile(path, bytes, { mode: 0o600 });
      try {
        return await historyApart("import-patient", placeOf(context), path, runOf(signal), ask);
      } catch (error) {
        throw namedAs(fileName, error);
      }
    }),
  );
}

/** Works with a name in the held folder, and removes what lies there then. */
async function inPassing<T>(core: Core, work: (path: string) => Promise<T>): Promise<T> {
  const path = join(await core.spoolFolder(), randomUUID());
  try {
    return await work(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** Errors name the file as the person knows it. */
function namedAs(fileName: string, error: unknown): unknown {
  if (!(error instanceof BulbarError) || error.data.file === undefined) return error;
  return errorFound(error.code, { ...error.data, file: fileName }, { cause: error });
}

const runOf = (signal: Signal) => ({ ...(signal && { signal }), onProgress: () => {} });

function refuseShort(passphrase: string): void {
  if (passphrase.length >= leastPassphraseLength) return;
  throw new BulbarError("invalid-input", {
    why: "passphrase-short",
    facts: { limit: leastPassphraseLength },
  });
}
