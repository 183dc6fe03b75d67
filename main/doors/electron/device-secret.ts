import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SafeStorage } from "electron";
import { deviceSecretFileName } from "../../core/vault/stored-device-secret.ts";
import type { Log } from "../log.ts";

/** The operating system's key store, as Electron gives it. */
export type KeyStore = Pick<
  SafeStorage,
  "isAsyncEncryptionAvailable" | "encryptStringAsync" | "decryptStringAsync" | "getSelectedStorageBackend"
>;

const secretBytes = 32;

/**
 * Why there is no secret. `no-store`: the system keeps no keys for this user; `not-opened`: it does not open ours;
 * `not-made`: this is not who makes it.
 */
type Absence = "no-store" | "not-opened" | "not-made" | "not-written";

/** `makes`: the installed window's task; the window of a checkout makes none, since its command line reaches no store. */
type Asking = { makes: boolean; platform?: NodeJS.Platform };

/**
 * A secret of this user on this computer: 32 bytes, made at the first start and kept in `device-secret` of
 * the data folder, encrypted by the operating system's key store (Keychain, DPAPI, libsecret, KWallet). A copied data
 * folder does not open it. Null, and said in the log, where there is no such store; a secret that is not opened is
 * left as it is, since keys may be bound to it.
 */
export async function deviceSecret(
  store: KeyStore,
  dataFolder: string,
  log: Log,
  { makes, platform = process.platform }: Asking,
): Promise<Uint8Array | null> {
  const absent = (why: Absence): null => {
    log(`device-secret: ${why}`);
    return null;
  };
  if (!(await isRealStore(store, platform))) return absent("no-store");
  const file = join(dataFolder, deviceSecretFileName);
  const kept = readKept(file);
  if (kept) return (await open(kept, store)) ?? absent("not-opened");
  if (!makes) return absent("not-made");
  const secret = Uint8Array.from(randomBytes(secretBytes));
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, await store.encryptStringAsync(toHex(secret)), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
    return secret;
  } catch {
    return absent("not-written");
  }
}

/** Linux without a key store "encrypts" with a password that everybody knows: that protects nothing. */
async function isRealStore(store: KeyStore, platform: NodeJS.Platform): Promise<boolean> {
  if (platform === "linux" && ["basic_text", "unknown"].includes(store.getSelectedStorageBackend()))
    return false;
  return store.isAsyncEncryptionAvailable().catch(() => false);
}

function readKept(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    return Buffer.alloc(0);
  }
}

async function open(kept: Buffer, store: KeyStore): Promise<Uint8Array | undefined> {
  const { result } = await store.decryptStringAsync(kept).catch(() => ({ result: "" }));
  const secret = Uint8Array.from(Buffer.from(result, "hex"));
  return secret.length === secretBytes ? secret : undefined;
}

function toHex(secret: Uint8Array): string {
  return Buffer.from(secret).toString("hex");
}
