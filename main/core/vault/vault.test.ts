import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import type { PasswordCost } from "./argon2.ts";
import type { VaultEvent } from "./log-ons.ts";
import { recoveryKeyPair } from "./recovery-key.ts";
import type { VaultSecrets } from "./users.ts";
import { Vault, type VaultOptions } from "./vault.ts";

/** A guess that costs next to nothing: what is tested is what it opens. */
const cheap: PasswordCost = { memoryKib: 64, passes: 1, lanes: 1 };
const anna = { name: "Anna", password: "four words are enough" };
const code = (expected: string, why?: string) =>
  expect.objectContaining({ code: expected, ...(why ? { data: expect.objectContaining({ why }) } : {}) });

type Made = Partial<Omit<VaultOptions, "secrets">> & { secrets?: VaultSecrets };

function vaultIn({
  dataFolder = mkdtempSync(join(tmpdir(), "bulbar-vault-")),
  secrets = { cost: cheap },
  ...options
}: Made = {}) {
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  const clock = { now: new Date("2026-03-01T08:00:00Z") };
  const onLock = vi.fn();
  /** What the history knows of the users file: as long as the history is, so is this. */
  const known = { revision: 0 };
  const another = (others: Partial<VaultOptions> = {}) =>
    new Vault({
      dataFolder,
      now: () => clock.now,
      secrets: async () => secrets,
      opensHistory: () => true,
      newestUsers: () => known.revision,
      onUsers: (revision) => (known.revision = revision),
      tellTrail: async () => {},
      onEvent: () => {},
      onLock: () => {},
      ...options,
      ...others,
    });
  const vault = another({ onLock });
  const later = (seconds: number) => (clock.now = new Date(clock.now.getTime() + 1000 * seconds));
  const usersFile = join(dataFolder, "users.json");
  const told = () => {
    let events: VaultEvent[] = [];
    vault.tellEvents((some) => (events = some));
    return events.map(({ actor, detail }) => `${actor}: ${detail}`);
  };
  return { vault, another, dataFolder, usersFile, onLock, later, told, known };
}

async function withAnna(made: Made = {}) {
  const here = vaultIn(made);
  const { session, recoveryKey } = await here.vault.setUp(anna);
  return { ...here, session, recoveryKey };
}

test("the first administrator is set up once; the file is for its owner only and holds no key", async () => {
  const { vault, another, dataFolder, usersFile, session } = await withAnna();
  expect(session).toMatchObject({ user: "Anna", role: "administrator", mustChangePassword: false });
  const key = vault.dataKey();
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  if (process.platform !== "win32") expect(statSync(usersFile).mode & 0o777).toBe(0o600);
  for (const name of readdirSync(dataFolder)) {
    const text = readFileSync(join(dataFolder, name), "utf8");
    expect(text).not.toContain(key);
    expect(text).not.toContain(Buffer.from(key, "hex").toString("base64"));
    expect(text).not.toContain(anna.password);
  }
  await expect(another().setUp({ name: "Eve", password: "another password" })).rejects.toThrow(
    code("set-up-done"),
  );
});

test.each([
  ["demo-onl", null],
  ["demo-on", "short"],
  ["ANNA  ", "short"],
  ["anna-maria", "is-name"],
  ["aaaaaaaaaaaa", "simple"],
  ["🙂🙃🙂🙃", "short"],
  ["x".repeat(257), "long"],
] as const)("the password %s is refused for: %s", async (password, why) => {
  const { vault, usersFile } = vaultIn();
  const made = vault.setUp({ name: "Anna-Maria", password });
  if (why === null) await expect(made).resolves.toBeTruthy();
  else await expect(made).rejects.toThrow(code("password-refused", why));
  expect(existsSync(usersFile)).toBe(why === null);
});

test("the same key opens with the name in any case, and is forgotten when the last one has left", async () => {
  const { vault, onLock, session } = await withAnna();
  const key = vault.dataKey();
  vault.logOff(session);
  expect(onLock).toHaveBeenCalledTimes(1);
  expect(() => vault.dataKey()).toThrow(code("not-logged-on"));
  const one = await vault.logOn({ ...anna, name: " ANNA " });
  const two = await vault.logOn(anna);
  expect(vault.dataKey()).toBe(key);
  vault.logOff(one);
  expect(vault.dataKey()).toBe(key);
  vault.logOff(two);
  expect(() => vault.dataKey()).toThrow(code("not-logged-on"));
});

