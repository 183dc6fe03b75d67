import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import type { CoreEnding } from "../core/start-core.ts";

/** Where a door writes what support needs to know. Never a patient's data: codes, places in the program, times. */
export type Log = (line: string) => void;

/** Size at which the log file is put aside, bytes. */
const fullAtBytes = 1024 ** 2;

/** Files that are kept: the one that is written and, numbered from the youngest, those that were put aside. */
const files = 5;

/** Where the logs of a data folder lie. */
export function logFolderOf(dataFolder: string): string {
  return join(dataFolder, "logs");
}

/** Lines on standard error. */
export const logToTerminal: Log = (line) => void process.stderr.write(`bulbar: ${line}\n`);

/** Lines on standard error and in `logs/bulbar.log` of the data folder. */
export function logIn(dataFolder: string): Log {
  const toFile = logToFile(dataFolder, "bulbar");
  return (line) => {
    logToTerminal(line);
    toFile(line);
  };
}

/** Lines with their time in `logs/NAME.log` of the data folder, where that can be written. */
export function logToFile(dataFolder: string, name: string): Log {
  const folder = logFolderOf(dataFolder);
  const file = join(folder, `${name}.log`);
  return (line) => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (sizeOf(file) > fullAtBytes) putAside(folder, name);
      appendFileSync(file, `${new Date().toISOString()} ${line}\n`, { mode: 0o600 });
    } catch {
      // A full or read-only disk: nothing is lost but the line.
    }
  };
}

/** Every file takes the place of the next older one; the oldest goes. */
function putAside(folder: string, name: string): void {
  const named = (age: number) => join(folder, age === 0 ? `${name}.log` : `${name}.${age}.log`);
  for (let age = files - 2; age >= 0; age--)
    if (existsSync(named(age))) renameSync(named(age), named(age + 1));
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * Why a core ended, for the log: the error's name and code and the places in the program, not its message, which may
 * quote what was worked on.
 */
export function coreEndedLine({ error, exitCode }: CoreEnding, isReplaced: boolean): string {
  const next = isReplaced ? "a new core was started" : "it ended too often: none is started for a minute";
  if (!error) return `core-ended: exit code ${exitCode}; ${next}`;
  return failureLine("core-ended", error, `; ${next}`);
}

/** What an error was for the log: its name and code and the places in the program, not its message. */
export function failureLine(what: string, error: Error, next = ""): string {
  const { code } = error as NodeJS.ErrnoException;
  const places = placesOf(error).map((place) => `\n    ${place}`);
  return `${what}: ${[error.name, code].filter(Boolean).join(" ")}${next}${places.join("")}`;
}

/** The frames of a stack below its message, each "function (folder/file.ts:line:column)". */
function placesOf({ stack = "", message }: Error): string[] {
  const below = stack.slice(Math.max(0, stack.indexOf(message)) + message.length);
  return below.split("\n").flatMap((line) => {
    const frame = /^\s+at (?:(.+) \()?(?:file:\/\/)?(.+?:\d+:\d+)\)?$/.exec(line);
    if (!frame) return [];
    const place = frame[2]!.split(/[\\/]/).slice(-3).join("/");
    return [`${frame[1] ?? "(top)"} (${place})`];
  });
}
