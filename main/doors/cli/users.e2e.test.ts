import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDataHistory } from "../../core/history/open-data-history.ts";
import { runCli, runCliWith, temporaryFolder } from "./run-cli.fixture.ts";

const nobody = { BULBAR_USER: undefined, BULBAR_PASSWORD: undefined };

test("without a name nothing is made; with one the first administrator is, and the recovery key told once", async () => {
  const data = ["--data", join(temporaryFolder(), "data")];
  const refused = await runCliWith(nobody, "patients", "list", ...data);
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toMatch(/--user NAME.*\[not-logged-on\]/s);
  expect(existsSync(data[1]!)).toBe(false);
  const weak = await runCliWith({ BULBAR_PASSWORD: "short" }, "patients", "list", ...data);
  expect(weak.stderr).toContain("[password-refused]");
  const first = await runCli("patients", "list", "--json", ...data);
  expect([first.exitCode, first.stdout]).toEqual([0, "[]\n"]);
  expect(first.stderr).toMatch(/([0-9A-Z]{4}-){8}[0-9A-Z]{4}/);
  const second = await runCli("patients", "list", "--json", ...data);
  expect([second.exitCode, second.stderr]).toEqual([0, ""]);
  const wrong = await runCliWith({ BULBAR_PASSWORD: "wrong" }, "patients", "list", ...data);
  expect([wrong.exitCode, wrong.stdout]).toEqual([1, ""]);
  expect(wrong.stderr).toContain("[log-on-refused]");
  expect((await runCliWith(nobody, "models", "list", ...data)).exitCode).toBe(0);
});

test("users are added, given roles, reset and removed; the recovery key sets a password", async () => {
  const data = ["--data", join(temporaryFolder(), "data")];
  const { stderr } = await runCli("users", "list", ...data);
  const key = /([0-9A-Z]{4}-){8}[0-9A-Z]{4}/.exec(stderr)![0];
  const added = JSON.parse((await runCli("users", "add", "Ben", "technician", "--json", ...data)).stdout);
  const ben = { BULBAR_USER: "ben", BULBAR_PASSWORD: added.password as string };
  const must = await runCliWith(ben, "patients", "list", ...data);
  expect(must.stderr).toMatch(/bulbar users password.*\[not-logged-on\]/s);
  const own = { ...ben, BULBAR_NEW_PASSWORD: "my own password" };
  expect((await runCliWith(own, "users", "password", ...data)).exitCode).toBe(0);
  const as = { ...ben, BULBAR_PASSWORD: "my own password" };
  expect((await runCliWith(as, "patients", "list", ...data)).exitCode).toBe(0);
  expect((await runCliWith(as, "users", "list", ...data)).stderr).toContain("[not-permitted]");
  await runCli("users", "role", "ben", "researcher", ...data);
  expect((await runCliWith(as, "patients", "list", ...data)).stderr).toContain("[not-permitted]");
  await runCli("users", "remove", "ben", ...data);
  expect((await runCliWith(as, "patients", "list", ...data)).stderr).toContain("[log-on-refused]");
  const recovery = { BULBAR_RECOVERY_KEY: key, BULBAR_NEW_PASSWORD: "another password" };
  expect((await runCliWith(recovery, "users", "recover", "tester", ...data)).exitCode).toBe(0);
  expect((await runCli("users", "list", ...data)).stderr).toContain("[log-on-refused]");
  const again = await runCliWith({ BULBAR_PASSWORD: "another password" }, "users", "list", "--json", ...data);
  expect(JSON.parse(again.stdout).users).toMatchObject([{ name: "tester", role: "administrator" }]);
});

test("a history with a plain key of an earlier version is taken over", async () => {
  const folder = temporaryFolder();
  const key = "0123456789abcdef".repeat(4);
  openDataHistory(folder, key).close();
  writeFileSync(join(folder, "history.key"), `${key}\n`);
  const added = await runCli("patients", "add", "--code", "P1", "--data", folder);
  expect(added.exitCode).toBe(0);
  expect(existsSync(join(folder, "history.key"))).toBe(false);
  expect((await runCli("patients", "list", "--data", folder)).stdout).toContain("P1");
});

test("a new key, then a backup from before it: here, and on a computer without users", async () => {
  const folder = temporaryFolder();
  const [here, elsewhere, backup] = ["a", "b", "c.bulbar-backup"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await runCli("patients", "add", "--code", "P1", "--data", here);
  expect((await runCli("history", "backup", backup, "--data", here)).exitCode).toBe(0);
  expect((await runCli("history", "rekey", "--data", here)).exitCode).toBe(0);
  for (const data of [here, elsewhere]) {
    const restored = await runCli("history", "restore", backup, "--data", data);
    expect([restored.exitCode, restored.stderr]).toEqual([0, ""]);
    expect((await runCli("patients", "list", "--data", data)).stdout).toContain("P1");
    expect((await runCli("audit", "verify", "--data", data)).exitCode).toBe(0);
  }
  const stranger = { BULBAR_USER: "eve", BULBAR_PASSWORD: "some password" };
  const refused = await runCliWith(stranger, "history", "restore", backup, "--data", join(folder, "d"));
  expect(refused.stderr).toContain("[log-on-refused]");
  expect(existsSync(join(folder, "d", "users.json"))).toBe(false);
});
