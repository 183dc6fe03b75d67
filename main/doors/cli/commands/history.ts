import { resolve } from "node:path";
import { Command } from "commander";
import type { LostRows } from "../../../../shared/domain/backup.ts";
import { saySize } from "../../../../shared/words/say.ts";
import { language, words } from "../language.ts";
import { credentialsOf, givenRecoveryKey, logOnToRestore } from "../log-on.ts";
import { printResult, resultOf } from "../long-work.ts";
import { dataOption, jsonOption } from "../options.ts";
import { type CoreFlags, withCore } from "../with-core.ts";
import { writeOutput } from "../write-output.ts";

type Flags = CoreFlags & { json?: boolean };

export function historyCommand(): Command {
  const command = new Command("history").description(words.commands.history);
  const add = (usage: string, description: string) =>
    command.command(usage).description(description).addOption(jsonOption()).addOption(dataOption());
  add("check", words.commands.historyCheck).option("--last", words.options.lastCheck).action(check);
  add("backup <file>", words.commands.historyBackup).action(backUp);
  add("rules <file>", words.commands.historyRules).action(writeRules);
  add("restore <file>", words.commands.historyRestore)
    .option("--recovery-key", words.options.recoveryKeyOfBackup)
    .action(restore);
  add("recover", words.commands.historyRecover).action(recover);
  add("rekey", words.commands.historyRekey).action(rekey);
  return command;
}

async function check({ last, ...flags }: Flags & { last?: boolean }): Promise<void> {
  if (last) return lastCheck(flags);
  const checked = await withCore(flags, async (client) => resultOf(await client.historyFiles.check()));
  const { recordings, pages } = checked;
  printResult(flags, checked, [words.history.checked(recordingsWords(recordings), String(pages))]);
}

/** Exit 1 where the history was found damaged. */
async function lastCheck(flags: Flags): Promise<void> {
  const { checked } = await withCore(flags, (client) => client.history.backups());
  const { lastWhole, lastDamaged, neverChecked } = words.history;
  const line = checked ? (checked.isWhole ? lastWhole : lastDamaged)(checked.at) : neverChecked;
  printResult(flags, { checked }, [line]);
  if (checked?.isWhole === false) process.exitCode = 1;
}

async function backUp(file: string, flags: Flags): Promise<void> {
  const path = resolve(file);
  const made = await withCore(flags, async (client) => resultOf(await client.historyFiles.backup({ path })));
  const line = words.history.backedUp(
    made.file,
    saySize(made.bytes, language),
    recordingsWords(made.recordings),
  );
  printResult(flags, made, [line, words.history.keyNeeded]);
}

async function writeRules(file: string, flags: Flags): Promise<void> {
  const { json } = await withCore(flags, (client) => client.site.exportRules());
  await writeOutput(resolve(file), json);
  printResult(flags, { file: resolve(file) }, [words.history.rulesWritten(file)]);
}

async function restore(file: string, flags: Flags & { recoveryKey?: boolean }): Promise<void> {
  const path = resolve(file);
  const own = await credentialsOf(flags.user);
  const recoveryKey = flags.recoveryKey ? { recoveryKey: await givenRecoveryKey() } : {};
  const ofBackup = { ...own, ...recoveryKey, password: process.env.BULBAR_BACKUP_PASSWORD ?? own.password };
  const placed = await withCore(
    flags,
    async (client) => resultOf(await client.historyFiles.restore({ path, credentials: ofBackup })),
    logOnToRestore(path, { ...own, ...recoveryKey }),
  );
  const { patients, recordings, keptAs } = placed;
  const line = words.history.restored(words.history.patients(String(patients)), recordingsWords(recordings));
  printResult(flags, placed, [line, ...keptWords(keptAs)]);
}

async function recover(flags: Flags): Promise<void> {
  const placed = await withCore(flags, async (client) => resultOf(await client.historyFiles.recover()));
  const { patients, recordings, keptAs, tables } = placed;
  const line = words.history.recovered(words.history.patients(String(patients)), recordingsWords(recordings));
  printResult(flags, placed, [line, ...lostWords(tables), ...keptWords(keptAs)]);
}

async function rekey(flags: Flags): Promise<void> {
  const done = await withCore(flags, async (client) => resultOf(await client.historyFiles.rekey()));
  printResult(flags, done, [words.history.rekeyed(recordingsWords(done.recordings))]);
}

const recordingsWords = (count: number): string => words.history.recordings(String(count));
const keptWords = (keptAs: string | null): string[] => (keptAs ? [words.history.keptAs(keptAs)] : []);

function lostWords(tables: LostRows[]): string[] {
  const lines = tables
    .filter(({ lost }) => lost > 0)
    .map(({ table, lost, saved }) => words.history.lost(table, String(lost), String(saved)));
  return lines.length ? lines : [words.history.lostNothing];
}
