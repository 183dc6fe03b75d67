import { Argument, Command } from "commander";
import { passageIds } from "../../../../shared/domain/passage.ts";
import { words } from "../language.ts";
import { dataOption, jsonOption } from "../options.ts";
import { table } from "../table.ts";
import { type CoreFlags, withCore } from "../with-core.ts";

type Flags = CoreFlags & { json?: boolean };

export function passagesCommand(): Command {
  const command = new Command("passages").description(words.commands.passages);
  command
    .command("list", { isDefault: true })
    .description(words.commands.passagesList)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(list);
  command
    .command("show")
    .addArgument(new Argument("<passage>").choices([...passageIds]))
    .description(words.commands.passagesShow)
    .addOption(dataOption())
    .action(show);
  return command;
}

async function list(flags: Flags): Promise<void> {
  const passages = await withCore(flags, (client) => client.passages.list());
  const { columns } = words;
  const rows = passages.map(({ id, language, title, words: count }) => [id, language, String(count), title]);
  process.stdout.write(
    flags.json
      ? `${JSON.stringify(passages, null, 2)}\n`
      : `${table(["id", columns.language, columns.words, columns.title], rows)}\n`,
  );
}

async function show(id: string, flags: Flags): Promise<void> {
  const passages = await withCore(flags, (client) => client.passages.list());
  process.stdout.write(`${passages.find((passage) => passage.id === id)!.text}\n`);
}
