import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { askedTaskIds, type TaskId } from "../../../../shared/domain/task.ts";
import { encodeWav } from "../../../core/audio/wav.ts";
import { synthesise } from "../../../core/synth/synthesise.ts";
import { words } from "../language.ts";
import { positive, sexOption, taskOption } from "../options.ts";
import { writeOutput } from "../write-output.ts";

type Flags = {
  task: TaskId;
  sex: "male" | "female";
  severity: number;
  seed: number;
  rate: number;
  seconds?: number;
  snr?: number;
  out: string;
  truth?: string;
};

export function synthCommand(): Command {
  return new Command("synth")
    .description(words.commands.synth)
    .addOption(taskOption(askedTaskIds).default("vowel-a"))
    .addOption(sexOption().default("female"))
    .option("--severity <0..4>", words.options.severity, severity, 0)
    .option("--seed <n>", words.options.seed, wholeNumber, 1)
    .option("--rate <hz>", words.options.rate, positive("hertz"), 44_100)
    .option("--seconds <s>", words.options.seconds, positive("seconds"))
    .option("--snr <db>", words.options.snr, Number)
    .option("--truth <file>", words.options.truth)
    .requiredOption("--out <file>", words.options.outWav)
    .action(async (flags: Flags) => {
      const { signal, truth } = synthesise({
        task: flags.task,
        sex: flags.sex,
        severity: flags.severity,
        seed: flags.seed,
        sampleRateHz: flags.rate,
        durationSeconds: flags.seconds,
        snrDb: flags.snr,
      });
      await mkdir(dirname(flags.out), { recursive: true });
      await writeOutput(flags.out, encodeWav(signal));
      if (flags.truth) await writeOutput(flags.truth, `${JSON.stringify(truth, plainNumbers, 2)}\n`);
      process.stdout.write(`${flags.out}\n`);
    });
}

function plainNumbers(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value;
}

function severity(text: string): number {
  const value = Number(text);
  if (value >= 0 && value <= 4) return value;
  throw new InvalidArgumentError(words.expected.severity);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError(words.expected.whole);
}
