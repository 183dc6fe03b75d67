/**
 * Opens the history of a data folder in a process of its own, takes steps, and prints one JSON line a step: its result
 * or the error's code. Usage: use-history.fixture.ts FOLDER STEP...
 */
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { BulbarError } from "../../../shared/domain/error.ts";
import { PatientDetails } from "../../../shared/domain/patient.ts";
import { listAudit } from "./audit.ts";
import { verifyAudit } from "./audit-verify.ts";
import { openDataHistory } from "./open-data-history.ts";
import type { History } from "./open-history.ts";
import { listPatients } from "./patient-list.ts";
import { createPatient } from "./patients.ts";

const [folder = "", ...steps] = process.argv.slice(2);
const key = "0123456789abcdef".repeat(4);
let history: History | null = null;
const patientDetails = (code: string) => PatientDetails.parse({ code, name: "" });
const opened = (): History => {
  history ??= openDataHistory(folder, key);
  return history;
};

const ways: Record<string, (argument: string) => unknown> = {
  open: () => opened() && null,
  list: () => listPatients(opened()).rows.map(({ code }) => code),
  create: (code) => createPatient(opened(), patientDetails(code)).code,
  long: (code) => createPatient(opened(), { ...patientDetails(code), notes: "x".repeat(4_000_000) }).code,
  audit: () => listAudit(opened()).map(({ action, detail }) => (detail ? `${action}: ${detail}` : action)),
  chain: () => verifyAudit(opened()),
  left: () => readdirSync(folder).sort(),
  fill: () => fill(join(folder, "fill")),
  free: () => rmSync(join(folder, "fill")),
  touch: (path) => writeFileSync(path, ""),
  wait: async (path) => {
    while (!existsSync(path)) await after(10);
  },
  die: () => process.kill(process.pid, "SIGKILL"),
  close: () => {
    opened().close();
    history = null;
  },
};

for (const step of steps) {
  const [name = "", argument = ""] = step.split("=");
  let told: unknown;
  try {
    told = (await ways[name]?.(argument)) ?? null;
  } catch (error) {
    told = error instanceof BulbarError ? { code: error.code, ...error.data } : { code: String(error) };
  }
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

function fill(path: string): void {
  for (let size = 1 << 20; size >= 1024; size >>= 1) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: "a" });
    } catch {
      // no room for so much; less may still fit
    }
  }
}
