import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { BulbarError } from "../../../shared/domain/error.ts";
import { LogOffMinutes, Role, UserName } from "../../../shared/domain/session.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { PasswordCost } from "./argon2.ts";
import { deriveFrom } from "./derived-key.ts";
import { isThere, placeNewFile } from "./place-new-file.ts";
import { Sealed, SealedTo } from "./seal.ts";

/** Name inside the data folder. */
export const usersFileName = "users.json";
const knownFormat = 1;
/** How the trail begins to tell that an older file was put in the place of a newer one; never translated. */
export const olderUsersMark = "an older users file came back";

/** Who can open the data key with a private key of its own. */
const Recipient = z.object({
  publicKey: z.base64(),
  dataKey: SealedTo,
  /** The key that is to come, while a new one is being made. */
  nextDataKey: SealedTo.nullable(),
});
export type Recipient = z.infer<typeof Recipient>;

export const StoredUser = Recipient.extend({
  id: z.uuid(),
  name: UserName,
  role: Role,
  disabled: z.boolean(),
  mustChangePassword: z.boolean(),
  cost: PasswordCost,
  salt: z.base64(),
  /** Names the secret of the operating system's store that the password needs besides; null where it needs none. */
  device: z.string().nullable(),
  /** Sealed with the key that the password makes. */
  privateKey: Sealed,
});
export type StoredUser = z.infer<typeof StoredUser>;

export const UsersFile = z.object({
  format: z.literal(knownFormat),
  /** Counts every change. */
  revision: z.int().nonnegative(),
  /** Names the data key; see `keyIdOf`. */
  keyId: z.string(),
  nextKeyId: z.string().nullable(),
  logOffAfterMinutes: LogOffMinutes,
  users: z.array(StoredUser).min(1),
  /** Its private key is printed, and lies nowhere. */
  recovery: Recipient,
  /** HMAC-SHA256 of all the above with a key derived from the data key. */
  mac: z.string(),
});
export type UsersFile = z.infer<typeof UsersFile>;

/** A users file without its signature, as it is to be written. */
export type Users = Omit<UsersFile, "mac">;

export const usersFileOf = (dataFolder: string): string => join(dataFolder, usersFileName);

/**
 * What the file says, null where there is none. Nothing of it is to be believed before `isSigned` has said so.
 * @throws BulbarError vault-damaged; storage-...
 */
export function readUsersFile(path: string): UsersFile | null {
  try {
    if (!isThere(path)) return null;
    return parseUsersFile(readFileSync(path, "utf8"));
  } catch (error) {
    throw storageError(error) ?? error;
  }
}

/** @throws BulbarError vault-damaged */
export function parseUsersFile(text: string): UsersFile {
  const found = jsonOf(text);
  const format = z.object({ format: z.int() }).safeParse(found).data?.format ?? 0;
  if (format > knownFormat) throw damaged("future");
  const parsed = UsersFile.safeParse(found);
  if (!parsed.success) throw damaged("shape", parsed.error.message);
  return parsed.data;
}

/** Whether the file is as somebody wrote it who has the data key. */
export function isSigned(file: UsersFile, dataKey: Uint8Array): boolean {
  const { mac, ...users } = file;
  const found = Buffer.from(mac, "hex");
  const right = Buffer.from(macOf(users, dataKey), "hex");
  return found.length === right.length && timingSafeEqual(found, right);
}

/**
 * Writes the file, signed, by one rename.
 * @param isNew false is given back, and nothing written, where another process was faster
 * @throws BulbarError storage-...
 */
export function writeUsersFile(path: string, users: Users, dataKey: Uint8Array, isNew = false): boolean {
  const file: UsersFile = UsersFile.parse({ ...users, mac: macOf(users, dataKey) });
  return placeText(path, `${JSON.stringify(file, null, 1)}\n`, isNew);
}

/** Puts a text in the place of a file, whole or not at all, and waits until the disk has it. */
export function placeText(path: string, text: string, isNew = false): boolean {
  const draft = `${path}.${randomUUID()}`;
  try {
    mkdirSync(join(path, ".."), { recursive: true, mode: 0o700 });
    writeFileSync(draft, text, { mode: 0o600, flag: "wx", flush: true });
    if (isNew) return placeNewFile(draft, path);
    renameSync(draft, path);
    return true;
  } catch (error) {
    throw storageError(error) ?? error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Over the values in a fixed order, so that how the file is laid out does not matter. */
function macOf(users: Users, dataKey: Uint8Array): string {
  const content = JSON.stringify(users, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHmac("sha256", deriveFrom(dataKey, "users file")).update(content).digest("hex");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged("shape");
  }
}

function damaged(why: "shape" | "future", detail?: string): BulbarError {
  return new BulbarError("vault-damaged", { file: usersFileName, why, detail });
}
