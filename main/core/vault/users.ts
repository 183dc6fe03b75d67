import { randomBytes, randomUUID } from "node:crypto";
import { BulbarError } from "../../../shared/domain/error.ts";
import { passwordFault, sameName } from "../../../shared/domain/password.ts";
import { type Role, type User, usualLogOffMinutes } from "../../../shared/domain/session.ts";
import { argon2, type PasswordCost, usualCost } from "./argon2.ts";
import { deriveFrom, deviceIdOf, keyIdOf } from "./derived-key.ts";
import { newRecoveryKey, recoveryKeyPair } from "./recovery-key.ts";
import { type KeyPair, newKeyPair, seal, sealTo, unseal, unsealWith } from "./seal.ts";
import type { Recipient, StoredUser, Users, UsersFile } from "./users-file.ts";

const saltBytes = 16;
const temporaryLetters = 12;

/** What a data folder's users are made and opened with, besides their passwords. */
export type VaultSecrets = {
  /** From the operating system's store; a password then opens nothing without it. */
  device?: Uint8Array | null;
  /** What a new password's guess is to cost. */
  cost?: PasswordCost;
};

/** What a password or a recovery key opened. */
export type Unlocked = {
  dataKey: Buffer;
  /** The key that is to come, where one was being made. */
  nextDataKey: Buffer | null;
};

export type NewUser = { name: string; role: Role; password: string; mustChangePassword: boolean };

/** @throws BulbarError password-refused */
export function refuseWeak(password: string, userName: string): void {
  const fault = passwordFault(password, userName);
  if (fault) throw new BulbarError("password-refused", { why: fault });
}

/** The first users file of a data key: one administrator, and the recovery key to be printed. */
export async function firstUsers(
  { name, password }: { name: string; password: string },
  dataKey: Uint8Array,
  secrets: VaultSecrets,
): Promise<{ users: Users; recoveryKey: string }> {
  const { recoveryKey, recovery } = newRecovery({ dataKey, nextDataKey: null });
  const first = await newUser(
    { name, role: "administrator", password, mustChangePassword: false },
    { dataKey, nextDataKey: null },
    secrets,
  );
  const users: Users = {
    format: 1,
    revision: 1,
    keyId: keyIdOf(Buffer.from(dataKey).toString("hex")),
    nextKeyId: null,
    logOffAfterMinutes: usualLogOffMinutes,
    users: [first],
    recovery,
  };
  return { users, recoveryKey };
}

/** A user to whom the keys are sealed. @throws BulbarError password-refused */
export async function newUser(
  { name, role, password, mustChangePassword }: NewUser,
  keys: Keys,
  secrets: VaultSecrets,
): Promise<StoredUser> {
  const id = randomUUID();
  const given = await newPassword(id, name, password, keys, secrets);
  return { id, name, role, disabled: false, mustChangePassword, ...given };
}

type Keys = { dataKey: Uint8Array; nextDataKey: Uint8Array | null };

/**
 * A new password: with a new key pair, so that the old password together with an old copy of the file does not open a
 * data key that is made later.
 * @throws BulbarError password-refused
 */
export async function newPassword(
  id: string,
  name: string,
  password: string,
  keys: Keys,
  { device, cost = usualCost }: VaultSecrets,
) {
  refuseWeak(password, name);
  const salt = randomBytes(saltBytes);
  const pair = newKeyPair();
  const key = await passwordKey(password, { salt, cost, ...(device ? { device } : {}) });
  return {
    cost,
    salt: salt.toString("base64"),
    device: device ? deviceIdOf(device) : null,
    privateKey: seal(key, pair.privateKey, `private key of ${id}`),
    ...recipientOf(pair, keys),
  };
}

/** A new recovery key, and what opens with it. */
export function newRecovery(keys: Keys): { recoveryKey: string; recovery: Recipient } {
  const recoveryKey = newRecoveryKey();
  const pair = recoveryKeyPair(recoveryKey);
  if (!pair) throw new Error("a new recovery key does not read back");
  return { recoveryKey, recovery: recipientOf(pair, keys) };
}

function recipientOf({ publicKey }: KeyPair, keys: Keys): Recipient {
  return { publicKey, ...sealKeys(publicKey, keys) };
}

/** Both keys, for who has the private key. */
export function sealKeys(publicKey: string, { dataKey, nextDataKey }: Keys): Omit<Recipient, "publicKey"> {
  return {
    dataKey: sealTo(publicKey, dataKey, "data key"),
    nextDataKey: nextDataKey && sealTo(publicKey, nextDataKey, "next data key"),
  };
}