test("a call that still runs keeps the key", async () => {
  const { vault, session } = await withAnna();
  const seat = { session: null };
  vault.enter(seat, session);
  const done = vault.begin(seat);
  vault.logOff(session);
  expect(vault.isOpen()).toBe(true);
  done();
  expect(vault.isOpen()).toBe(false);
});

test("an empty password is a wrong one", async () => {
  const { vault } = await withAnna();
  await expect(vault.logOn({ ...anna, password: "" })).rejects.toThrow(code("log-on-refused", "wrong"));
});

test("a wrong name and a wrong password are told alike, and cost the same hash", async () => {
  const { vault, told } = await withAnna();
  told();
  const wrong = vault.logOn({ ...anna, password: "not the password" });
  await expect(wrong).rejects.toThrow(code("log-on-refused", "wrong"));
  const unknown = vault.logOn({ name: "my secret password", password: "Anna" });
  await expect(unknown).rejects.toThrow(code("log-on-refused", "wrong"));
  expect(told()).toEqual([
    "Anna: log-on refused: wrong name or password",
    "unknown: log-on refused: wrong name or password",
  ]);
});

test.each(["Anna", "nobody of this name"])(
  "after five failures the log-on of %s waits longer each time, for every program, and is open again after it",
  async (name) => {
    const { vault, another, later } = await withAnna();
    const fail = (one: Vault, why: string) =>
      expect(one.logOn({ name, password: "not the password" })).rejects.toThrow(code("log-on-refused", why));
    for (let failures = 1; failures <= 5; failures++) await fail(vault, "wrong");
    await fail(vault, "wait");
    await fail(another(), "wait");
    later(29);
    await fail(vault, "wait");
    later(1);
    await fail(another(), "wrong");
    later(59);
    await fail(vault, "wait");
    later(1);
    if (name !== "Anna") return;
    await vault.logOn(anna);
    await fail(vault, "wrong");
    await vault.logOn(anna);
  },
);

test("somebody who is locked out stops nobody else; an administrator's reset opens again", async () => {
  const { vault } = await withAnna();
  const { user, password } = (await vault.addUser({ name: "Ben", role: "technician" }))();
  for (let failures = 1; failures <= 5; failures++)
    await vault.logOn({ name: "Ben", password: "not the password" }).catch(() => {});
  await expect(vault.logOn({ name: "Ben", password })).rejects.toThrow(code("log-on-refused", "wait"));
  await vault.logOn(anna);
  const reset = (await vault.resetPassword(user.id))();
  expect(await vault.logOn({ name: "Ben", password: reset })).toMatchObject({ mustChangePassword: true });
});

test("a temporary password opens once it is known, the user's own takes its place, and the old one opens nothing", async () => {
  const { vault, another } = await withAnna();
  const key = vault.dataKey();
  const { user, password } = (await vault.addUser({ name: "Ben", role: "clinician" }))();
  expect(user).toMatchObject({ name: "Ben", role: "clinician", disabled: false, mustChangePassword: true });
  const elsewhere = another();
  const ben = await elsewhere.logOn({ name: "ben", password });
  expect(elsewhere.dataKey()).toBe(key);
  const change = (old: string, own: string) => elsewhere.changePassword(ben, old, own).then((done) => done());
  await expect(change("not the password", "own password")).rejects.toThrow(code("log-on-refused"));
  await expect(change(password, password)).rejects.toThrow(code("password-refused", "same"));
  await expect(change(password, "short")).rejects.toThrow(code("password-refused", "short"));
  await change(password, "own password");
  expect(ben.mustChangePassword).toBe(false);
  await expect(vault.logOn({ name: "Ben", password })).rejects.toThrow(code("log-on-refused"));
  expect(await vault.logOn({ name: "Ben", password: "own password" })).toMatchObject({
    role: "clinician",
    mustChangePassword: false,
  });
});

