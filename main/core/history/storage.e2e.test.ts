import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "./history.fixtures.ts";
import { canMount, canPreload, makeReadOnly, preloaded, smallDisk, useHistory } from "./real-disk.fixture.ts";

const code = (expected: string) => expect.objectContaining({ code: expected });
const late = "read: 1 listed; written late, there was no room";

describe.skipIf(!canMount)("on disks of their own (skipped where this account cannot mount)", () => {
  test("a history on a full disk is read; what was read is noted when there is room", async () => {
    const disk = smallDisk(3000);
    await useHistory(disk, ["create=P1", "close"]);
    expect(
      await useHistory(disk, ["fill", "list", "create=P2", "list", "free", "create=P3", "audit", "chain"]),
    ).toEqual([
      null,
      ["P1"],
      code("storage-full"),
      ["P1"],
      null,
      "P3",
      ["create", late, late, "create"],
      null,
    ]);
    expect(await useHistory(disk, ["list", "left"])).toEqual([
      expect.arrayContaining(["P1", "P3"]),
      ["history.db", "history.db-shm", "history.db-wal", "history.head"],
    ]);
  });

  test("a disk that fills up while the history is open; the rows are written as it closes", async () => {
    const disk = smallDisk(3000);
    const told = await useHistory(disk, [
      "create=P1",
      "fill",
      "list",
      "long=P2",
      "list",
      "free",
      "close",
      "audit",
    ]);
    expect(told).toEqual([
      "P1",
      null,
      ["P1"],
      code("storage-full"),
      ["P1"],
      null,
      null,
      ["create", late, late],
    ]);
  });

  test("a first start on a full disk is told as that and leaves nothing half made", async () => {
    const disk = smallDisk(200);
    expect(await useHistory(disk, ["fill", "open", "left"])).toEqual([null, code("storage-full"), ["fill"]]);
    expect(await useHistory(disk, ["free", "left"])).toEqual([null, []]);
  });

  test("a history on a read-only disk is read and nothing else", async () => {
    const disk = smallDisk(3000);
    await useHistory(disk, ["create=P1", "close"]);
    makeReadOnly(disk);
    const told = await useHistory(disk, ["list", "create=P2", "list", "left", "close"]);
    const left = ["history.db", "history.head"];
    expect(told).toEqual([["P1"], code("storage-read-only"), ["P1"], left, null]);
  });

  test("what a killed program left in the write-ahead log is read on a read-only disk too", async () => {
    const disk = smallDisk(3000);
    await useHistory(disk, ["create=P1", "die"]);
    expect(readdirSync(disk)).toContain("history.db-wal");
    makeReadOnly(disk);
    expect(await useHistory(disk, ["list"])).toEqual([["P1"]]);
  });

  test("a first start on a read-only disk is told as that", async () => {
    const disk = smallDisk(3000);
    makeReadOnly(disk);
    expect(await useHistory(disk, ["open"])).toEqual([code("storage-read-only")]);
    expect(await useHistory(join(disk, "new"), ["open"])).toEqual([code("storage-read-only")]);
  });
});

describe.skipIf(process.getuid?.() !== 0)(
  "as another account (skipped where this one cannot be left)",
  () => {
    const nobody = 65_534;
    const folderOfNobody = async () => {
      const folder = temporaryFolder();
      await useHistory(folder, ["create=P1", "close"]);
      for (const name of [".", ...readdirSync(folder)]) chownSync(join(folder, name), nobody, nobody);
      return folder;
    };

    test("a folder and files that may only be read are read", async () => {
      const folder = await folderOfNobody();
      chmodSync(join(folder, "history.db"), 0o400);
      const told = [["P1"], code("storage-read-only")];
      expect(await useHistory(folder, ["list", "create=P2"], { uid: nobody })).toEqual(told);
      chmodSync(join(folder, "history.db"), 0o600);
      chmodSync(folder, 0o500);
      expect(await useHistory(folder, ["list", "create=P2"], { uid: nobody })).toEqual(told);
      chmodSync(folder, 0o700);
      expect(await useHistory(folder, ["list", "create=P2"], { uid: nobody })).toEqual([["P1"], "P2"]);
    });

    test.each([".", "history.db"])("no permission on %s is told as that", async (name) => {
      const folder = await folderOfNobody();
      chmodSync(join(folder, name), 0);
      expect(await useHistory(folder, ["list"], { uid: nobody })).toEqual([code("storage-no-permission")]);
    });
  },
);

