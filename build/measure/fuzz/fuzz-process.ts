/**
 * A process that takes in the cases of one kind, one after the other; started by fuzz.ts, which ends it when a case takes
 * too long or too much. The input of a case is written down before it is fed, so that it outlives a crash.
 *
 *   fuzz-process.ts KIND SEED FOLDER
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomOf } from "../../../main/core/dsp/random.ts";
import { type Outcome, outcomeOf } from "./kind.ts";
import { type FuzzKindName, fuzzKinds } from "./kinds.ts";

/** What the process tells: that it can be asked, or what a case came to. */
export type FuzzTold = { ready: true } | { outcome: Outcome };

/** Where the process writes the input that it is about to feed. */
export const inputFile = "input.bin";

if (import.meta.main) {
  const [name, seed, folder] = process.argv.slice(2) as [FuzzKindName, string, string];
  const tell = (told: FuzzTold) => process.send!(told);
  const open = await fuzzKinds[name]();
  const kind = await open(join(folder, "work"));
  process.on("message", async (number: number) => {
    const input = kind.input(randomOf("fuzz", seed, name, number));
    writeFileSync(join(folder, inputFile), input);
    tell({ outcome: await outcomeOf(kind, input) });
  });
  process.once("disconnect", () => process.exit());
  tell({ ready: true });
}
