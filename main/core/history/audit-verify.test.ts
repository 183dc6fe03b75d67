import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { auditHead, listAudit } from "./audit.ts";
import { replaceAuditHead } from "./audit-head.ts";
import { auditFindings } from "./audit-verify.ts";
import { patientDetails, temporaryFolder, testKey } from "./history.fixtures.ts";
import { openDataHistory } from "./open-data-history.ts";
import type { History } from "./open-history.ts";
import { createPatient } from "./patients.ts";
import { placeHistory } from "./place-history.ts";

/** A data folder with patients and a copy of its history from before the last of them. */
function folderWithCopy(deviceSecret: Uint8Array | null = null) {
  const folder = temporaryFolder();
  const use = <T>(work: (history: History) => T, now?: () => Date): T => {
    const history = openDataHistory(folder, testKey, { ...(now && { now }), deviceSecret });
    try {
      return work(history);
    } finally {
      history.close();
    }
  };
  const add = (code: string, now?: () => Date) =>
    use((history) => createPatient(history, patientDetails(code)), now);
  for (const code of ["P1", "P2"]) add(code);
  const [path, copy] = [join(folder, "history.db"), join(folder, "copy.db")];
  copyFileSync(path, copy);
  for (const code of ["P3", "P4"]) add(code);
  return { folder, path, copy, use, add, findings: () => use(auditFindings) };
}

test("a whole trail has no findings, whoever opens it how often", () => {
  const { findings, add } = folderWithCopy();
  expect(findings()).toEqual([]);
  add("P5");
  expect(findings()).toEqual([]);
});

test("an older copy of the file is seen, and stays seen when work went on", () => {
  const { path, copy, findings, add } = folderWithCopy();
  copyFileSync(copy, path);
  expect(findings()).toEqual([{ row: 3, kind: "rolled-back" }]);
  for (const code of ["P5", "P6", "P7"]) add(code);
  expect(findings()).toEqual([{ row: 3, kind: "rolled-back" }]);
});

test("an older copy of the file whose head was removed with it is seen", () => {
  const { path, copy, use } = folderWithCopy();
  copyFileSync(copy, path);
  rmSync(join(path, "..", "history.head"));
  expect(use(auditFindings)).toEqual([{ row: 3, kind: "head-missing" }]);
});

test("rows rewritten or cut by somebody who can make the hashes fit are seen by the head", () => {
  const { use, findings } = folderWithCopy();
  use(({ database }) => {
    database.exec("DROP TRIGGER auditIsNotChanged; DROP TRIGGER auditIsNotDeleted");
    database.exec(
      "DELETE FROM audit WHERE number > 2; UPDATE sqlite_sequence SET seq = 2 WHERE name = 'audit'",
    );
  });
  expect(findings()).toEqual([{ row: 3, kind: "rolled-back" }]);
});

test("a head that somebody without the key wrote counts as none", () => {
  const { folder, path, copy, findings } = folderWithCopy();
  copyFileSync(copy, path);
  writeFileSync(join(folder, "history.head"), JSON.stringify({ number: 2, sha256: "ab", mac: "ab" }));
  expect(findings()).toMatchObject([{ row: 3, kind: "head-missing" }]);
});

test("a clock that was set back is seen, one that a time server corrects is not", () => {
  const { findings, add } = folderWithCopy();
  add("P5", () => new Date(Date.now() - 20_000));
  expect(findings()).toEqual([]);
  add("P6", () => new Date(Date.now() - 86_400_000));
  expect(findings()).toEqual([{ row: 6, kind: "clock-set-back" }]);
});

const ofThisComputer = Buffer.alloc(32, 7);
const headFile = (folder: string) => join(folder, "history.head");

/** What somebody does who has the data key, and not what the operating system's store keeps. */
function forgeTrail(folder: string): void {
  const head = readFileSync(headFile(folder));
  const history = openDataHistory(folder, testKey);
  history.database.exec("DROP TRIGGER auditIsNotChanged; DROP TRIGGER auditIsNotDeleted");
  history.database.exec(
    "DELETE FROM audit WHERE number > 3; UPDATE sqlite_sequence SET seq = 3 WHERE name = 'audit'",
  );
  createPatient(history, patientDetails("forged"));
  replaceAuditHead(history.auditHead!, auditHead(history));
  history.close();
  const forged = readFileSync(headFile(folder));
  writeFileSync(headFile(folder), Buffer.concat([forged.subarray(0, 512), head.subarray(512)]));
}

test("who has the data key alone makes no trail that fits the head which the computer's store signs", () => {
  const { folder, use, findings } = folderWithCopy(ofThisComputer);
  expect(use(listAudit)[0]!.detail).toMatch(/signed by this computer's key store, too: [0-9a-f]{16}$/);
  forgeTrail(folder);
  const without = openDataHistory(folder, testKey);
  expect(auditFindings(without)).toEqual([]);
  without.close();
  expect(findings()).toEqual([{ row: 5, kind: "rolled-back" }]);
  expect(findings()).toEqual([{ row: 5, kind: "rolled-back" }]);
});

test("where the store's head was removed that is seen", () => {
  const { folder, findings } = folderWithCopy(ofThisComputer);
  writeFileSync(headFile(folder), readFileSync(headFile(folder)).subarray(0, 512));
  expect(findings()).toMatchObject([{ kind: "head-missing" }]);
});

test("programs that reach the store and programs that do not work on one trail, also one that was restored", () => {
  const { folder, path, copy, findings } = folderWithCopy(ofThisComputer);
  const without = openDataHistory(folder, testKey, { actor: "ssh" });
  createPatient(without, patientDetails("P5"));
  without.close();
  expect(findings()).toEqual([]);
  const draft = `${path}.draft-1`;
  copyFileSync(copy, draft);
  placeHistory(draft, path, testKey, { actor: "ssh", why: "restored" });
  expect(findings()).toEqual([]);
  expect(findings()).toEqual([]);
});
