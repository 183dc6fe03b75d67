import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { BulbarError } from "../../../../shared/domain/error.ts";
import type { ExchangeSettings, OutboxEntry } from "../../../../shared/domain/exchange.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import { language, words } from "../language.ts";
import { failureWords } from "../message-words.ts";
import { dataOption, jsonOption } from "../options.ts";
import { table } from "../table.ts";
import { type CoreFlags, withCore } from "../with-core.ts";

type Flags = CoreFlags & { json?: boolean };

export function exchangeCommand(): Command {
  const command = new Command("exchange").description(words.commands.exchange);
  command
    .command("list", { isDefault: true })
    .description(words.commands.exchangeList)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(list);
  command
    .command("retry [message]")
    .description(words.commands.exchangeRetry)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(retry);
  command
    .command("discard <message>")
    .description(words.commands.exchangeDiscard)
    .addOption(dataOption())
    .action(discard);
  command
    .command("settings")
    .description(words.commands.exchangeSettings)
    .option("--set <file>", words.options.exchangeSet)
    .addOption(dataOption())
    .action(settings);
  return command;
}

async function list(flags: Flags): Promise<void> {
  print(flags, await withCore(flags, (client) => client.exchange.outbox({})));
}

/** One message, or all that were not accepted; exit 1 where one still is not. */
async function retry(message: string | undefined, flags: Flags): Promise<void> {
  const entries = await withCore(flags, async (client) => {
    const open = (await client.exchange.outbox({})).filter(({ state }) => state !== "accepted");
    const ids = message === undefined ? open.map(({ id }) => id) : [message];
    const tried: OutboxEntry[] = [];
    for (const id of ids) tried.push(await client.exchange.retry({ id }));
    return tried;
  });
  print(flags, entries);
  if (entries.some(({ state }) => state !== "accepted")) process.exitCode = 1;
}

async function discard(message: string, flags: CoreFlags): Promise<void> {
  const { removed } = await withCore(flags, (client) => client.exchange.discard({ id: message }));
  if (!removed) throw new BulbarError("not-found", { why: "message" });
  process.stdout.write(`${message}\n`);
}

/** Settings as JSON: printed, or taken from a file. */
async function settings({ set, ...flags }: CoreFlags & { set?: string }): Promise<void> {
  const wanted = set === undefined ? null : await readSettings(set);
  const shown = await withCore(flags, (client) =>
    wanted ? client.exchange.saveSettings(wanted) : client.exchange.settings(),
  );
  process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
}

async function readSettings(file: string): Promise<ExchangeSettings> {
  const text = await readFile(file, "utf8").catch((cause) => {
    throw new BulbarError("file-not-found", { file, why: "missing" }, { cause });
  });
  try {
    return JSON.parse(text) as ExchangeSettings; // checked by the contract
  } catch (cause) {
    throw new BulbarError("invalid-input", { file, why: "not-json", detail: String(cause) }, { cause });
  }
}

function print({ json }: Flags, entries: readonly OutboxEntry[]): void {
  if (json) process.stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
  else process.stdout.write(outboxTable(entries));
}

function outboxTable(entries: readonly OutboxEntry[]): string {
  const { columns } = words;
  const { states } = wordsOf(language).exchange;
  const rows = entries.map((entry) => [
    entry.createdAt.slice(0, 16).replace("T", " "),
    entry.target,
    states[entry.state],
    entry.attempts,
    entry.dueAt?.slice(0, 16).replace("T", " ") ?? "-",
    failureWords(entry, language) || "-",
    entry.id,
  ]);
  const header = [
    columns.date,
    columns.target,
    columns.status,
    columns.attempts,
    columns.due,
    columns.result,
    "id",
  ];
  return `${table(header, rows)}\n`;
}