test("roles, disabling and removal end the user's sessions, and somebody must be left to administer", async () => {
  const { vault, session } = await withAnna();
  const { user, password } = (await vault.addUser({ name: "Ben", role: "technician" }))();
  const logOn = () => vault.logOn({ name: "Ben", password });
  const first = await logOn();
  vault.setRole(user.id, "clinician");
  expect(first.ended).toBe("changed");
  const second = await logOn();
  expect(second.role).toBe("clinician");
  vault.setDisabled(user.id, true);
  expect(second.ended).toBe("changed");
  await expect(logOn()).rejects.toThrow(code("log-on-refused", "disabled"));
  vault.setDisabled(user.id, false);
  const third = await logOn();
  for (const change of [
    () => vault.removeUser(session.userId),
    () => vault.setRole(session.userId, "clinician"),
    () => vault.setDisabled(session.userId, true),
  ])
    expect(change).toThrow(code("invalid-input", "last-administrator"));
  vault.removeUser(user.id);
  expect(third.ended).toBe("changed");
  await expect(logOn()).rejects.toThrow(code("log-on-refused", "wrong"));
  expect(() => vault.removeUser(user.id)).toThrow(code("not-found", "user"));
  const again = await vault.addUser({ name: "anna", role: "technician" });
  expect(again).toThrow(code("invalid-input", "user-name-taken"));
});

test("another program's session ends when the user is disabled here", async () => {
  const { vault, another } = await withAnna();
  const { user, password } = (await vault.addUser({ name: "Ben", role: "technician" }))();
  const elsewhere = another();
  const ben = await elsewhere.logOn({ name: "Ben", password });
  elsewhere.sweep();
  expect(ben.ended).toBeNull();
  vault.setDisabled(user.id, true);
  elsewhere.sweep();
  expect(ben.ended).toBe("changed");
  expect(elsewhere.isOpen()).toBe(false);
});

test("a session nobody uses ends after the time set, a running call holds it, a resumed one goes on", async () => {
  const { vault, session, later, told } = await withAnna();
  vault.setLogOff(5);
  const seat = { session: null };
  vault.enter(seat, session);
  later(299);
  vault.sweep();
  vault.touch(session);
  later(299);
  vault.sweep();
  expect(session.ended).toBeNull();
  const done = vault.begin(seat);
  later(3600);
  vault.sweep();
  expect(session.ended).toBeNull();
  done();
  vault.touch(session);
  vault.leave(seat);
  later(100);
  vault.sweep();
  vault.enter(seat, vault.resume(session.token));
  later(200);
  vault.sweep();
  expect(session.ended).toBeNull();
  later(101);
  told();
  vault.sweep();
  expect(session.ended).toBe("idle");
  expect(told()).toEqual(["Anna: log-off, no call for too long"]);
  expect(vault.isOpen()).toBe(false);
  expect(() => vault.resume(session.token)).toThrow(code("not-logged-on", "ended"));
});

test("a session whose page is gone ends soon", async () => {
  const { vault, session, later } = await withAnna();
  const seat = { session: null };
  vault.enter(seat, session);
  vault.leave(seat);
  later(121);
  vault.sweep();
  expect(session.ended).toBe("left");
});

test("the recovery key sets a new password; a mistyped, a wrong and a former one do not", async () => {
  const { vault, another, recoveryKey } = await withAnna();
  const key = vault.dataKey();
  expect(recoveryKey).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/);
  const recover = (given: string, name = "Anna") =>
    another().recover({ recoveryKey: given, name, password: "a new password" });
  const last = recoveryKey.at(-1) === "7" ? "8" : "7";
  expect(recoveryKeyPair(recoveryKey.slice(0, -1) + last)).toBeNull();
  await expect(recover("7777-7777")).rejects.toThrow(code("log-on-refused", "recovery-key"));
  await expect(recover(recoveryKey, "Ben")).rejects.toThrow(code("log-on-refused", "no-such-user"));
  const typed = recoveryKey.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
  expect(await recover(typed)).toMatchObject({ user: "Anna", role: "administrator" });
  await expect(another().logOn(anna)).rejects.toThrow(code("log-on-refused"));
  const elsewhere = another();
  await elsewhere.logOn({ name: "Anna", password: "a new password" });
  expect(elsewhere.dataKey()).toBe(key);
  const renewed = elsewhere.renewRecoveryKey();
  await expect(recover(recoveryKey)).rejects.toThrow(code("log-on-refused", "recovery-key"));
  expect(await recover(renewed)).toMatchObject({ user: "Anna" });
});

