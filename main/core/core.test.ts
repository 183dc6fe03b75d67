import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { createCore } from "./core.ts";
import { testCoreOptions } from "./core-options.fixture.ts";
import { loggedOnCore, testUser } from "./logged-on.fixture.ts";

test("a core whose disk fails at the log-off closes all the same, and tells of it at the next log-on", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-core-"));
  onTestFinished(() => rmSync(dataFolder, { recursive: true }));
  const options = testCoreOptions(dataFolder);
  const core = await loggedOnCore(options);
  const history = await core.history();
  vi.spyOn(history.database, "transaction").mockImplementation(() => {
    throw Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR_WRITE" });
  });
  await core.close();
  expect(history.database.open).toBe(false);

  const next = createCore(options);
  await next.vault.logOn(testUser);
  const { database } = await next.history();
  const told = database.prepare("SELECT detail FROM audit ORDER BY rowid").pluck().all();
  expect(told).toEqual(expect.arrayContaining(["log-off"]));
  await next.close();
});
