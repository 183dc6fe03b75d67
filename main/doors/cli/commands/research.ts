import { resolve } from "node:path";
import { Command } from "commander";
import { sayCount } from "../../../../shared/words/say.ts";
import { findPatient } from "../find.ts";
import { language, words } from "../language.ts";
import { printResult, resultOf } from "../long-work.ts";
import { dataOption, jsonOption, repeatable } from "../options.ts";
import { type CoreFlags, withCore } from "../with-core.ts";

type Flags = CoreFlags & {
  json?: boolean;
  out: string;
  patient?: string[];
  audio: boolean;
  joinable: boolean;
};

export function researchCommand(): Command {
  const command = new Command("research").description(words.commands.research);
  command
    .command("export")
    .description(words.commands.researchExport)
    .requiredOption("--out <folder>", words.options.outResearch)
    .option("--patient <patient>", words.options.researchPatient, repeatable)
    .option("--audio", words.options.audio, false)
    .option("--no-audio", words.options.noAudio)
    .option("--no-joinable", words.options.noJoinable)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(exportResearch);
  return command;
}

async function exportResearch({ out, patient = [], audio, joinable, ...flags }: Flags): Promise<void> {
  const path = resolve(out);
  const written = await withCore(flags, async (client) => {
    const patients = [];
    for (const asked of patient) patients.push((await findPatient(client, asked)).id);
    return resultOf(await client.researchFiles.export({ path, patients, sound: audio, joinable }));
  });
  const content = [
    words.history.patients(String(written.patients)),
    sayCount(written.visits, "visit", language),
    sayCount(written.recordings, "recording", language),
  ].join(", ");
  const lines = [`${path}\n${content}`];
  if (written.sounds !== null) lines.push(words.research.voices);
  if (written.withoutSound > 0)
    lines.push(words.research.withoutSound(sayCount(written.withoutSound, "recording", language)));
  printResult(flags, written, lines);
}
