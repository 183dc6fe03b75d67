import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import { ensureBuilt } from "../../../build/app/built.ts";
import { testUser } from "../../../main/core/logged-on.fixture.ts";
import { runCli, temporaryFolder } from "../../../main/doors/cli/run-cli.fixture.ts";
import { logOnAtPage } from "../log-on.fixture.ts";
import { freshDataFolder, openShell } from "./open-shell.fixture.ts";

// It starts the program six times, one after the other.
vi.setConfig({ testTimeout: 420_000, hookTimeout: 420_000 });

const root = join(import.meta.dirname, "../../..");

/** The built program in an archive's place, and a program that runs it on the fake Electron. */
function installProgram(): string {
  const folder = temporaryFolder();
  const archive = join(folder, "app.asar");
  cpSync(join(root, "out", "main"), join(archive, "out", "main"), { recursive: true });
  for (const name of ["package.json", "models", "resources", "node_modules"])
    symlinkSync(join(root, name), join(archive, name));
  const program = join(folder, "bulbar-workstation");
  const register = join(import.meta.dirname, "register-fake-electron.fixture.ts");
  const electron = join(archive, "out", "main", "electron.js");
  writeFileSync(
    program,
    `#!/bin/sh\nexec "${process.execPath}" --import "${register}" "${electron}" "$@"\n`,
    {
      mode: 0o755,
    },
  );
  return program;
}

/** The command of an installed program, where the operating system has this key store. */
function runInstalled(program: string, keyStore: string, ...args: string[]) {
  const env = {
    ...process.env,
    ...{ FAKE_PROGRAM: program, FAKE_KEY_STORE: keyStore },
    ...{ BULBAR_USER: testUser.name, BULBAR_PASSWORD: testUser.password },
  };
  return spawnSync(program, ["--cli", "--", ...args], { env, encoding: "utf8" });
}

beforeAll(() => {
  ensureBuilt("renderer");
  ensureBuilt("main");
});

test("a password that the window has bound to this computer works for the installed command, and nowhere else", async () => {
  const dataFolder = freshDataFolder();
  const shell = await openShell({ dataFolder, env: { FAKE_KEY_STORE: "kwallet6" } });
  await logOnAtPage(await shell.page());
  await shell.close();
  const { users } = JSON.parse(readFileSync(join(dataFolder, "users.json"), "utf8"));
  expect(users[0].device).toMatch(/^[0-9a-f]{16}$/);

  const program = installProgram();
  const added = runInstalled(program, "kwallet6", "patients", "add", "--code", "P-1", "--data", dataFolder);
  expect(added.stderr).toBe("");
  expect(added.status).toBe(0);
  const trail = runInstalled(program, "kwallet6", "audit", "verify", "--data", dataFolder);
  expect(trail.stdout).toContain("whole");

  const noStore = runInstalled(program, "basic_text", "patients", "list", "--data", dataFolder);
  expect(noStore.status).toBe(1);
  expect(noStore.stderr).toContain("work on the computer only where they were set");
  const checkout = await runCli("patients", "list", "--data", dataFolder);
  expect(checkout.exitCode).toBe(1);
  expect(checkout.stderr).toContain("work on the computer only where they were set");
});
