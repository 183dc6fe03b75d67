import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deviceSecret, type KeyStore } from "./device-secret.ts";

const freshFolder = () => mkdtempSync(join(tmpdir(), "bulbar-secret-"));

/** A key store that turns texts round, of which each user has an own one. */
function keyStore(
  user: string,
  backend: ReturnType<KeyStore["getSelectedStorageBackend"]> = "kwallet6",
): KeyStore {
  return {
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => Buffer.from([...`${user}:${text}`].reverse().join("")),
    decryptStringAsync: async (encrypted) => {
      const [owner, result = ""] = [...encrypted.toString()].reverse().join("").split(":");
      if (owner !== user) throw new Error("not this user's");
      return { shouldReEncrypt: false, result };
    },
    getSelectedStorageBackend: () => backend,
  };
}

test("a secret of 256 bits is made once, readable by this user alone, and never written as it is", async () => {
  const folder = join(freshFolder(), "not-there-yet");
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const secret = await deviceSecret(keyStore("ada"), folder, log, { makes: true, platform: "linux" });
  expect(secret).toHaveLength(32);
  expect(await deviceSecret(keyStore("ada"), folder, log, { makes: true, platform: "linux" })).toEqual(
    secret,
  );
  const file = join(folder, "device-secret");
  expect(readFileSync(file, "utf8")).not.toContain(Buffer.from(secret!).toString("hex"));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(lines).toEqual([]);
  expect(
    await deviceSecret(keyStore("ada"), freshFolder(), log, { makes: true, platform: "linux" }),
  ).not.toEqual(secret);
});

test.each(["basic_text", "unknown"] as const)(
  "%s of Linux is no key store, and the log says so",
  async (backend) => {
    const folder = freshFolder();
    const lines: string[] = [];
    expect(
      await deviceSecret(keyStore("ada", backend), folder, (line) => lines.push(line), {
        makes: true,
        platform: "linux",
      }),
    ).toBeNull();
    expect(lines).toEqual(["device-secret: no-store"]);
    expect(existsSync(join(folder, "device-secret"))).toBe(false);
    expect(
      await deviceSecret(keyStore("ada", backend), folder, () => {}, { makes: true, platform: "win32" }),
    ).toHaveLength(32);
  },
);

test("a secret that the system does not open is neither used nor replaced", async () => {
  const folder = freshFolder();
  const secret = await deviceSecret(keyStore("ada"), folder, () => {}, { makes: true, platform: "linux" });
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  expect(await deviceSecret(keyStore("eve"), folder, log, { makes: true, platform: "linux" })).toBeNull();
  expect(await deviceSecret(keyStore("ada"), folder, log, { makes: true, platform: "linux" })).toEqual(
    secret,
  );
  writeFileSync(join(folder, "device-secret"), "");
  expect(await deviceSecret(keyStore("ada"), folder, log, { makes: true, platform: "linux" })).toBeNull();
  expect(lines).toEqual(["device-secret: not-opened", "device-secret: not-opened"]);
});

test("a disk that cannot be written gives none", async () => {
  const folder = join(freshFolder(), "file");
  writeFileSync(folder, "");
  const lines: string[] = [];
  expect(
    await deviceSecret(keyStore("ada"), folder, (line) => lines.push(line), {
      makes: true,
      platform: "linux",
    }),
  ).toBeNull();
  expect(lines).toHaveLength(1);
});

test("who makes no secret finds the one that is there", async () => {
  const folder = freshFolder();
  const lines: string[] = [];
  const found = () =>
    deviceSecret(keyStore("ada"), folder, (line) => lines.push(line), { makes: false, platform: "linux" });
  expect(await found()).toBeNull();
  expect(lines).toEqual(["device-secret: not-made"]);
  expect(existsSync(join(folder, "device-secret"))).toBe(false);
  const made = await deviceSecret(keyStore("ada"), folder, () => {}, { makes: true, platform: "linux" });
  expect(await found()).toEqual(made);
});
