import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { encode } from "fast-png";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ReportDraft } from "../../../shared/contract/reports.ts";
import type { VisitId } from "../../../shared/domain/ids.ts";
import { createCore } from "../core.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { listAudit } from "../history/audit.ts";
import { patients } from "./patients.ts";
import { reports } from "./reports.ts";
import { site } from "./site.ts";
import { visits } from "./visits.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-reports-"));
let now = new Date("2026-03-12T14:05:12Z");
const core = createCore({ ...testCoreOptions(dataFolder) }, () => now);
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true });
});

const clinician = { user: "Dr. Müller", role: "clinician" as const };
const as = (session: { user: string; role: "clinician" | "administrator"; confirmedUntil?: string }) => ({
  context: { core, session },
});
const unconfirmed = as(clinician);
const confirmed = as({ ...clinician, confirmedUntil: "2026-03-12T14:09:00Z" });
const administrator = as({ user: "admin", role: "administrator" });
const draft = ReportDraft.parse({ conclusion: "Speech is slower.", indication: "Follow-up." });

let visitId: VisitId;
beforeAll(async () => {
  await core.vault.setUp({ name: "admin", password: "a long enough password" });
  const { id: patientId } = await call(patients.create, { code: "P-1", name: "Anna" }, unconfirmed);
  visitId = (await call(visits.create, { patientId, date: "2026-03-12" }, unconfirmed)).id;
});

const bytesOf = async (pdf: Blob) => Buffer.from(await pdf.arrayBuffer());

test("a draft is kept with the visit; where none is it is what the site sets", async () => {
  await call(site.setClinicHead, { lines: ["Bulbar clinic"], paper: "Letter" }, administrator);
  expect(await call(reports.draft, { visitId, language: "de" }, unconfirmed)).toMatchObject({
    paper: "Letter",
    language: "de",
    conclusion: "",
  });
  await call(reports.saveDraft, { visitId, draft }, unconfirmed);
  expect(await call(reports.draft, { visitId, language: "en" }, unconfirmed)).toEqual(draft);
});

test("a preview is the draft's own PDF and is kept nowhere", async () => {
  const { pdf } = await call(reports.preview, { visitId, draft }, unconfirmed);
  expect((await bytesOf(pdf)).subarray(0, 5).toString()).toBe("%PDF-");
  expect(await call(reports.list, { visitId }, unconfirmed)).toEqual([]);
});

test("nobody signs without the password, entered just now", async () => {
  const request = { visitId, draft, meaning: "author" as const };
  const refused = { code: "not-permitted", data: { why: "not-confirmed" } };
  await expect(call(reports.sign, request, unconfirmed)).rejects.toMatchObject(refused);
  const late = as({ ...clinician, confirmedUntil: "2026-03-12T14:00:00Z" });
  await expect(call(reports.sign, request, late)).rejects.toMatchObject(refused);
  expect(await call(reports.list, { visitId }, unconfirmed)).toEqual([]);
});

test("a signed report is the same bytes for ever, whatever changes later; its draft is gone", async () => {
  const report = await call(reports.sign, { visitId, draft, meaning: "author" }, confirmed);
  expect(report).toMatchObject({
    kind: "signed",
    signature: { signer: "Dr. Müller", signedAt: "2026-03-12T14:05:12.000Z", meaning: "author" },
  });
  const first = await bytesOf((await call(reports.get, { id: report.id }, unconfirmed)).pdf);
  const {
    rows: [patient],
  } = await call(patients.list, {}, unconfirmed);
  await call(patients.update, { ...patient!, name: "Anna Neu" }, unconfirmed);
  await call(site.setClinicHead, { lines: ["Another clinic"] }, administrator);
  now = new Date("2027-01-01T00:00:00Z");
  const again = await call(reports.get, { id: report.sha256 }, unconfirmed);
  expect(Buffer.compare(await bytesOf(again.pdf), first)).toBe(0);
  expect(await call(reports.draft, { visitId }, unconfirmed)).toMatchObject({ conclusion: "" });
  const { database } = await core.history();
  expect(() => database.exec("UPDATE reports SET pdf = x'00'")).toThrow("does not change");
  now = new Date("2026-03-12T14:05:12Z");
});

