import { randomBytes } from "node:crypto";
import { BulbarError } from "../../../shared/domain/error.ts";
import {
  type OwnSession,
  type Role,
  type Session,
  type User,
  UserName,
  usualLogOffMinutes,
} from "../../../shared/domain/session.ts";
import { changedByStranger, KeptUsers, type KeptUsersOptions, olderUsersFile } from "./kept-users.ts";
import { LogOnRecord, type VaultEvent } from "./log-ons.ts";
import { hasPlainKey, plainKeyFileName, readPlainKey, removePlainKey } from "./plain-key.ts";
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
import { isSigned, parseUsersFile, type StoredUser, type UsersFile } from "./users-file.ts";

/** The password, entered once more, speaks for a signature for so long, ms. */
const confirmedForMs = 300_000;

export type VaultOptions = KeptUsersOptions & {
  now: () => Date;
  /** Asked whenever a password is to open or to be set. */
  secrets: () => Promise<VaultSecrets>;
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
  readonly #users: KeptUsers;
  readonly #record: LogOnRecord;
  readonly #sessions: Sessions;
  #logOffAfterMinutes = usualLogOffMinutes;

  constructor(options: VaultOptions) {
    this.#options = options;
    this.#users = new KeptUsers(options);
    this.#record = new LogOnRecord(options.dataFolder);
    this.#sessions = new Sessions(options.now, (session, end) => this.#ended(session, end));
  }

  /** Whether somebody has set up users here. */
  hasUsers(): boolean {
    return this.#users.areThere();
  }

  /** Whether the key of an earlier version lies here: set-up takes its history over. */
  takesOver(): boolean {
    return !this.hasUsers() && hasPlainKey(this.#options.dataFolder);
  }

  /** Whether somebody is logged on. */
  isOpen(): boolean {
    return this.#users.isOpen;
  }

  /** The data key, 64 hexadecimal digits. @throws BulbarError not-logged-on */
  dataKey(): string {
    return this.#users.dataKey();
  }

  /**
   * Makes the first administrator and a recovery key, which is told this once. A history with a key of an earlier
   * version is taken over: the plain key goes when the new file has proved to open the history.
   * @throws BulbarError set-up-done; password-refused; history-locked where a history is there and its key is not
   */
  async setUp({ name, password }: Credentials): Promise<{ session: OpenSession; recoveryKey: string }> {
    if (this.hasUsers()) throw new BulbarError("set-up-done");
    refuseWeak(password, name);
    const { dataFolder } = this.#options;
    const dataKey = readPlainKey(dataFolder) ?? randomBytes(32);
    if (!this.#options.opensHistory(dataKey.toString("hex"))) throw keyMissing();
    const { users, recoveryKey } = await firstUsers(
      { name: UserName.parse(name), password },
      dataKey,
      await this.#options.secrets(),
    );
    this.#users.create(users, dataKey);
    this.keep({ actor: users.users[0]!.name, detail: "users set up" });
    const session = await this.logOn({ name, password });
    removePlainKey(dataFolder);
    return { session, recoveryKey };
  }

  /**
   * @throws BulbarError log-on-refused, the same for a wrong name and a wrong password; not-logged-on where nobody has
   * set up users; vault-damaged, also where an older users file was put in place of a newer one
   */
  async logOn({ name, password }: Credentials): Promise<OpenSession> {
    const file = this.#users.readAsItIs();
    this.#refuseEarly(name);
    const found = await unlockWithPassword(file, { name, password }, await this.#options.secrets());
    if (!found) throw this.#failed(file, name);
    const { user } = found;
    const { older } = this.#users.unlock(file, found);
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
    const file = this.#users.readAsItIs();
    this.#refuseEarly(recoveryName);
    const found = unlockWithRecoveryKey(file, recoveryKey);
    if (!found) throw this.#failed(file, recoveryName, "recovery-key");
    const user = userNamed(file, name);
    if (!user) throw await this.#refused(recoveryName, "no-such-user");
    const given = await newPassword(user.id, user.name, password, found, await this.#options.secrets());
    const { older, keys } = this.#users.unlock(file, found);
    if (older) this.keep({ actor: user.name, detail: `${older}; accepted` });
    const own = { ...given, ...sealKeys(given.publicKey, keys), mustChangePassword: false, disabled: false };
    this.#users.change(
      (users) => withChanged(users, user.id, (one) => ({ ...one, ...own })),
      () => this.#users.readAsItIs(),
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
    if (!this.isOpen()) return;
    try {
      if (this.#users.hasChanged()) this.#meetChangedFile();
    } catch {
      // a share that is away for a moment: whoever is logged on stays so, as long as is usual
    }
    this.#sessions.sweep(this.#logOffAfterMinutes);
    this.#lockIfQuiet();
  }

  #meetChangedFile(): void {
    if (this.#users.hasOtherKey()) {
      this.#sessions.endAll("changed");
      return;
    }
    const file = this.#users.read();
    this.#logOffAfterMinutes = file.logOffAfterMinutes;
    for (const userId of this.#sessions.users) {
      const user = file.users.find(({ id }) => id === userId);
      if (!user || user.disabled) this.#sessions.endOf(userId);
    }
  }

  /** The newest revision of the users file that was seen. */
  get newestUsers(): number {
    return this.#users.newest;
  }

  /** What the page or program keeps of a session. */
  ownSession(session: OpenSession): OwnSession {
    const { user, role, token, mustChangePassword } = session;
    return { user, role, token, mustChangePassword, logOffAfterMinutes: this.logOffAfterMinutes() };
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
      this.#users.change((users) =>
        withChanged(users, user.id, (one) => ({ ...one, ...given, mustChangePassword: false })),
      );
      session.mustChangePassword = false;
      this.#sessions.endOf(user.id, session);
    };
  }

  logOffAfterMinutes(): number {
    return this.#users.read().logOffAfterMinutes;
  }

  users(): User[] {
    return this.#users.read().users.map(listedUser);
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
      this.#users.keys(),
      await this.#options.secrets(),
    );
    return () => {
      this.#users.change((users) => withUser(users, user));
      return { user: listedUser(user), password };
    };
  }

  removeUser(id: string): void {
    this.#users.change((users) => withChanged(users, id, () => null));
    this.#sessions.endOf(id);
  }

  setRole(id: string, role: Role): void {
    this.#users.change((users) => withChanged(users, id, (user) => ({ ...user, role })));
    this.#sessions.endOf(id);
  }

  setDisabled(id: string, disabled: boolean): void {
    this.#users.change((users) => withChanged(users, id, (user) => ({ ...user, disabled })));
    if (disabled) this.#sessions.endOf(id);
  }

  /** A password to be passed on by mouth; it must be changed at the next log-on. */
  async resetPassword(id: string, password: string = temporaryPassword()): Promise<() => string> {
    const { name } = this.user(id);
    const given = await newPassword(id, name, password, this.#users.keys(), await this.#options.secrets());
    return () => {
      this.#users.change((users) =>
        withChanged(users, id, (user) => ({ ...user, ...given, mustChangePassword: true })),
      );
      this.#record.succeeded(name);
      this.#sessions.endOf(id);
      return password;
    };
  }

  /** The former recovery key then opens nothing that is written from now on. */
  renewRecoveryKey(): string {
    const { recoveryKey, recovery } = newRecovery(this.#users.keys());
    this.#users.change((users) => ({ ...users, recovery }));
    return recoveryKey;
  }

  setLogOff(logOffAfterMinutes: number): void {
    this.#users.change((users) => ({ ...users, logOffAfterMinutes }));
  }

  /**
   * Another data key, sealed to everybody beside the one in use, before anything is encrypted with it.
   * @returns 64 hexadecimal digits
   */
  prepareNewKey(): string {
    const [dataKey, nextDataKey] = [Buffer.from(this.dataKey(), "hex"), randomBytes(32)];
    this.#users.change((users) => withKeys(users, { dataKey, nextDataKey }));
    return nextDataKey.toString("hex");
  }

  /** The history has the key that was prepared: it takes the place of the other one. */
  takeNewKey(key: string): void {
    this.#users.takeKey(Buffer.from(key, "hex"));
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
    this.#users.place(users, dataKey);
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
    throw changedByStranger();
  }

  /** The users file as it is now, to go with a backup. */
  usersText(): string {
    return this.#users.text();
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
    if (this.isOpen()) await this.#options.tellTrail();
    this.#lockIfQuiet();
  }

  async #userWith(session: OpenSession, password: string) {
    const file = this.#users.read();
    const name = session.user;
    this.#refuseEarly(name);
    const found = await unlockWithPassword(file, { name, password }, await this.#options.secrets());
    if (!found) throw this.#failed(file, name);
    this.#record.succeeded(name);
    return { user: found.user, keys: this.#users.keys() };
  }

  #lockIfQuiet(): void {
    if (this.isOpen() && this.#sessions.isQuiet) this.#lock();
  }

  #lock(): void {
    if (!this.isOpen()) return;
    this.#options.onLock();
    this.#users.forgetKey();
  }
}

/** Under which name wrong recovery keys are counted; no user can be called so. */
const recoveryName = "\u0000recovery key";

function keyMissing(): BulbarError {
  return new BulbarError("history-locked", { file: plainKeyFileName, why: "key-missing" });
}
