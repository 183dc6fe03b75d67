import { join } from "node:path";
import { Command } from "commander";
import { entryOf } from "../../../../shared/domain/entry-of.ts";
import { BulbarError } from "../../../../shared/domain/error.ts";
import type { ModelSummary } from "../../../../shared/domain/prediction.ts";
import { sayInterval, sayNumber, sayPercent, saySize } from "../../../../shared/words/say.ts";
import { sayError } from "../../../../shared/words/say-error.ts";
import { sayMetric } from "../../../../shared/words/say-model.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import { checkpoints, fetchCheckpoint } from "../../../core/inference/fetch-checkpoint.ts";
import { defaultDataFolder } from "../../../core/program.ts";
import { stopSignal } from "../../stop-signal.ts";
import { describeFailure } from "../failure.ts";
import { language, words } from "../language.ts";
import { dataOption, deviceOption, jsonOption } from "../options.ts";
import { ProgressLine } from "../progress.ts";
import { table } from "../table.ts";
import { type CoreFlags, withCore } from "../with-core.ts";
import { writeOutput } from "../write-output.ts";
import { cudaCommand } from "./models-cuda.ts";
import { benchCommand, devicesCommand } from "./models-devices.ts";

export function modelsCommand(): Command {
  const command = new Command("models").description(words.commands.models);
  command
    .command("list", { isDefault: true })
    .description(words.commands.modelsList)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(list);
  command
    .command("card <model>")
    .description(words.commands.modelsCard)
    .addOption(dataOption())
    .action(async (id: string, flags: CoreFlags) => {
      const { markdown } = await withCore(flags, (client) => client.models.card({ id }));
      process.stdout.write(withoutControls(markdown));
    });
  command
    .command("add <package>")
    .description(words.commands.modelsAdd)
    .addOption(dataOption())
    .action(async (path: string, flags: CoreFlags) => {
      const added = await withCore(flags, (client) => client.files.addModel({ path }));
      process.stdout.write(
        `${words.installed(`${added.id} ${added.version}`)}\n${added.trusted ? "" : untrustedWords(added)}`,
      );
    });
  command
    .command("trust <model>")
    .description(words.commands.modelsTrust)
    .option("--withdraw", words.options.withdraw)
    .addOption(dataOption())
    .action(async (id: string, flags: CoreFlags & { withdraw?: boolean }) => {
      const asked = { id, trusted: !flags.withdraw };
      const { version, status, trusted } = await withCore(flags, (client) => client.models.trust(asked));
      const name = `${id} ${version}`;
      const tag = wordsOf(language).models.statusTag[status];
      process.stdout.write(`${trusted ? words.trusted(name, tag) : words.notTrusted(name)}\n`);
    });
  command
    .command("fetch <model>")
    .description(words.commands.modelsFetch(Object.keys(checkpoints).join(", ")))
    .addOption(dataOption())
    .action(fetchModel);
  command
    .command("remove <model>")
    .description(words.commands.modelsRemove)
    .addOption(dataOption())
    .action(async (id: string, flags: CoreFlags) => {
      await withCore(flags, (client) => client.files.removeModel({ id }));
      process.stdout.write(`${words.removed(id)}\n`);
    });
  command
    .command("verify [model...]")
    .description(words.commands.modelsVerify)
    .addOption(dataOption())
    .addOption(deviceOption())
    .action(verify);
  command.addCommand(devicesCommand()).addCommand(benchCommand()).addCommand(cudaCommand());
  command
    .command("pack <model>")
    .description(words.commands.modelsPack)
    .requiredOption("--out <file>", words.options.outFile)
    .addOption(dataOption())
    .action(async (id: string, flags: CoreFlags & { out: string }) => {
      const zip = await withCore(flags, (client) => client.files.packModel({ id }));
      await writeOutput(flags.out, Buffer.from(await zip.arrayBuffer()));
      process.stdout.write(`${flags.out}\n`);
    });
  return command;
}

