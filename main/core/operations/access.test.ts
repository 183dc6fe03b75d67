import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AnyProcedure, call, isProcedure, ORPCError } from "@orpc/server";
import { afterAll, expect, test } from "vitest";
import { errorCodes } from "../../../shared/domain/error.ts";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import { type Role, roles } from "../../../shared/domain/session.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { listAudit } from "../history/audit.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import type { SeatedContext } from "./implementer.ts";
import { patients } from "./patients.ts";
import { localRouter } from "./router.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-access-"));
const core = await loggedOnCore({ ...testCoreOptions(dataFolder) });
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true });
});

const as = (role: Role): { context: SeatedContext } => ({
  context: { core, session: { user: `a ${role}`, role }, seat: { session: null } },
});

/** Every operation by its name, `noun.verb`. */
const operations = Object.entries(localRouter).flatMap(([noun, verbs]) =>
  Object.entries(verbs).map(([verb, operation]) => [`${noun}.${verb}`, operation as AnyProcedure] as const),
);
const rolesOf = (operation: AnyProcedure): readonly Role[] => operation["~orpc"].meta.roles;

async function isRefused(operation: AnyProcedure, role: Role): Promise<boolean> {
  try {
    await call(operation, undefined, as(role)); // most lack their input: what refuses the role comes before that
    return false;
  } catch (error) {
    return error instanceof ORPCError && error.code === "not-permitted";
  }
}

test("the router holds every operation of the contract", () => {
  expect(operations.length).toBeGreaterThan(35);
  for (const [name, operation] of operations) expect(isProcedure(operation), name).toBe(true);
});

test.each(operations)(
  "%s is refused to every role that its line does not name, and to no other",
  async (_, operation) => {
    for (const role of roles) {
      expect(await isRefused(operation, role), role).toBe(!rolesOf(operation).includes(role));
    }
  },
);

test("who has not logged on may ask for what tells nothing of patients, and for nothing else", async () => {
  const open: string[] = [];
  for (const [name, operation] of operations) {
    const outcome = call(operation, undefined, { context: { core, session: null, seat: { session: null } } });
    const code = await outcome.then(
      () => null,
      (error) => (error as { code?: string }).code,
    );
    if (code !== "not-logged-on" || operation["~orpc"].meta.logOn === "not-needed") open.push(name);
  }
  expect(open).toEqual([
    "system.about",
    "session.current",
    "session.setUp",
    "session.logOn",
    "session.resume",
    "session.recover",
    "passages.list",
    "models.list",
    "models.card",
    "models.verify",
    "models.devices",
    "models.bench",
    "rest.predict",
    "rest.analyzeAudio",
    "rest.analyse",
    "rest.listModels",
    "rest.getModel",
    "files.analyse",
    "files.analyseToJson",
    "files.joinVisit",
    "files.addModel",
    "files.packModel",
    "files.removeModel",
    "historyFiles.adoptUsers",
  ]);
});

test("whose password somebody else chose may change it and log off, and nothing else", async () => {
  const session = { ...as("administrator").context.session, ended: null, mustChangePassword: true };
  const context = { ...as("administrator").context, session } as SeatedContext;
  for (const [name, operation] of operations) {
    const outcome = call(operation, undefined, { context });
    const why = await outcome.then(
      () => null,
      (error) => (error as { data?: { why?: string } }).data?.why,
    );
    const mayStill = operation["~orpc"].meta.logOn !== "needed";
    expect(why === "change-password", name).toBe(!mayStill);
  }
});

test("no operation on patients is a researcher's, none that judges or erases one a technician's", () => {
  const may = (role: Role) =>
    operations.filter(([, one]) => rolesOf(one).includes(role)).map(([name]) => name);
  const ofPatients = /^(patients|visits|recordings|trends|reports|exchange)\./;
  expect(may("researcher").filter((name) => ofPatients.test(name))).toEqual([]);
  for (const name of ["patients.remove", "visits.remove", "recordings.decide", "reports.create"])
    expect(may("technician")).not.toContain(name);
  expect(may("administrator")).toHaveLength(operations.length);
});

test("an operation whose line names nobody is for nobody", async () => {
  const forgotten = patients.list["~orpc"];
  const open = { ...patients.list, "~orpc": { ...forgotten, meta: {} } } as unknown as AnyProcedure;
  expect(await isRefused(open, "administrator")).toBe(true);
});

test("every operation declares every code, so that clients know their data", () => {
  for (const [name, operation] of operations)
    expect(Object.keys(operation["~orpc"].errorMap), name).toEqual([...errorCodes]);
});

test("an error of the core arrives as a declared one, with its data", async () => {
  const missing = call(patients.get, { id: "nobody" }, { context: { core, session: localAdministrator } });
  await expect(missing).rejects.toMatchObject({ code: "not-found", status: 404, defined: true });
});

test("the audit trail names the session's user", async () => {
  const created = await call(patients.create, { code: "P1" }, as("technician"));
  await call(patients.get, { id: created.id }, as("clinician"));
  const actors = listAudit(await core.history(), created.id).map(
    ({ actor, action }) => `${actor}: ${action}`,
  );
  expect(actors[0]).toBe("a technician: create");
  expect(actors.at(-1)).toBe("a clinician: read");
});
