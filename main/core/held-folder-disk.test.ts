import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { storageError } from "../../shared/domain/storage-error.ts";
import { holdFolder } from "./held-folder.ts";
import { canMount, makeReadOnly, smallDisk } from "./history/real-disk.fixture.ts";

describe.skipIf(!canMount)(
  "folders for what passes through (skipped where this account cannot mount)",
  () => {
    test("a full and a read-only disk are told as that", async () => {
      const disk = smallDisk(200);
      execFileSync("sh", ["-c", 'cat /dev/zero > "$0" || true', join(disk, "fill")], { stdio: "ignore" });
      const told = () => holdFolder(disk).then(null, storageError);
      expect(await told()).toEqual(expect.objectContaining({ code: "storage-full" }));
      makeReadOnly(disk);
      expect(await told()).toEqual(expect.objectContaining({ code: "storage-read-only" }));
    });
  },
);
