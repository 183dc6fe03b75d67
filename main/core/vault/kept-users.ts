import { readFileSync, statSync } from "node:fs";
import { BulbarError } from "../../../shared/domain/error.ts";
import { keyIdOf } from "./derived-key.ts";
import { isThere, underLock } from "./place-new-file.ts";
import { hasPlainKey, readPlainKey, removePlainKey } from "./plain-key.ts";
import { type Unlocked, withKeys } from "./users.ts";
import {
  isSigned,
  olderUsersMark,
  readUsersFile,
  type Users,
  type UsersFile,
  usersFileName,
  usersFileOf,
  writeUsersFile,
} from "./users-file.ts";

export type KeptUsersOptions = {
  dataFolder: string;
  /** Whether a data key is the one of the history that is there; true where there is none yet. */
  opensHistory: (dataKey: string) => boolean;
  /** The newest revision of the users file that the history of a data key knows; 0 where it knows none. */
  newestUsers: (dataKey: string) => number;
  /** Called with the revision that was written, while the data key is there. */
  onUsers: (revision: number) => void;
};

/**
 * The users file of a data folder and, once one of them has opened it, the data key: with the key the file is believed or
 * refused, and written. A file that is older than one that was seen is refused.
 */
export class KeptUsers {
  readonly #options: KeptUsersOptions;
  readonly #path: string;
  #dataKey: Buffer | null = null;
  /** The newest revision that was seen: an older one was put in its place. */
  #newest = 0;
  #readAt = "";

  constructor(options: KeptUsersOptions) {
    this.#options = options;
    this.#path = usersFileOf(options.dataFolder);
  }

  /** Whether somebody has set up users here. */
  areThere(): boolean {
    return isThere(this.#path);
  }

  /** Whether the data key is there. */
  get isOpen(): boolean {
    return this.#dataKey !== null;
  }

  /** The newest revision that was seen. */
  get newest(): number {
    return this.#newest;
  }

  /** 64 hexadecimal digits. @throws BulbarError not-logged-on */
  dataKey(): string {
    if (!this.#dataKey) throw new BulbarError("not-logged-on");
    return this.#dataKey.toString("hex");
  }

  /** What is sealed to everybody. @throws BulbarError not-logged-on */
  keys(): Unlocked {
    return { dataKey: Buffer.from(this.dataKey(), "hex"), nextDataKey: null };
  }

  /** The first users of a data key. @throws BulbarError set-up-done */
  create(users: Users, dataKey: Uint8Array): void {
    this.place(users, dataKey);
    this.#newest = users.revision;
  }

  /** Users as they were elsewhere, or earlier. @throws BulbarError set-up-done where there are some */
  place(users: Users, dataKey: Uint8Array): void {
    if (!writeUsersFile(this.#path, users, dataKey, true)) throw new BulbarError("set-up-done");
  }

  /**
   * Takes over the key that a recipient has opened, after the file has proved to be its holders' work.
   * @returns `older`: what the trail says where a newer file was there before; `keys`: what is sealed to everybody
   */
  unlock(file: UsersFile, found: Unlocked): { older: string | null; keys: Unlocked } {
    if (!isSigned(file, found.dataKey)) throw changedByStranger();
    const keys = this.#keysInUse(found);
    this.#removePlainKey(keys.dataKey);
    this.#dataKey = keys.dataKey;
    this.#newest = Math.max(this.#newest, this.#options.newestUsers(this.dataKey()));
    const { revision } = file;
    if (this.#isOlder(file))
      return { older: `${olderUsersMark}: revision ${revision}, before ${this.#newest}`, keys };
    this.#newest = revision;
    if (keys !== found) this.#write(file, (users) => withKeys(users, keys));
    return { older: null, keys };
  }

  /** As somebody wrote it who has the data key, as far as that is known, and none that another one has replaced. */
  read(): UsersFile {
    const file = this.readAsItIs();
    if (!this.#dataKey) return file;
    if (this.#isOlder(file)) throw olderUsersFile();
    this.#newest = file.revision;
    return file;
  }

  /** Also one that is older. @throws BulbarError not-logged-on where there is none; vault-damaged */
  readAsItIs(): UsersFile {
    const file = readUsersFile(this.#path);
    if (!file) throw new BulbarError("not-logged-on", { why: "no-users" });
    if (this.#dataKey && !isSigned(file, this.#dataKey)) throw changedByStranger();
    return file;
  }

  /** The file as it is now, to go with a backup. */
  text(): string {
    this.read();
    return readFileSync(this.#path, "utf8");
  }

  /** Writes the users changed. @param read which file is changed: `read`'s, or, where an older one is accepted, `readAsItIs`' */
  change(change: (users: Users) => Users, read = () => this.read()): void {
    underLock(this.#path, () => this.#write(read(), change));
    this.#options.onUsers(this.#newest);
  }

  /** The history has another data key from now on. */
  takeKey(dataKey: Buffer): void {
    underLock(this.#path, () => {
      const file = this.read();
      this.#dataKey?.fill(0);
      this.#dataKey = dataKey;
      this.#write(file, (users) => withKeys(users, { dataKey, nextDataKey: null }));
    });
  }

  /** Whether the file is another one than when this was asked before. */
  hasChanged(): boolean {
    const { mtimeMs, ino } = statSync(this.#path);
    const before = this.#readAt;
    this.#readAt = `${mtimeMs}:${ino}`;
    return this.#readAt !== before;
  }

  /** Whether another program has made a new data key: the one that is known here opens nothing any more. */
  hasOtherKey(): boolean {
    return readUsersFile(this.#path)?.keyId !== keyIdOf(this.dataKey());
  }

  forgetKey(): void {
    this.#dataKey?.fill(0);
    this.#dataKey = null;
  }

  #isOlder({ revision }: UsersFile): boolean {
    return revision < this.#newest;
  }

  /** A new data key was being made when a program was killed: which of the two the history has is the one that counts. */
  #keysInUse(found: Unlocked): Unlocked {
    const opens = (key: Buffer) => this.#options.opensHistory(key.toString("hex"));
    const { dataKey, nextDataKey } = found;
    if (!nextDataKey || opens(dataKey) || !opens(nextDataKey)) return found;
    return { dataKey: nextDataKey, nextDataKey: null };
  }

  #removePlainKey(dataKey: Buffer): void {
    const { dataFolder } = this.#options;
    if (hasPlainKey(dataFolder) && readPlainKey(dataFolder)?.equals(dataKey)) removePlainKey(dataFolder);
  }

  /** The file changed, under a revision that is newer than all that were seen. */
  #write({ mac: _, ...before }: UsersFile, change: (users: Users) => Users): void {
    const revision = Math.max(before.revision, this.#newest) + 1;
    writeUsersFile(this.#path, { ...change(before), revision }, Buffer.from(this.dataKey(), "hex"));
    this.#newest = revision;
  }
}

export function olderUsersFile(): BulbarError {
  return new BulbarError("vault-damaged", { file: usersFileName, why: "older" });
}

export function changedByStranger(): BulbarError {
  return new BulbarError("vault-damaged", { file: usersFileName, why: "changed" });
}
