import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testCoreOptions } from "./core-options.fixture.ts";
import { testUser } from "./logged-on.fixture.ts";
import { type LocalClient, localClient, type RunningCore, startCore } from "./start-core.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-sessions-"));
let core: RunningCore;
let administrator: LocalClient;

beforeAll(async () => {
  core = startCore(testCoreOptions(dataFolder));
  administrator = localClient(core.connect("local"));
});
afterAll(() => core.close());

const connected = () => localClient(core.connect("window"));
const refused = (code: string, why?: string) =>
  expect.objectContaining({ code, ...(why && { data: { why } }) });

test("a connection begins without a session, and a session is that of its connection", async () => {
  expect(await administrator.session.current()).toMatchObject({ hasUsers: false, session: null });
  await expect(administrator.patients.list({ query: "" })).rejects.toThrow(refused("not-logged-on"));
  const { session, recoveryKey } = await administrator.session.setUp(testUser);
  expect(session).toMatchObject({ user: "tester", role: "administrator", logOffAfterMinutes: 10 });
  expect(recoveryKey).toHaveLength(44);
  expect(await administrator.patients.list({ query: "" })).toEqual({ total: 0, rows: [] });
  const other = connected();
  expect(await other.session.current()).toMatchObject({ hasUsers: true, session: null });
  expect((await other.models.list()).models.length).toBeGreaterThan(0);
  await expect(other.patients.list({ query: "" })).rejects.toThrow(refused("not-logged-on"));
  await expect(other.session.setUp(testUser)).rejects.toThrow(refused("set-up-done"));
});

test("each role may do what its line says, after the password that somebody else chose was changed", async () => {
  const { password } = await administrator.users.add({ name: "Tea", role: "technician" });
  const technician = connected();
  await technician.session.logOn({ name: "tea", password });
  await expect(technician.patients.list({ query: "" })).rejects.toThrow(
    refused("not-logged-on", "change-password"),
  );
  await technician.session.changePassword({ password, newPassword: "my own password" });
  expect(await technician.patients.list({ query: "" })).toEqual({ total: 0, rows: [] });
  await expect(technician.users.list()).rejects.toThrow(refused("not-permitted"));
  expect(await technician.session.confirm({ password: "my own password" })).toMatchObject({ user: "Tea" });
  const { users } = await administrator.users.list();
  const tea = users.find(({ name }) => name === "Tea")!;
  await administrator.users.setDisabled({ id: tea.id, disabled: true });
  await expect(technician.patients.list({ query: "" })).rejects.toThrow(refused("not-logged-on", "ended"));
});

test("a page whose connection was lost goes on with its token, one that logged off does not", async () => {
  const page = connected();
  const { token } = await page.session.logOn(testUser);
  const again = connected();
  expect(await again.session.resume({ token })).toMatchObject({ user: "tester" });
  await again.session.logOff();
  await expect(connected().session.resume({ token })).rejects.toThrow(refused("not-logged-on", "ended"));
  await expect(page.patients.list({ query: "" })).rejects.toThrow(refused("not-logged-on", "ended"));
});

test("log-ons, refused ones and changes stand in the trail, also what happened while the history was closed", async () => {
  await administrator.session.logOff();
  await expect(administrator.session.logOn({ ...testUser, password: "not mine" })).rejects.toThrow(
    refused("log-on-refused", "wrong"),
  );
  await administrator.session.logOn(testUser);
  const rows = await administrator.audit.list({});
  const told = rows.map(({ actor, subject, detail }) => `${actor}, ${subject}: ${detail}`);
  expect(told).toEqual(
    expect.arrayContaining([
      "tester, session: users set up",
      "tester, users: added Tea, technician",
      "Tea, users: own password changed",
      "tester, users: disabled Tea",
      "Tea, session: log-off, the user was changed",
      "tester, session: log-on refused: wrong name or password",
    ]),
  );
  expect((await administrator.audit.verify()).findings).toEqual([]);
});
