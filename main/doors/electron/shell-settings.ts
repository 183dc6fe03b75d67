import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Choices } from "../../../shared/contract/shell.ts";
import { WindowPlace } from "./window-place.ts";

const Kept = z.object({
  window: WindowPlace.nullable().default(null),
  choices: Choices.default({}),
});
type Kept = z.infer<typeof Kept>;

/** What the shell remembers from one run to the next, in `shell.json` of the data folder; nothing of a patient. */
export class ShellSettings {
  readonly #file: string;
  #kept: Kept;

  /** A file that is missing or damaged is as good as none. */
  constructor(dataFolder: string) {
    this.#file = join(dataFolder, "shell.json");
    this.#kept = readKept(this.#file);
  }

  get window(): WindowPlace | null {
    return this.#kept.window;
  }

  get choices(): Choices {
    return this.#kept.choices;
  }

  keepWindow(window: WindowPlace): void {
    this.#keep({ ...this.#kept, window });
  }

  keepChoices(choices: Choices): void {
    this.#keep({ ...this.#kept, choices: { ...this.#kept.choices, ...choices } });
  }

  /** Whole or not at all; a disk that cannot be written loses a window's place and nothing else. */
  #keep(kept: Kept): void {
    this.#kept = kept;
    try {
      mkdirSync(join(this.#file, ".."), { recursive: true, mode: 0o700 });
      writeFileSync(`${this.#file}.new`, JSON.stringify(kept), { mode: 0o600 });
      renameSync(`${this.#file}.new`, this.#file);
    } catch {
      // Said by whatever stores something that matters.
    }
  }
}

function readKept(file: string): Kept {
  try {
    return Kept.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return Kept.parse({});
  }
}