/** Downloads a checkpoint and says how it becomes a package. */
async function fetchModel(id: string, flags: CoreFlags): Promise<void> {
  const checkpoint = entryOf(checkpoints, id);
  if (!checkpoint) {
    throw new BulbarError("model-not-found", {
      file: id,
      why: "no-download",
      facts: { downloads: Object.keys(checkpoints).join(", ") },
    });
  }
  const progress = new ProgressLine();
  const stop = stopSignal();
  const folder = join(flags.data ?? defaultDataFolder(), "checkpoints");
  const path = await fetchCheckpoint(checkpoint, folder, {
    signal: stop.signal,
    onProgress: ({ fraction }) => progress.show(words.downloading(sayPercent(fraction, language))),
  }).finally(() => {
    progress.clear();
    stop.dispose();
  });
  process.stdout.write(
    `${[
      path,
      words.bytes(String(checkpoint.bytes), checkpoint.sha256),
      checkpoint.citation,
      words.makePackage(`${checkpoint.exportCommand} "${path}"`),
    ].join("\n")}\n`,
  );
}

async function verify(asked: string[], flags: CoreFlags): Promise<void> {
  await withCore(flags, async (client) => {
    const { models, refused } = await client.models.list();
    for (const id of asked.length ? asked : models.map((model) => model.id)) {
      try {
        const { device } = await client.models.verify({ id });
        process.stdout.write(`${words.asManifest(id, device)}\n`);
      } catch (error) {
        process.stdout.write(`${id}: ${describeFailure(error, language).message}\n`);
        process.exitCode ||= 1;
      }
    }
    for (const { id, code, ...why } of asked.length ? [] : refused) {
      process.stdout.write(`${words.refused(id, sayError(code, why, language).reason)}\n`);
      process.exitCode ||= 1;
    }
  });
}

async function list(flags: CoreFlags & { json?: boolean }): Promise<void> {
  const { models, refused } = await withCore(flags, (client) => client.models.list());
  if (flags.json) {
    const told = refused.map((one) => ({ ...one, reason: sayError(one.code, one, "en").reason }));
    process.stdout.write(`${JSON.stringify({ models, refused: told }, null, 2)}\n`);
    return;
  }
  const { columns } = words;
  const rows = models.map(({ honestError: { metric, value, interval }, tasks, sizeBytes, ...model }) => [
    model.id,
    model.version,
    originWords(model),
    statusWords(model),
    `${sayMetric(metric, language)} ${sayNumber(value, 2, language)}${interval ? ` (${sayInterval(...interval, 2, language)})` : ""}`,
    tasks.join(" "),
    saySize(sizeBytes, language),
  ]);
  const lines = [
    table(
      [
        columns.model,
        columns.version,
        columns.origin,
        columns.status,
        columns.honestError,
        columns.tasks,
        columns.size,
      ],
      rows,
    ),
  ];
  for (const { id, code, ...why } of refused)
    lines.push(words.refused(id, sayError(code, why, language).reason));
  process.stdout.write(`${lines.join("\n")}\n\n${wordsOf(language).general.researchUseOnly}\n`);
}

function originWords({ origin, trusted }: Pick<ModelSummary, "origin" | "trusted">): string {
  const { origins } = words;
  if (origin === "shipped") return origins.shipped;
  return trusted ? origins.trusted : origins.notTrusted;
}

function statusWords({ status, claimedStatus }: Pick<ModelSummary, "status" | "claimedStatus">): string {
  const { statusTag } = wordsOf(language).models;
  const [now, claimed] = [statusTag[status], statusTag[claimedStatus]];
  return status === claimedStatus ? now : words.claims(now, claimed);
}

function untrustedWords({ id, claimedStatus }: ModelSummary): string {
  const claimed = wordsOf(language).models.statusTag[claimedStatus];
  return `${words.untrusted(claimed, id)}\nbulbar models trust ${id}\n`;
}

/** A card is a stranger's text: what a terminal would obey is left out. */
function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, "");
}
