import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { tryExclusiveLock } from "./exclusive-lock.ts";

test("a lock is one's until he gives it up or his process is gone, also where that left the file behind", () => {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "pages.building");
  const module = new URL("./exclusive-lock.ts", import.meta.url).href;
  const another = () =>
    spawnSync(
      process.execPath,
      [
        "-e",
        `import(${JSON.stringify(module)}).then(({ tryExclusiveLock }) => {
      process.stdout.write(String(tryExclusiveLock(${JSON.stringify(path)}) !== null));
      process.kill(process.pid, "SIGKILL");
    })`,
      ],
      { encoding: "utf8" },
    ).stdout;
  const lock = tryExclusiveLock(path);
  expect(lock).not.toBe(null);
  expect(tryExclusiveLock(path)).toBe(null);
  expect(tryExclusiveLock(path)).toBe(null);
  expect(another()).toBe("false");

  lock!.release();
  expect(another()).toBe("true");
  const next = tryExclusiveLock(path);
  expect(next).not.toBe(null);
  next!.release();
});