test("the signature verifies, and an addendum names the report by its hash", async () => {
  const [signed] = await call(reports.list, { visitId }, unconfirmed);
  const check = await call(reports.verify, { id: signed!.id }, unconfirmed);
  expect(check).toMatchObject({ unchanged: true, signature: { valid: true, signer: "Bulbar clinic" } });
  const request = { id: signed!.id, text: "The device was a headset.", meaning: "reviewer" as const };
  const addendum = await call(reports.addAddendum, request, confirmed);
  expect(addendum).toMatchObject({ kind: "addendum", addsTo: signed!.sha256 });
  const checked = await call(reports.verify, { id: addendum.id }, unconfirmed);
  expect(checked.signature?.valid).toBe(true);
  expect(await call(reports.list, { visitId }, unconfirmed)).toHaveLength(2);
});

test("what is not signed has no addendum", async () => {
  await call(reports.create, { visitId }, unconfirmed);
  const [unsigned] = await call(reports.list, { visitId }, unconfirmed);
  expect(unsigned).toMatchObject({ kind: "unsigned", signature: null });
  const request = { id: unsigned!.id, text: "More.", meaning: "author" as const };
  await expect(call(reports.addAddendum, request, confirmed)).rejects.toMatchObject({
    data: { why: "not-signed" },
  });
  expect(await call(reports.verify, { id: unsigned!.id }, unconfirmed)).toMatchObject({
    unchanged: true,
    signature: null,
  });
});

test("bytes that changed beneath the program are told", async () => {
  const { database } = await core.history();
  const [unsigned] = await call(reports.list, { visitId }, unconfirmed);
  database.exec("DROP TRIGGER reportIsNotChanged");
  database.prepare("UPDATE reports SET pdf = x'25504446' WHERE id = ?").run(unsigned!.id);
  const check = await call(reports.verify, { id: unsigned!.id }, unconfirmed);
  expect(check.unchanged).toBe(false);
});

test("text for the record and the page for the patient carry the draft's content and leave a trace", async () => {
  await call(reports.saveDraft, { visitId, draft }, unconfirmed);
  const { text } = await call(reports.text, { visitId }, unconfirmed);
  expect(text).toContain("Conclusion\nSpeech is slower.");
  expect(text).toContain("Indication: Follow-up.");
  expect(text).toContain("Research use only, not for diagnosis.");
  const { fileName, pdf } = await call(reports.plain, { visitId, language: "de" }, unconfirmed);
  expect(fileName).toBe("bulbar-P-1-2026-03-12-plain.pdf");
  expect((await bytesOf(pdf)).length).toBeGreaterThan(5000);
  const details = listAudit(await core.history()).map(({ action, detail }) => `${action}: ${detail}`);
  expect(details).toContain("export: report as text");
  expect(details).toContain("export: page in plain words");
  expect(
    details.some((detail) => /^create: visit .* signed as author, SHA-256 [0-9a-f]{64}$/.test(detail)),
  ).toBe(true);
});

test("a logo is kept as plain PNG on white; what is none is refused", async () => {
  const data = new Uint8Array([10, 20, 30, 255, 10, 20, 30, 0]);
  const png = Buffer.from(encode({ width: 2, height: 1, data, channels: 4, depth: 8 })).toString("base64");
  const head = await call(site.setClinicHead, { lines: ["Clinic"], logoBase64: png }, administrator);
  expect(head.logoBase64).not.toBe(png);
  const { pdf } = await call(reports.preview, { visitId, draft }, unconfirmed);
  expect((await bytesOf(pdf)).toString("latin1")).toContain("/Subtype /Image");
  const text = Buffer.from("no picture").toString("base64");
  await expect(call(site.setClinicHead, { logoBase64: text }, administrator)).rejects.toMatchObject({
    code: "logo-invalid",
    data: { why: "not-png" },
  });
});