test("who was locked out and set a new password with the recovery key waits no longer", async () => {
  const { vault, recoveryKey } = await withAnna();
  for (let failures = 1; failures <= 5; failures++)
    await vault.logOn({ ...anna, password: "wrong" }).catch(() => {});
  await expect(vault.logOn(anna)).rejects.toThrow(code("log-on-refused", "wait"));
  await vault.recover({ name: "Anna", password: "a new password", recoveryKey });
  expect(await vault.logOn({ name: "Anna", password: "a new password" })).toMatchObject({ user: "Anna" });
});

test("recovery keys are waited for like passwords", async () => {
  const { vault, recoveryKey } = await withAnna();
  const recover = (given: string) => vault.recover({ ...anna, recoveryKey: given });
  for (let failures = 1; failures <= 5; failures++) await recover("wrong").catch(() => {});
  await expect(recover(recoveryKey)).rejects.toThrow(code("log-on-refused", "wait"));
});

type Plain = {
  users: { name: string; role: string; disabled: boolean; mustChangePassword: boolean }[];
  logOffAfterMinutes: number;
};

test.each<[string, (file: Plain) => void]>([
  ["a role", ({ users }) => (users[1]!.role = "administrator")],
  ["a name", ({ users }) => (users[1]!.name = "Eve")],
  ["a disabled user", ({ users }) => (users[1]!.disabled = true)],
  ["a password that need not be changed", ({ users }) => (users[1]!.mustChangePassword = false)],
  ["a user more", ({ users }) => users.push({ ...users[1]!, name: "Eve" })],
  ["a user less", ({ users }) => users.shift()],
  ["a longer wait", (file) => (file.logOffAfterMinutes = 240)],
])("a users file in which somebody without the key has changed %s opens nothing", async (_, change) => {
  const { vault, another, usersFile } = await withAnna();
  const { password } = (await vault.addUser({ name: "Ben", role: "technician" }))();
  const file = JSON.parse(readFileSync(usersFile, "utf8")) as Plain;
  change(file);
  writeFileSync(usersFile, JSON.stringify(file));
  const name = file.users.find((user) => user.name === "Eve")?.name ?? "Ben";
  await expect(another().logOn({ name, password })).rejects.toThrow(code("vault-damaged", "changed"));
  expect(() => vault.users()).toThrow(code("vault-damaged", "changed"));
});

test.each([
  ["", "shape"],
  ["{}", "shape"],
  ['{"format":2}', "future"],
  ["[]", "shape"],
])("a users file that holds %j is told as damaged and left alone", async (text, why) => {
  const { vault, usersFile, dataFolder } = vaultIn();
  writeFileSync(usersFile, text);
  await expect(vault.logOn(anna)).rejects.toThrow(code("vault-damaged", why));
  await expect(vault.setUp(anna)).rejects.toThrow(code("set-up-done"));
  expect(readFileSync(usersFile, "utf8")).toBe(text);
  expect(readdirSync(dataFolder)).toEqual(["users.json"]);
});

test("a plain key of an earlier version is taken over: the same key, and the file is gone", async () => {
  const { vault, another, dataFolder, usersFile } = vaultIn();
  const plain = join(dataFolder, "history.key");
  const key = "0123456789abcdef".repeat(4);
  writeFileSync(plain, `${key}\n`);
  await vault.setUp(anna);
  expect(vault.dataKey()).toBe(key);
  expect(existsSync(plain)).toBe(false);
  // killed between the two: both are there, and the next log-on removes the plain one
  writeFileSync(plain, `${key}\n`);
  const elsewhere = another();
  await elsewhere.logOn(anna);
  expect(elsewhere.dataKey()).toBe(key);
  expect(existsSync(plain)).toBe(false);
  // one that is another history's is nobody's to remove
  writeFileSync(plain, `${"f".repeat(64)}\n`);
  await another().logOn(anna);
  expect(existsSync(plain)).toBe(true);
  expect(existsSync(usersFile)).toBe(true);
});

test("no users are set up where a history is there and its key is not, or is damaged", async () => {
  const without = vaultIn({ opensHistory: () => false });
  await expect(without.vault.setUp(anna)).rejects.toThrow(code("history-locked", "key-missing"));
  const damaged = vaultIn();
  writeFileSync(join(damaged.dataFolder, "history.key"), "0123");
  await expect(damaged.vault.setUp(anna)).rejects.toThrow(code("history-locked", "key-damaged"));
  expect(readdirSync(damaged.dataFolder)).toEqual(["history.key"]);
});

