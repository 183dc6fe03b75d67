import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { expect, onTestFinished, test } from "vitest";
import { type ExchangeSettings, noExchange } from "../../../shared/domain/exchange.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { listAudit } from "../history/audit.ts";
import { patientDetails, visitDetails } from "../history/history.fixtures.ts";
import { createPatient, removePatient } from "../history/patients.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { exchange } from "../operations/exchange.ts";
import { nextAttempt, scheduleDeliveries } from "./deliver-messages.ts";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-deliver-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A core with one visit, and a clock that can be set on. */
async function siteWithVisit() {
  const clock = { now: new Date("2026-03-12T10:00:00Z") };
  const core = await loggedOnCore(testCoreOptions(temporaryFolder()), () => clock.now);
  onTestFinished(() => core.close());
  const history = await core.history();
  const patient = createPatient(history, patientDetails("P1", "Muster, Anna"));
  const visit = createVisit(history, { ...visitDetails("2026-03-12"), patientId: patient.id });
  const context = { context: { core, session: { user: "Dr. A", role: "administrator" as const } } };
  const configure = (settings: Partial<ExchangeSettings>) =>
    call(exchange.saveSettings, { ...noExchange, ...settings }, context);
  return { core, clock, history, patient, visit, context, configure };
}

/** An HL7 receiver that answers with what `code` gives at the time. */
async function receiver(answers: {
  code: string;
}): Promise<{ port: number; messages: string[]; server: Server }> {
  const messages: string[] = [];
  const server = createServer((socket) => {
    let text = "";
    socket.on("error", () => {});
    socket.on("data", (part) => {
      text += part.toString("utf8");
      if (!text.endsWith("\u001c\r")) return;
      messages.push(text);
      const controlId = text.split("|")[9];
      socket.write(`\u000bMSH|^~\\&|E||B||1||ACK|1|P|2.5.1\rMSA|${answers.code}|${controlId}\r\u001c\r`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as { port: number }).port, messages, server };
}

const at = (port: number) => ({ host: "127.0.0.1", port, tls: false, authority: null });

test("nothing is sent anywhere until an administrator has entered where, and never in plain to another computer", async () => {
  const { visit, context, configure } = await siteWithVisit();
  expect(await call(exchange.targets, undefined, context)).toEqual([]);
  await expect(call(exchange.send, { visitId: visit.id, target: "hl7" }, context)).rejects.toMatchObject({
    code: "invalid-input",
    data: { why: "exchange-not-set" },
  });
  await expect(configure({ hl7: { ...at(2575), host: "ehr.clinic.example" } })).rejects.toMatchObject({
    data: { why: "exchange-plain" },
  });
  await expect(configure({ dropFolder: "in/here" })).rejects.toMatchObject({
    data: { why: "exchange-folder-in-part" },
  });
  expect(await call(exchange.settings, undefined, context)).toEqual(noExchange);
});

test("a message waits until it is accepted, is tried again by itself, and loses its content then", async () => {
  const { core, clock, history, patient, visit, context, configure } = await siteWithVisit();
  await configure({ hl7: at(1) });
  const [first] = await call(exchange.send, { visitId: visit.id, target: "hl7" }, context);
  expect(first).toMatchObject({
    state: "waiting",
    attempts: 1,
    dueAt: "2026-03-12T10:01:00.000Z",
    failure: { code: "exchange-failed", why: "no-connection" },
  });
  const answers = { code: "AE" };
  const { port, messages } = await receiver(answers);
  await configure({ hl7: at(port) });
  const entries = () => call(exchange.outbox, {}, context);
  scheduleDeliveries(core)(); // stopped at once, and not due yet
  clock.now = new Date("2026-03-12T10:01:00Z");
  const stop = scheduleDeliveries(core);
  await expect.poll(async () => (await entries())[0]).toMatchObject({ attempts: 2 });
  expect(messages).toHaveLength(1);
  stop();
  clock.now = new Date("2026-03-12T12:00:00Z");
  answers.code = "AA";
  onTestFinished(scheduleDeliveries(core));
  await expect.poll(async () => (await entries())[0]).toMatchObject({ state: "accepted" });
  expect(messages.at(-1)).toContain("PID|1||P1^^^^PI||Muster^Anna");
  expect(messages.at(-1)).toContain(first!.messageId);
  expect((await entries())[0]).toMatchObject({ dueAt: null, failure: null });
  const payloads = history.database.prepare("SELECT payload FROM outbox").pluck().all();
  expect(payloads).toEqual([null]);
  const trail = listAudit(history, patient.id).filter(({ subject }) => subject === `visit ${visit.id}`);
  const told = trail
    .filter(({ action }) => action === "export")
    .map(({ actor, detail }) => `${actor} ${detail}`);
  expect(told[0]).toBe(`Dr. A to be sent: hl7 ${first!.messageId}`);
  expect(told.at(-1)).toBe(`schedule accepted: hl7 ${first!.messageId}`);
});

test("what is refused waits for a person, who sends it again or takes it out", async () => {
  const { visit, context, configure } = await siteWithVisit();
  const answers = { code: "AR" };
  const { port, messages } = await receiver(answers);
  await configure({ hl7: at(port) });
  const [refused] = await call(exchange.send, { visitId: visit.id, target: "hl7" }, context);
  expect(refused).toMatchObject({ state: "refused", dueAt: null, failure: { why: "refused" } });
  answers.code = "AA";
  const accepted = await call(exchange.retry, { id: refused!.id }, context);
  expect(accepted).toMatchObject({ state: "accepted", attempts: 2, failure: null });
  expect(messages[0]).toBe(messages[1]);
  expect(await call(exchange.retry, { id: refused!.id }, context)).toEqual(accepted);
  expect(messages).toHaveLength(2);
  expect(await call(exchange.discard, { id: refused!.id }, context)).toEqual({ removed: false });
  answers.code = "AR";
  const [another] = await call(exchange.send, { visitId: visit.id, target: "hl7" }, context);
  expect(await call(exchange.discard, { id: another!.id }, context)).toEqual({ removed: true });
  await expect(call(exchange.retry, { id: another!.id }, context)).rejects.toMatchObject({
    code: "not-found",
  });
});

test("a folder gets the message as a file; a patient who is erased leaves nothing in the outbox", async () => {
  const { history, patient, visit, context, configure } = await siteWithVisit();
  const folder = temporaryFolder();
  await configure({ dropFolder: folder, names: { ...noExchange.names, sendingFacility: "Clinic" } });
  const [entry] = await call(exchange.send, { visitId: visit.id, target: "drop" }, context);
  expect(entry!.state).toBe("accepted");
  expect(readdirSync(folder)).toEqual([`bulbar-${entry!.messageId}.hl7`]);
  expect(readFileSync(join(folder, `bulbar-${entry!.messageId}.hl7`), "utf8")).toMatch(
    /^MSH\|\^~\\&\|Bulbar\|Clinic\|/,
  );
  removePatient(history, patient.id);
  expect(await call(exchange.outbox, {}, context)).toEqual([]);
});

test("attempts come after 1, 2, 4 minutes, at most an hour", () => {
  const now = new Date("2026-03-12T10:00:00Z");
  const minutes = [0, 1, 2, 5, 6, 50].map(
    (tries) => (nextAttempt(now, tries).getTime() - now.getTime()) / 60_000,
  );
  expect(minutes).toEqual([1, 2, 4, 32, 60, 60]);
});

test("a clock that is set back by a year keeps no message waiting for a year", async () => {
  const { core, clock, visit, context, configure } = await siteWithVisit();
  await configure({ hl7: at(1) });
  await call(exchange.send, { visitId: visit.id, target: "hl7" }, context);
  const { port } = await receiver({ code: "AA" });
  await configure({ hl7: at(port) });
  clock.now = new Date("2025-03-12T10:00:00Z");
  onTestFinished(scheduleDeliveries(core));
  const entries = () => call(exchange.outbox, {}, context);
  await expect.poll(async () => (await entries())[0]).toMatchObject({ state: "accepted" });
});
