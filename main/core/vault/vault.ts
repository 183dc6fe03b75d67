import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { BulbarError } from "../../../shared/domain/error.ts";
import {
  type OwnSession,
  type Role,
  type Session,
  type User,
  UserName,
  usualLogOffMinutes,
} from "../../../shared/domain/session.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { keyIdOf } from "./derived-key.ts";
import { LogOnRecord, type VaultEvent } from "./log-ons.ts";
import { isThere, underLock } from "./place-new-file.ts";
import { type OpenSession, type Seat, type SessionEnd, Sessions } from "./sessions.ts";
import {
  firstUsers,
  listedUser,
  newPassword,
  newRecovery,
  newUser,
  refuseWeak,
  sealKeys,
  temporaryPassword,
  type Unlocked,
  unlockWithPassword,
  unlockWithRecoveryKey,
  userNamed,
  type VaultSecrets,
  withChanged,
  withKeys,
  withUser,
} from "./users.ts";
import {
  isSigned,
  olderUsersMark,
  parseUsersFile,
  readUsersFile,
  type StoredUser,
  type Users,
  type UsersFile,
  usersFileName,
  usersFileOf,
  writeUsersFile,
} from "./users-file.ts";

/** Where earlier versions kept the data key, 64 hexadecimal digits in plain. */
export const plainKeyFileName = "history.key";

/** The password, entered once more, speaks for a signature for so long, ms. */
const confirmedForMs = 300_000;

export type VaultOptions = {
  dataFolder: string;
  now: () => Date;
  /** Asked whenever a password is to open or to be set. */
  secrets: () => Promise<VaultSecrets>;
  /** Whether a data key is the one of the history that is there; true where there is none yet. */
  opensHistory: (dataKey: string) => boolean;
  /** The newest revision of the users file that the history of a data key knows; 0 where it knows none. */
  newestUsers: (dataKey: string) => number;
  /** Called with the revision that was written, while the data key is there. */
  onUsers: (revision: number) => void;
  /** Writes what waits into the trail at once: as long as the key is there. */
  tellTrail: () => Promise<void>;
  /** Called before the key is forgotten: whoever uses it must stop. */
  onLock: () => void;
  /** Called when there is something to be told; see `tellEvents`. */
  onEvent: () => void;
};

export type Credentials = { name: string; password: string };
/** Of a backup's moment: a user's password, or the recovery key, with which the password becomes the user's new one. */
export type BackupCredentials = Credentials & { recoveryKey?: string | undefined };

/**
 * The users of a data folder, who is logged on, and, as long as somebody is, the data key.
 *
 * What changes the users is prepared first (a password's hash takes its time) and then done at once, so that it can be
 * one with its row in the audit trail.
 */
export class Vault {
  readonly #options: VaultOptions;
  readonly #path: string;
  readonly #record: LogOnRecord;
  readonly #sessions: Sessions;
  #dataKey: Buffer | null = null;
  /** The newest revision of the users file that was seen: an older one was put in its place. */
  #newestUsers = 0;
  #readAt = "";
  #logOffAfterMinutes = usualLogOffMinutes;

  constructor(options: VaultOptions) {
    this.#options = options;
    this.#path = usersFileOf(options.dataFolder);
    this.#record = new LogOnRecord(options.dataFolder);
    this.#sessions = new Sessions(options.now, (session, end) => this.#ended(session, end));
  }