test("bound to a computer's secret, a password opens nothing without it; the recovery key does", async () => {
  const device = Buffer.alloc(32, 7);
  const { dataFolder, recoveryKey, vault } = await withAnna({ secrets: { cost: cheap, device } });
  const key = vault.dataKey();
  const at = (secrets: VaultSecrets) => vaultIn({ dataFolder, secrets }).vault;
  await at({ cost: cheap, device }).logOn(anna);
  for (const secrets of [{ cost: cheap }, { cost: cheap, device: Buffer.alloc(32, 8) }]) {
    await expect(at(secrets).logOn(anna)).rejects.toThrow(code("log-on-refused", "other-device"));
    await expect(at(secrets).logOn({ ...anna, name: "Eve" })).rejects.toThrow(
      code("log-on-refused", "other-device"),
    );
  }
  const elsewhere = at({ cost: cheap });
  await elsewhere.recover({ recoveryKey, name: "Anna", password: "a new password" });
  expect(elsewhere.dataKey()).toBe(key);
  await at({ cost: cheap }).logOn({ name: "Anna", password: "a new password" });
});

test("the password once more speaks for a signature for five minutes, a wrong one does not", async () => {
  const { vault, session } = await withAnna();
  await expect(vault.confirm(session, "not the password")).rejects.toThrow(code("log-on-refused"));
  expect(session.confirmedUntil).toBeUndefined();
  expect(await vault.confirm(session, anna.password)).toBe("2026-03-01T08:05:00.000Z");
  expect(session.confirmedUntil).toBe("2026-03-01T08:05:00.000Z");
});

test("what could not be told is told once", async () => {
  const { vault, session, told } = await withAnna();
  vault.logOff(session);
  expect(() =>
    vault.tellEvents(() => {
      throw new Error("the history does not open");
    }),
  ).toThrow("does not open");
  expect(told()).toEqual(["Anna: users set up", "Anna: log-on", "Anna: log-off"]);
  expect(told()).toEqual([]);
});

test("a new data key is sealed to everybody before it is used, and opens with every password after", async () => {
  const { vault, another, recoveryKey } = await withAnna();
  const former = vault.dataKey();
  const ben = {
    name: "Ben",
    password: (await vault.addUser({ name: "Ben", role: "technician" }))().password,
  };
  const key = vault.prepareNewKey();
  expect(key).not.toBe(former);
  expect(vault.dataKey()).toBe(former);
  const waiting = another();
  await waiting.logOn(ben);
  expect(waiting.dataKey()).toBe(former);
  vault.takeNewKey(key);
  for (const credentials of [anna, ben]) {
    const elsewhere = another();
    await elsewhere.logOn(credentials);
    expect(elsewhere.dataKey()).toBe(key);
  }
  waiting.sweep();
  expect(waiting.isOpen()).toBe(false);
  const recovered = another();
  await recovered.recover({ ...anna, recoveryKey });
  expect(recovered.dataKey()).toBe(key);
});

test("killed while a new key was made, the key counts that the history has", async () => {
  const { vault, dataFolder } = await withAnna();
  const former = vault.dataKey();
  const key = vault.prepareNewKey();
  const withHistoryOf = (its: string) =>
    vaultIn({ dataFolder, opensHistory: (tried) => tried === its }).vault;
  const before = withHistoryOf(former);
  await before.logOn(anna);
  expect(before.dataKey()).toBe(former);
  const after = withHistoryOf(key);
  await after.logOn(anna);
  expect(after.dataKey()).toBe(key);
  await withHistoryOf(key).logOn(anna);
  expect(after.users()).toHaveLength(1);
});

test("the users of a backup come along: by a password of its moment, or by its recovery key with a new one", async () => {
  const { vault, recoveryKey } = await withAnna();
  const [key, text] = [vault.dataKey(), vault.usersText()];
  const elsewhere = () => vaultIn().vault;
  await expect(elsewhere().adopt(text, { ...anna, password: "not the password" })).rejects.toThrow(
    code("log-on-refused", "wrong"),
  );
  const byPassword = elsewhere();
  expect(await byPassword.adopt(text, anna)).toMatchObject({ user: "Anna", role: "administrator" });
  expect(byPassword.dataKey()).toBe(key);
  await expect(byPassword.adopt(text, anna)).rejects.toThrow(code("set-up-done"));
  const byKey = elsewhere();
  await byKey.adopt(text, { name: "Anna", password: "a new password", recoveryKey });
  expect(byKey.dataKey()).toBe(key);
  expect(await byKey.logOn({ name: "Anna", password: "a new password" })).toBeTruthy();
  const changed = text
    .replace('"technician"', '"administrator"')
    .replace('"logOffAfterMinutes": 10', '"logOffAfterMinutes": 99');
  await expect(elsewhere().adopt(changed, anna)).rejects.toThrow(code("vault-damaged", "changed"));
  expect(await elsewhere().keyOfBackup(text, anna)).toBe(key);
});

