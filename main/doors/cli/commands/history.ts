import { resolve } from "node:path";
import { Command } from "commander";
import type { LostRows } from "../../../../shared/domain/backup.ts";
import type { Progress } from "../../../../shared/domain/progress.ts";
import { sayPercent, saySize } from "../../../../shared/words/say.ts";
import { sayStage } from "../../../../shared/words/say-stage.ts";
import { language, words } from "../language.ts";
import { dataOption, jsonOption } from "../options.ts";
import { ProgressLine } from "../progress.ts";
import { type CoreFlags, withCore } from "../with-core.ts";

type Flags = CoreFlags & { json?: boolean };
type Event = ({ type: "progress" } & Progress) | { type: "done" };

export function historyCommand(): Command {
  const command = new Command("history").description(words.commands.history);
  const add = (usage: string, description: string) =>
    command.command(usage).description(description).addOption(jsonOption()).addOption(dataOption());
  add("check", words.commands.historyCheck).action(check);
  add("backup <file>", words.commands.historyBackup).action(backUp);
  add("restore <file>", words.commands.historyRestore).action(restore);
  add("recover", words.commands.historyRecover).action(recover);
  return command;
}

async function check(flags: Flags): Promise<void> {
  const checked = await withCore(flags, async (client) => resultOf(await client.historyFiles.check()));
  const { recordings, pages } = checked;
  print(flags, checked, [words.history.checked(recordingsWords(recordings), String(pages))]);
}

async function backUp(file: string, flags: Flags): Promise<void> {
  const path = resolve(file);
  const made = await withCore(flags, async (client) => resultOf(await client.historyFiles.backup({ path })));
  const line = words.history.backedUp(
    made.file,
    saySize(made.bytes, language),
    recordingsWords(made.recordings),
  );
  print(flags, made, [line, words.history.keyNeeded]);
}

async function restore(file: string, flags: Flags): Promise<void> {
  const path = resolve(file);
  const placed = await withCore(flags, async (client) =>
    resultOf(await client.historyFiles.restore({ path })),
  );
  const { patients, recordings, keptAs } = placed;
  const line = words.history.restored(words.history.patients(String(patients)), recordingsWords(recordings));
  print(flags, placed, [line, ...keptWords(keptAs)]);
}

async function recover(flags: Flags): Promise<void> {
  const placed = await withCore(flags, async (client) => resultOf(await client.historyFiles.recover()));
  const { patients, recordings, keptAs, tables } = placed;
  const line = words.history.recovered(words.history.patients(String(patients)), recordingsWords(recordings));
  print(flags, placed, [line, ...lostWords(tables), ...keptWords(keptAs)]);
}

/** What long work gives, with its progress on the terminal. */
async function resultOf<Events extends Event>(
  events: AsyncIterable<Events>,
): Promise<Extract<Events, { type: "done" }>> {
  const line = new ProgressLine();
  try {
    for await (const event of events) {
      if (event.type === "done") return event as Extract<Events, { type: "done" }>;
      if (event.type === "progress")
        line.show(`${sayStage(event, language)} ${sayPercent(event.fraction, language)}`);
    }
  } finally {
    line.clear();
  }
  throw new Error("The work ended without a result.");
}

function print({ json }: Flags, result: object, lines: string[]): void {
  const { type: _, ...facts } = result as { type?: string };
  process.stdout.write(json ? `${JSON.stringify(facts, null, 2)}\n` : `${lines.join("\n")}\n`);
}

const recordingsWords = (count: number): string => words.history.recordings(String(count));
const keptWords = (keptAs: string | null): string[] => (keptAs ? [words.history.keptAs(keptAs)] : []);

function lostWords(tables: LostRows[]): string[] {
  const lines = tables
    .filter(({ lost }) => lost > 0)
    .map(({ table, lost, saved }) => words.history.lost(table, String(lost), String(saved)));
  return lines.length ? lines : [words.history.lostNothing];
}