describe.skipIf(process.platform === "win32")("limits and things in the way", () => {
  test("a limit on the size of files is told as that, and reading goes on", async () => {
    const folder = temporaryFolder();
    await useHistory(folder, ["create=P1", "close"]);
    const limited = { shell: "ulimit -f 1000;" };
    expect(await useHistory(folder, ["long=P2", "list", "create=P3", "audit"], limited)).toEqual([
      code("storage-file-limit"),
      ["P1"],
      "P3",
      ["create", "read: 1 listed", "create"],
    ]);
    const none = { shell: "ulimit -f 8;" }; // less than the index that SQLite shares between programs
    expect(await useHistory(folder, ["list", "create=P4"], none)).toEqual([
      expect.arrayContaining(["P1", "P3"]),
      code("storage-file-limit"),
    ]);
  });

  test("a file where the data folder should be, and folders where its files should be", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "file");
    writeFileSync(file, "x");
    expect(await useHistory(file, ["open"])).toEqual([code("storage-in-the-way")]);
    expect(await useHistory(join(file, "deeper"), ["open"])).toEqual([code("storage-in-the-way")]);
    const data = join(folder, "data");
    await useHistory(data, ["open", "close"]);
    rmSync(join(data, "history.db"));
    mkdirSync(join(data, "history.db"));
    expect(await useHistory(data, ["open"])).toEqual([
      expect.objectContaining({ code: "storage-in-the-way", file: "history.db" }),
    ]);
  });
});

describe.skipIf(!canPreload)("with a library between (skipped without a C compiler)", () => {
  test("a file system without hard links: two first starts at once make one history", async () => {
    const library = preloaded(`
      #include <errno.h>
      int link(const char *a, const char *b) { errno = EPERM; return -1; }
      int linkat(int a, const char *b, int c, const char *d, int e) { errno = EPERM; return -1; }`);
    const folder = join(temporaryFolder(), "data");
    const env = { ...process.env, LD_PRELOAD: library };
    const codes = ["P1", "P2", "P3"];
    const told = await Promise.all(
      codes.map((one) => useHistory(folder, [`create=${one}`, "close"], { env })),
    );
    expect(told).toEqual(codes.map((one) => [one, null]));
    expect(await useHistory(folder, ["list", "close", "left"])).toEqual([
      expect.arrayContaining(codes),
      null,
      ["history.db", "history.head"],
    ]);
  });

  test.each(["EIO", "ESTALE"])(
    "a share that answers %s is unavailable, not damaged, and works when it is back",
    async (errno) => {
      const library = preloaded(`
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <errno.h>
      #include <stdlib.h>
      #include <unistd.h>
      static int gone(void) { return access(getenv("GONE"), F_OK) == 0; }
      ssize_t pread64(int f, void *b, size_t n, off64_t at) {
        if (gone()) { errno = ${errno}; return -1; }
        return ((ssize_t (*)(int, void *, size_t, off64_t))dlsym(RTLD_NEXT, "pread64"))(f, b, n, at);
      }
      ssize_t pwrite64(int f, const void *b, size_t n, off64_t at) {
        if (gone()) { errno = ${errno}; return -1; }
        return ((ssize_t (*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64"))(f, b, n, at);
      }`);
      const folder = join(temporaryFolder(), "data");
      const gone = join(folder, "gone");
      const env = { ...process.env, LD_PRELOAD: library, GONE: gone };
      await useHistory(folder, ["create=P1", "close"]);
      const steps = ["list", `touch=${gone}`, "create=P2", "close", "open"];
      const unavailable = code("storage-unavailable");
      expect(await useHistory(folder, steps, { env })).toEqual([
        ["P1"],
        null,
        unavailable,
        null,
        unavailable,
      ]);
      rmSync(gone);
      expect(await useHistory(folder, ["list", "create=P2", "chain"], { env })).toEqual([["P1"], "P2", null]);
    },
  );
});
