import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { BulbarError } from "../../../shared/domain/error.ts";
import { nameKey } from "../../../shared/domain/password.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { underLock } from "./place-new-file.ts";
import { placeText } from "./users-file.ts";

/** What happened at the door of a history, to be written into its trail as soon as that is open. */
export const VaultEvent = z.object({ at: z.string(), actor: z.string(), detail: z.string() });
export type VaultEvent = z.infer<typeof VaultEvent>;

/** Beside the history, in plain: it is needed before anything is opened. Names that were typed are only there hashed. */
const LogOns = z.object({
  salt: z.string(),
  failures: z.record(z.string(), z.object({ count: z.int(), at: z.number() })),
  untold: z.array(VaultEvent),
});
type LogOns = z.infer<typeof LogOns>;

const fileName = "log-ons.json";
/** Wrong passwords that cost nothing but their time; then it waits 30 s, twice as long each time, 15 min at most. */
const freeFailures = 5;
const firstWaitSeconds = 30;
const longestWaitSeconds = 900;
/** A name is forgotten after this, ms, and what was typed by a program that tries many is bounded. */
const forgetAfterMs = 86_400_000;
const mostNames = 500;
const mostUntold = 2000;

/** Counts wrong passwords and keeps what is to be told, in a file that all programs of a data folder share. */
export class LogOnRecord {
  readonly #path: string;
  /** What could not be written: on a full or read-only disk it counts as long as this program runs. */
  #unwritten: LogOns | null = null;

  constructor(dataFolder: string) {
    this.#path = join(dataFolder, fileName);
  }

  /** How long this name must wait before a password is looked at again, whole seconds; 0 where it need not. */
  waitSeconds(name: string, now: Date): number {
    const { salt, failures } = this.#read();
    const found = failures[hashOf(salt, name)];
    if (!found || found.count < freeFailures) return 0;
    const wait = Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** (found.count - freeFailures));
    const age = (now.getTime() - found.at) / 1000;
    // a clock that was set back does not lock for ever
    return age < -longestWaitSeconds ? 0 : Math.max(0, Math.ceil(wait - age));
  }

  failed(name: string, now: Date): void {
    this.#change((record) => {
      const key = hashOf(record.salt, name);
      const count = (record.failures[key]?.count ?? 0) + 1;
      const kept = Object.entries(record.failures)
        .filter(([other, { at }]) => other !== key && Math.abs(now.getTime() - at) < forgetAfterMs)
        .sort(([, a], [, b]) => b.count - a.count || b.at - a.at)
        .slice(0, mostNames - 1);
      return { ...record, failures: { ...Object.fromEntries(kept), [key]: { count, at: now.getTime() } } };
    });
  }

  succeeded(name: string): void {
    const { salt, failures } = this.#read();
    if (!(hashOf(salt, name) in failures)) return;
    this.#change((record) => {
      const { [hashOf(record.salt, name)]: _, ...others } = record.failures;
      return { ...record, failures: others };
    });
  }

  keep(event: VaultEvent): void {
    this.#change((record) => ({ ...record, untold: [...record.untold, event].slice(-mostUntold) }));
  }

  /** Hands over what is to be told, and forgets it when `tell` has not thrown. */
  tell(tell: (events: VaultEvent[]) => void): void {
    if (this.#read().untold.length === 0) return;
    this.#change((record) => {
      if (record.untold.length > 0) tell(record.untold);
      return { ...record, untold: [] };
    });
  }

  #change(change: (record: LogOns) => LogOns): void {
    let changed: LogOns | null = null;
    try {
      underLock(this.#path, () => {
        changed = change(this.#read());
        placeText(this.#path, `${JSON.stringify(changed)}\n`);
      });
      this.#unwritten = null;
    } catch (error) {
      if (!storageError(error) && !(error instanceof BulbarError)) throw error;
      this.#unwritten = changed ?? change(this.#read());
    }
  }

  #read(): LogOns {
    if (this.#unwritten) return this.#unwritten;
    try {
      return LogOns.parse(JSON.parse(readFileSync(this.#path, "utf8")));
    } catch {
      // none yet, or damaged: it begins again
      return { salt: randomBytes(16).toString("base64"), failures: {}, untold: [] };
    }
  }
}

function hashOf(salt: string, name: string): string {
  return createHmac("sha256", salt).update(nameKey(name)).digest("base64");
}