/** Ben was there, was removed, and puts the file of before in the place of the newest. */
async function withBensCopy() {
  const here = await withAnna();
  const { user, password } = (await here.vault.addUser({ name: "Ben", role: "clinician" }))();
  const copy = readFileSync(here.usersFile, "utf8");
  here.vault.removeUser(user.id);
  const putBack = () => writeFileSync(here.usersFile, copy);
  return { ...here, ben: { name: "Ben", password }, newest: readFileSync(here.usersFile, "utf8"), putBack };
}

test("an older users file lets nobody in, and the trail is told, in this program and the next", async () => {
  const { vault, another, session, told, ben, newest, usersFile, putBack } = await withBensCopy();
  putBack();
  told();
  const tellTrail = vi.fn(async () => {});
  const elsewhere = another({ tellTrail });
  for (const one of [vault, elsewhere])
    for (const who of [ben, anna])
      await expect(one.logOn(who)).rejects.toThrow(code("vault-damaged", "older"));
  expect(tellTrail).toHaveBeenCalledTimes(2);
  expect(elsewhere.isOpen()).toBe(false);
  expect(told()[0]).toBe("Ben: an older users file came back: revision 2, before 3; log-on refused");
  // who is logged on stays so, and changes nothing by it
  vault.sweep();
  expect(session.ended).toBeNull();
  expect(() => vault.setLogOff(20)).toThrow(code("vault-damaged", "older"));
  writeFileSync(usersFile, newest);
  await another().logOn(anna);
  await expect(another().logOn(ben)).rejects.toThrow(code("log-on-refused", "wrong"));
});

test("the recovery key takes an older users file as it is, told, and from then on it is the newest", async () => {
  const { vault, another, session, recoveryKey, told, known, putBack } = await withBensCopy();
  vault.logOff(session);
  putBack();
  told();
  const elsewhere = another();
  await elsewhere.recover({ recoveryKey, name: "Anna", password: "a new password" });
  expect(known.revision).toBe(4);
  expect(told()[0]).toBe("Anna: an older users file came back: revision 2, before 3; accepted");
  expect(elsewhere.users().map(({ name }) => name)).toEqual(["Anna", "Ben"]);
  await another().logOn({ name: "Anna", password: "a new password" });
});

test("a clock that is set back puts off no log-off, and ends what a password has confirmed", async () => {
  const { vault, session, later } = await withAnna();
  vault.setLogOff(5);
  vault.enter({ session: null }, session);
  await vault.confirm(session, anna.password);
  later(-86_400);
  vault.sweep();
  expect(session.ended).toBeNull();
  expect(session.confirmedUntil).toBeUndefined();
  later(301);
  vault.sweep();
  expect(session.ended).toBe("idle");
});

test("a file that only claims to be another changes nothing for who is logged on", async () => {
  const { vault, session, usersFile, later } = await withAnna();
  vault.sweep();
  const file = JSON.parse(readFileSync(usersFile, "utf8"));
  writeFileSync(usersFile, JSON.stringify({ ...file, logOffAfterMinutes: 240 }));
  vault.sweep();
  later(601);
  vault.sweep();
  expect(session.ended).toBe("idle");
});

test("killed as a new data key took its place, the recovery key opens it for good", async () => {
  const { vault, another, session, recoveryKey } = await withAnna();
  const key = vault.prepareNewKey();
  vault.logOff(session);
  const opensHistory = (one: string) => one === key;
  const elsewhere = another({ opensHistory });
  await elsewhere.recover({ recoveryKey, name: "Anna", password: "a new password" });
  const after = another({ opensHistory });
  await after.logOn({ name: "Anna", password: "a new password" });
  expect(after.dataKey()).toBe(key);
});