/** The same users, for whom both keys are sealed anew: before a new data key comes into use, and after. */
export function withKeys(users: Users, keys: Keys): Users {
  const idOf = (key: Uint8Array) => keyIdOf(Buffer.from(key).toString("hex"));
  return {
    ...users,
    keyId: idOf(keys.dataKey),
    nextKeyId: keys.nextDataKey && idOf(keys.nextDataKey),
    users: users.users.map((user) => ({ ...user, ...sealKeys(user.publicKey, keys) })),
    recovery: { ...users.recovery, ...sealKeys(users.recovery.publicKey, keys) },
  };
}

/**
 * Opens the data key with a user's password. It takes the same time whether there is such a user or not.
 * @returns null where the name or the password is wrong
 * @throws BulbarError log-on-refused where the password needs the secret of another computer as well
 */
export async function unlockWithPassword(
  file: UsersFile,
  { name, password }: { name: string; password: string },
  secrets: VaultSecrets,
): Promise<(Unlocked & { user: StoredUser }) | null> {
  const named = userNamed(file, name);
  // an unknown name is treated as the first user in everything, and refused at the end
  const user = named ?? file.users[0];
  if (!user) return null;
  refuseOtherDevice(user, secrets);
  const salt = Buffer.from(user.salt, "base64");
  const device = user.device === null ? {} : { device: secrets.device ?? Buffer.alloc(0) };
  const key = await passwordKey(password, { salt, cost: user.cost, ...device });
  const privateKey = unseal(key, user.privateKey, `private key of ${user.id}`);
  if (!privateKey || !named) return null;
  const keys = unlockWith({ privateKey, publicKey: user.publicKey }, user);
  return keys && { ...keys, user };
}

/** Opens the data key with the recovery key; null where it is another one, or mistyped. */
export function unlockWithRecoveryKey(file: UsersFile, recoveryKey: string): Unlocked | null {
  const pair = recoveryKeyPair(recoveryKey);
  return pair && unlockWith(pair, file.recovery);
}

function unlockWith(pair: KeyPair, recipient: Recipient): Unlocked | null {
  const dataKey = unsealWith(pair, recipient.dataKey, "data key");
  if (!dataKey) return null;
  const nextDataKey = recipient.nextDataKey && unsealWith(pair, recipient.nextDataKey, "next data key");
  return { dataKey, nextDataKey };
}

function refuseOtherDevice({ device }: StoredUser, secrets: VaultSecrets): void {
  if (device === null || (secrets.device && deviceIdOf(secrets.device) === device)) return;
  throw new BulbarError("log-on-refused", { why: "other-device" });
}

/** The key that a password makes: argon2id, mixed with the device's secret where the user is bound to one. */
async function passwordKey(
  password: string,
  { salt, cost, device }: { salt: Uint8Array; cost: PasswordCost; device?: Uint8Array },
): Promise<Buffer> {
  const hash = await argon2(password, salt, cost);
  return deriveFrom(hash, "password", device ?? Buffer.alloc(0));
}

export function userNamed({ users }: Pick<Users, "users">, name: string): StoredUser | undefined {
  return users.find((user) => sameName(user.name, name));
}

/** What an administrator sees. */
export const listedUser = ({ id, name, role, disabled, mustChangePassword }: StoredUser): User => ({
  id,
  name,
  role,
  disabled,
  mustChangePassword,
});

/** @throws BulbarError invalid-input where the name is taken */
export function withUser(users: Users, user: StoredUser): Users {
  if (userNamed(users, user.name))
    throw new BulbarError("invalid-input", { why: "user-name-taken", facts: { name: user.name } });
  return { ...users, users: [...users.users, user] };
}

/**
 * The users with one of them changed, or gone where `change` gives null.
 * @throws BulbarError not-found; invalid-input where nobody would be left who may administer
 */
export function withChanged(
  users: Users,
  id: string,
  change: (user: StoredUser) => StoredUser | null,
): Users {
  if (!users.users.some((user) => user.id === id)) throw new BulbarError("not-found", { why: "user" });
  const changed = users.users.flatMap((user) => (user.id === id ? (change(user) ?? []) : user));
  const mayAdminister = changed.some(({ role, disabled }) => role === "administrator" && !disabled);
  if (!mayAdminister) throw new BulbarError("invalid-input", { why: "last-administrator" });
  return { ...users, users: changed };
}

/** A password to be passed on by mouth and changed at the next log-on: 60 random bits, "k3fw-9xtm-27hd". */
export function temporaryPassword(): string {
  const letters = "23456789abcdefghjkmnpqrstuvwxyz0"; // 32, so that five bits choose one
  const chosen = [...randomBytes(temporaryLetters)].map((byte) => letters[byte & 31]).join("");
  return (chosen.match(/.{4}/g) ?? []).join("-");
}