  /** Whether somebody has set up users here. */
  hasUsers(): boolean {
    return isThere(this.#path);
  }

  /** Whether the key of an earlier version lies here: set-up takes its history over. */
  takesOver(): boolean {
    return !this.hasUsers() && isThere(join(this.#options.dataFolder, plainKeyFileName));
  }

  /** Whether somebody is logged on. */
  isOpen(): boolean {
    return this.#dataKey !== null;
  }

  /** The data key, 64 hexadecimal digits. @throws BulbarError not-logged-on */
  dataKey(): string {
    if (!this.#dataKey) throw new BulbarError("not-logged-on");
    return this.#dataKey.toString("hex");
  }

  /**
   * Makes the first administrator and a recovery key, which is told this once. A history with a key of an earlier
   * version is taken over: the plain key goes when the new file has proved to open the history.
   * @throws BulbarError set-up-done; password-refused; history-locked where a history is there and its key is not
   */
  async setUp({ name, password }: Credentials): Promise<{ session: OpenSession; recoveryKey: string }> {
    if (this.hasUsers()) throw new BulbarError("set-up-done");
    refuseWeak(password, name);
    const dataKey = this.#plainKey() ?? randomBytes(32);
    if (!this.#options.opensHistory(dataKey.toString("hex"))) throw keyMissing();
    const { users, recoveryKey } = await firstUsers(
      { name: UserName.parse(name), password },
      dataKey,
      await this.#options.secrets(),
    );
    if (!writeUsersFile(this.#path, users, dataKey, true)) throw new BulbarError("set-up-done");
    this.#newestUsers = users.revision;
    this.keep({ actor: users.users[0]!.name, detail: "users set up" });
    const session = await this.logOn({ name, password });
    rmSync(join(this.#options.dataFolder, plainKeyFileName), { force: true });
    return { session, recoveryKey };
  }

  /**
   * @throws BulbarError log-on-refused, the same for a wrong name and a wrong password; not-logged-on where nobody has
   * set up users; vault-damaged, also where an older users file was put in place of a newer one
   */
  async logOn({ name, password }: Credentials): Promise<OpenSession> {
    const file = this.#fileAsItIs();
    this.#refuseEarly(name);
    const found = await unlockWithPassword(file, { name, password }, await this.#options.secrets());
    if (!found) throw this.#failed(file, name);
    const { user } = found;
    const { older } = this.#unlock(file, found);
    if (older) throw await this.#refusedOlder(user.name, older);
    if (user.disabled) throw await this.#refused(user.name, "disabled");
    return this.#start(user);
  }

  /**
   * Sets a new password of a user, who need not be asked, and logs on. A users file that is older than one that was there
   * is taken as it is.
   * @throws BulbarError log-on-refused, password-refused
   */
  async recover({
    recoveryKey,
    name,
    password,
  }: Credentials & { recoveryKey: string }): Promise<OpenSession> {
    const file = this.#fileAsItIs();
    this.#refuseEarly(recoveryName);
    const found = unlockWithRecoveryKey(file, recoveryKey);
    if (!found) throw this.#failed(file, recoveryName, "recovery-key");
    const user = userNamed(file, name);
    if (!user) throw await this.#refused(recoveryName, "no-such-user");
    const given = await newPassword(user.id, user.name, password, found, await this.#options.secrets());
    const { older, keys } = this.#unlock(file, found);
    if (older) this.keep({ actor: user.name, detail: `${older}; accepted` });
    const own = { ...given, ...sealKeys(given.publicKey, keys), mustChangePassword: false, disabled: false };
    this.#change(
      (users) => withChanged(users, user.id, (one) => ({ ...one, ...own })),
      () => this.#fileAsItIs(),
    );
    this.#record.succeeded(user.name);
    this.keep({ actor: user.name, detail: "a new password was set with the recovery key" });
    return this.#start(user, recoveryName);
  }

  /** @throws BulbarError not-logged-on where the session is over */
  resume(token: string): OpenSession {
    return this.#sessions.resumed(token);
  }

  logOff(session: OpenSession): void {
    this.#sessions.end(session, "logged-off");
    this.#lockIfQuiet();
  }

  enter(seat: Seat, session: OpenSession): void {
    this.#sessions.enter(seat, session);
  }

  leave(seat: Seat): void {
    this.#sessions.leave(seat);
  }

  /** A call begins; what is given back says that it is done. */
  begin(seat: Seat): () => void {
    const done = this.#sessions.begin(seat);
    return () => {
      done();
      this.#lockIfQuiet();
    };
  }

  /** Somebody is there: the time to the automatic log-off begins anew. */
  touch(session: Session): void {
    this.#sessions.touch(session);
  }

  /** Ends what nobody uses any more, and sessions of users whom another program has changed. To be called often. */
  sweep(): void {
    if (!this.#dataKey) return;
    try {
      if (this.#hasFileChanged()) this.#meetChangedFile();
    } catch {
      // a share that is away for a moment: whoever is logged on stays so, as long as is usual
    }
    this.#sessions.sweep(this.#logOffAfterMinutes);
    this.#lockIfQuiet();
  }

  #meetChangedFile(): void {
    // another program has made a new data key: the one that is known here opens nothing any more
    if (readUsersFile(this.#path)?.keyId !== keyIdOf(this.dataKey())) {
      this.#sessions.endAll("changed");
      return;
    }
    const file = this.#file();
    this.#logOffAfterMinutes = file.logOffAfterMinutes;
    for (const userId of this.#sessions.users) {
      const user = file.users.find(({ id }) => id === userId);
      if (!user || user.disabled) this.#sessions.endOf(userId);
    }
  }

  /** The newest revision of the users file that was seen. */
  get newestUsers(): number {
    return this.#newestUsers;
  }

  /** What the page or program keeps of a session. */
  ownSession(session: OpenSession): OwnSession {
    const { user, role, token, mustChangePassword } = session;
    return { user, role, token, mustChangePassword, logOffAfterMinutes: this.#file().logOffAfterMinutes };
  }

  /**
   * The password once more, before something is signed.
   * @returns till when it speaks for a signature
   * @throws BulbarError log-on-refused
   */
  async confirm(session: OpenSession, password: string): Promise<string> {
    await this.#userWith(session, password);
    const until = new Date(this.#options.now().getTime() + confirmedForMs).toISOString();
    session.confirmedUntil = until;
    return until;
  }

  /** @throws BulbarError log-on-refused where the old one is wrong; password-refused */
  async changePassword(session: OpenSession, password: string, next: string): Promise<() => void> {
    const { user, keys } = await this.#userWith(session, password);
    if (password === next) throw new BulbarError("password-refused", { why: "same" });
    const given = await newPassword(user.id, user.name, next, keys, await this.#options.secrets());
    return () => {
      this.#change((users) =>
        withChanged(users, user.id, (one) => ({ ...one, ...given, mustChangePassword: false })),
      );
      session.mustChangePassword = false;
      this.#sessions.endOf(user.id, session);
    };
  }

  logOffAfterMinutes(): number {
    return this.#file().logOffAfterMinutes;
  }

  users(): User[] {
    return this.#file().users.map(listedUser);
  }

  /** @throws BulbarError not-found */
  user(id: string): User {
    const user = this.users().find((one) => one.id === id);
    if (!user) throw new BulbarError("not-found", { why: "user" });
    return user;
  }

  /** A user whose password, chosen here where none is given, must be changed at the first log-on. */
  async addUser(
    { name, role }: { name: string; role: Role },
    password: string = temporaryPassword(),
  ): Promise<() => { user: User; password: string }> {
    const user = await newUser(
      { name: UserName.parse(name), role, password, mustChangePassword: true },
      this.#keys(),
      await this.#options.secrets(),
    );
    return () => {
      this.#change((users) => withUser(users, user));
      return { user: listedUser(user), password };
    };
  }

  removeUser(id: string): void {
    this.#change((users) => withChanged(users, id, () => null));
    this.#sessions.endOf(id);
  }

  setRole(id: string, role: Role): void {
    this.#change((users) => withChanged(users, id, (user) => ({ ...user, role })));
    this.#sessions.endOf(id);
  }

  setDisabled(id: string, disabled: boolean): void {
    this.#change((users) => withChanged(users, id, (user) => ({ ...user, disabled })));
    if (disabled) this.#sessions.endOf(id);
  }

  /** A password to be passed on by mouth; it must be changed at the next log-on. */
  async resetPassword(id: string, password: string = temporaryPassword()): Promise<() => string> {
    const { name } = this.user(id);
    const given = await newPassword(id, name, password, this.#keys(), await this.#options.secrets());
    return () => {
      this.#change((users) =>
        withChanged(users, id, (user) => ({ ...user, ...given, mustChangePassword: true })),
      );
      this.#record.succeeded(name);
      this.#sessions.endOf(id);
      return password;
    };
  }

  /** The former recovery key then opens nothing that is written from now on. */
  renewRecoveryKey(): string {
    const { recoveryKey, recovery } = newRecovery(this.#keys());
    this.#change((users) => ({ ...users, recovery }));
    return recoveryKey;
  }

  setLogOff(logOffAfterMinutes: number): void {
    this.#change((users) => ({ ...users, logOffAfterMinutes }));
  }

  /**
   * Another data key, sealed to everybody beside the one in use, before anything is encrypted with it.
   * @returns 64 hexadecimal digits
   */
  prepareNewKey(): string {
    const [dataKey, nextDataKey] = [Buffer.from(this.dataKey(), "hex"), randomBytes(32)];
    this.#change((users) => withKeys(users, { dataKey, nextDataKey }));
    return nextDataKey.toString("hex");
  }

  /** The history has the key that was prepared: it takes the place of the other one. */
  takeNewKey(key: string): void {
    const dataKey = Buffer.from(key, "hex");
    underLock(this.#path, () => {
      const file = this.#file();
      this.#dataKey?.fill(0);
      this.#dataKey = dataKey;
      this.#write(file, (users) => withKeys(users, { dataKey, nextDataKey: null }));
    });
  }

  /**
   * The data key of a backup, by the users of its moment; with no user's name lock-out, since whoever has the file can
   * guess elsewhere.
   * @param text the users file of the backup
   * @returns 64 hexadecimal digits
   * @throws BulbarError log-on-refused; vault-damaged
   */
  async keyOfBackup(text: string, credentials: BackupCredentials): Promise<string> {
    const file = parseUsersFile(text);
    const { dataKey } = await this.#unlockBackup(file, credentials);
    return dataKey.toString("hex");
  }

  /**
   * Takes the users of a backup over where there are none: on another computer, or where their file was lost. With the
   * recovery key the password becomes the user's new one.
   * @throws BulbarError set-up-done; log-on-refused; vault-damaged
   */
  async adopt(text: string, credentials: BackupCredentials): Promise<OpenSession> {
    if (this.hasUsers()) throw new BulbarError("set-up-done");
    const file = parseUsersFile(text);
    const { dataKey } = await this.#unlockBackup(file, credentials);
    const { mac: _, ...users } = file;
    if (!writeUsersFile(this.#path, users, dataKey, true)) throw new BulbarError("set-up-done");
    const { recoveryKey, ...own } = credentials;
    return recoveryKey === undefined ? this.logOn(own) : this.recover({ recoveryKey, ...own });
  }

  async #unlockBackup(file: UsersFile, { recoveryKey, ...own }: BackupCredentials): Promise<Unlocked> {
    const found =
      recoveryKey === undefined
        ? await unlockWithPassword(file, own, await this.#options.secrets())
        : unlockWithRecoveryKey(file, recoveryKey);
    const why = recoveryKey === undefined ? "wrong" : "recovery-key";
    if (!found) throw new BulbarError("log-on-refused", { why });
    if (isSigned(file, found.dataKey)) return found;
    throw new BulbarError("vault-damaged", { file: usersFileName, why: "changed" });
  }

  /** The users file as it is now, to go with a backup. */
  usersText(): string {
    this.#file();
    return readFileSync(this.#path, "utf8");
  }

  /** Notes what happened at the door; told by `tellEvents` when the history is open. */
  keep(event: Omit<VaultEvent, "at">): void {
    this.#record.keep({ at: this.#options.now().toISOString(), ...event });
    this.#options.onEvent();
  }

  /** Hands over what is to be written into the trail, and forgets it when `tell` has not thrown. */
  tellEvents(tell: (events: VaultEvent[]) => void): void {
    this.#record.tell(tell);
  }

  /** Ends every session and forgets the key. */
  close(): void {
    this.#sessions.endAll("logged-off");
    this.#lock();
  }

  #start(user: StoredUser, recordName = user.name): OpenSession {
    const { id: userId, name, role, mustChangePassword } = user;
    this.#record.succeeded(recordName);
    this.keep({ actor: name, detail: "log-on" });
    return this.#sessions.start({ userId, user: name, role, mustChangePassword });
  }

  #ended({ user }: OpenSession, end: SessionEnd): void {
    const how: Readonly<Record<SessionEnd, string>> = {
      "logged-off": "log-off",
      idle: "log-off, no call for too long",
      changed: "log-off, the user was changed",
      left: "log-off, the connection was lost",
    };
    this.keep({ actor: user, detail: how[end] });
  }

  #refuseEarly(name: string): void {
    const seconds = this.#record.waitSeconds(name, this.#options.now());
    if (seconds > 0) throw new BulbarError("log-on-refused", { why: "wait", facts: { seconds } });
  }

  /** Counts a wrong password and names the user only where there is one: what was typed may be a password. */
  #failed(file: UsersFile, name: string, why: "wrong" | "recovery-key" = "wrong"): BulbarError {
    const now = this.#options.now();
    this.#record.failed(name, now);
    const actor = userNamed(file, name)?.name ?? "unknown";
    const what = why === "wrong" ? "wrong name or password" : "wrong recovery key";
    this.keep({ actor, detail: `log-on refused: ${what}` });
    return new BulbarError("log-on-refused", { why });
  }

  async #refused(actor: string, why: "disabled" | "no-such-user"): Promise<BulbarError> {
    await this.#tellRefused(actor, `log-on refused: ${why}`);
    return new BulbarError("log-on-refused", { why });
  }

  async #refusedOlder(actor: string, older: string): Promise<BulbarError> {
    await this.#tellRefused(actor, `${older}; log-on refused`);
    return olderUsersFile();
  }

  /** In the trail at once: until the next log-on who put the file there could remove what waits. */
  async #tellRefused(actor: string, detail: string): Promise<void> {
    this.keep({ actor, detail });
    if (this.#dataKey) await this.#options.tellTrail();
    this.#lockIfQuiet();
  }

  #isOlder({ revision }: UsersFile): boolean {
    return revision < this.#newestUsers;
  }

  async #userWith(session: OpenSession, password: string) {
    const file = this.#file();
    const name = session.user;
    this.#refuseEarly(name);
    const found = await unlockWithPassword(file, { name, password }, await this.#options.secrets());
    if (!found) throw this.#failed(file, name);
    this.#record.succeeded(name);
    return { user: found.user, keys: this.#keys() };
  }

  /**
   * Takes over the key that a recipient has opened, after the file has proved to be its holders' work.
   * @returns `older`: what the trail says where a newer file was there before; `keys`: what is sealed to everybody
   */
  #unlock(file: UsersFile, found: Unlocked): { older: string | null; keys: Unlocked } {
    if (!isSigned(file, found.dataKey))
      throw new BulbarError("vault-damaged", { file: usersFileName, why: "changed" });
    const keys = this.#keysInUse(found);
    this.#removePlainKey(keys.dataKey);
    this.#dataKey = keys.dataKey;
    this.#newestUsers = Math.max(this.#newestUsers, this.#options.newestUsers(this.dataKey()));
    const { revision } = file;
    if (this.#isOlder(file))
      return { older: `${olderUsersMark}: revision ${revision}, before ${this.#newestUsers}`, keys };
    this.#newestUsers = revision;
    if (keys !== found) this.#write(file, (users) => withKeys(users, keys));
    return { older: null, keys };
  }

  /** A new data key was being made when a program was killed: which of the two the history has is the one that counts. */
  #keysInUse(found: Unlocked): Unlocked {
    const opens = (key: Buffer) => this.#options.opensHistory(key.toString("hex"));
    const { dataKey, nextDataKey } = found;
    if (!nextDataKey || opens(dataKey) || !opens(nextDataKey)) return found;
    return { dataKey: nextDataKey, nextDataKey: null };
  }

  #removePlainKey(dataKey: Buffer): void {
    const path = join(this.#options.dataFolder, plainKeyFileName);
    if (isThere(path) && this.#plainKey()?.equals(dataKey)) rmSync(path, { force: true });
  }

  /** @throws BulbarError history-locked where the file is damaged */
  #plainKey(): Buffer | null {
    const path = join(this.#options.dataFolder, plainKeyFileName);
    try {
      if (!isThere(path)) return null;
      const text = readFileSync(path, "utf8").trim();
      if (/^[0-9a-f]{64}$/.test(text)) return Buffer.from(text, "hex");
    } catch (error) {
      throw storageError(error) ?? error;
    }
    throw new BulbarError("history-locked", { file: plainKeyFileName, why: "key-damaged" });
  }

  #keys(): Unlocked {
    return { dataKey: Buffer.from(this.dataKey(), "hex"), nextDataKey: null };
  }

  /** As somebody wrote it who has the data key, as far as that is known, and none that another one has replaced. */
  #file(): UsersFile {
    const file = this.#fileAsItIs();
    if (!this.#dataKey) return file;
    if (this.#isOlder(file)) throw olderUsersFile();
    this.#newestUsers = file.revision;
    return file;
  }

  #fileAsItIs(): UsersFile {
    const file = readUsersFile(this.#path);
    if (!file) throw new BulbarError("not-logged-on", { why: "no-users" });
    if (this.#dataKey && !isSigned(file, this.#dataKey))
      throw new BulbarError("vault-damaged", { file: usersFileName, why: "changed" });
    return file;
  }

  #hasFileChanged(): boolean {
    const { mtimeMs, ino } = statSync(this.#path);
    const before = this.#readAt;
    this.#readAt = `${mtimeMs}:${ino}`;
    return this.#readAt !== before;
  }

  #change(change: (users: Users) => Users, read = () => this.#file()): void {
    underLock(this.#path, () => this.#write(read(), change));
    this.#options.onUsers(this.#newestUsers);
  }

  /** The file changed, under a revision that is newer than all that were seen. */
  #write({ mac: _, ...before }: UsersFile, change: (users: Users) => Users): void {
    const revision = Math.max(before.revision, this.#newestUsers) + 1;
    writeUsersFile(this.#path, { ...change(before), revision }, Buffer.from(this.dataKey(), "hex"));
    this.#newestUsers = revision;
  }

  #lockIfQuiet(): void {
    if (this.#dataKey && this.#sessions.isQuiet) this.#lock();
  }

  #lock(): void {
    if (!this.#dataKey) return;
    this.#options.onLock();
    this.#dataKey.fill(0);
    this.#dataKey = null;
  }
}

/** Under which name wrong recovery keys are counted; no user can be called so. */
const recoveryName = "\u0000recovery key";

function olderUsersFile(): BulbarError {
  return new BulbarError("vault-damaged", { file: usersFileName, why: "older" });
}

function keyMissing(): BulbarError {
  return new BulbarError("history-locked", { file: plainKeyFileName, why: "key-missing" });
}
