import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { BulbarError } from "../../../../shared/domain/error.ts";
import { type ModelSummary, researchUseOnly } from "../../../../shared/domain/prediction.ts";
import { checkpoints, fetchCheckpoint } from "../../../core/inference/fetch-checkpoint.ts";
import { defaultDataFolder } from "../../../core/program.ts";
import { stopSignal } from "../../stop-signal.ts";
import { describeFailure } from "../failure.ts";
import { dataOption, deviceOption, jsonOption } from "../options.ts";
import { ProgressLine } from "../progress.ts";
import { table } from "../table.ts";
import { type CoreFlags, withCore } from "../with-core.ts";

export function modelsCommand(): Command {
  const command = new Command("models").description("model packages");
  command
    .command("list", { isDefault: true })
    .description("list the models with their origin and honest error, and the packages that were refused")
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(list);
  command
    .command("card <model>")
    .description("print a model's card")
    .addOption(dataOption())
    .action(async (id: string, flags: CoreFlags) => {
      const { markdown } = await withCore(flags, (client) => client.models.card({ id }));
      process.stdout.write(withoutControls(markdown));
    });
  command
    .command("add <file>")
    .description("install a .bulbar-model file after checking its schema, hashes and self-test")
    .addOption(dataOption())
    .action(async (path: string, flags: CoreFlags) => {
      const added = await withCore(flags, (client) => client.files.addModel({ path }));
      process.stdout.write(
        `installed ${added.id} ${added.version}\n${added.trusted ? "" : untrustedWords(added)}`,
      );
    });
  command
    .command("trust <model>")
    .description(
      "let an installed model, as it is now, answer unasked and join others; noted in the audit trail",
    )
    .option("--withdraw", "take that back: it answers only when it is named")
    .addOption(dataOption())
    .action(async (id: string, flags: CoreFlags & { withdraw?: boolean }) => {
      const asked = { id, trusted: !flags.withdraw };
      const { version, status, trusted } = await withCore(flags, (client) => client.models.trust(asked));
      process.stdout.write(`${id} ${version}: ${trusted ? `trusted, ${status}` : "not trusted"}\n`);
    });
  command
    .command("fetch <model>")
    .description(
      `download weights that may not be shipped (${Object.keys(checkpoints).join(", ")}); needs a network`,
    )
    .addOption(dataOption())
    .action(fetchModel);
  command
    .command("remove <model>")
    .description("remove an installed model; those that came with the program stay")
    .addOption(dataOption())
    .action(async (id: string, flags: CoreFlags) => {
      await withCore(flags, (client) => client.models.remove({ id }));
      process.stdout.write(`removed ${id}\n`);
    });
  command
    .command("verify [model...]")
    .description("check the hashes and the self-test of models (default: all)")
    .addOption(dataOption())
    .addOption(deviceOption())
    .action(verify);
  command
    .command("pack <model>")
    .description("write a model as one .bulbar-model file")
    .requiredOption("--out <file>", "the file to write")
    .addOption(dataOption())
    .action(async (id: string, flags: CoreFlags & { out: string }) => {
      const zip = await withCore(flags, (client) => client.files.packModel({ id }));
      await writeFile(flags.out, Buffer.from(await zip.arrayBuffer()));
      process.stdout.write(`${flags.out}\n`);
    });
  return command;
}

/** Downloads a checkpoint and says how it becomes a package. */
async function fetchModel(id: string, flags: CoreFlags): Promise<void> {
  const checkpoint = checkpoints[id];
  if (!checkpoint) {
    throw new BulbarError("model-not-found", {
      file: id,
      reason: "there is no download of this name.",
      remedy: `Downloads: ${Object.keys(checkpoints).join(", ")}.`,
    });
  }
  const progress = new ProgressLine();
  const stop = stopSignal();
  const folder = join(flags.data ?? defaultDataFolder(), "checkpoints");
  const { path, record } = await fetchCheckpoint(checkpoint, folder, {
    signal: stop.signal,
    onProgress: ({ fraction }) => progress.show(`downloading ${(100 * fraction).toFixed(1)} %`),
  }).finally(() => {
    progress.clear();
    stop.dispose();
  });
  process.stdout.write(
    `${path}\n${record.bytes} bytes, SHA-256 ${record.sha256}\n${checkpoint.citation}\nMake the package: ${checkpoint.exportCommand} "${path}"\n`,
  );
}

async function verify(asked: string[], flags: CoreFlags): Promise<void> {
  await withCore(flags, async (client) => {
    const { models, refused } = await client.models.list();
    for (const id of asked.length ? asked : models.map((model) => model.id)) {
      try {
        const { device } = await client.models.verify({ id });
        process.stdout.write(`${id}: as its manifest says, on ${device}\n`);
      } catch (error) {
        process.stdout.write(`${id}: ${describeFailure(error).message}\n`);
        process.exitCode ||= 1;
      }
    }
    for (const { id, reason } of asked.length ? [] : refused) {
      process.stdout.write(`${id}: refused: ${reason}\n`);
      process.exitCode ||= 1;
    }
  });
}

async function list(flags: CoreFlags & { json?: boolean }): Promise<void> {
  const { models, refused } = await withCore(flags, (client) => client.models.list());
  if (flags.json) {
    process.stdout.write(`${JSON.stringify({ models, refused }, null, 2)}\n`);
    return;
  }
  const rows = models.map(({ honestError: { metric, value, interval }, tasks, sizeBytes, ...model }) => [
    model.id,
    model.version,
    originWords(model),
    statusWords(model),
    `${metric} ${value.toFixed(2)}${interval ? ` (${interval.map((edge) => edge.toFixed(2)).join("-")})` : ""}`,
    tasks.join(" "),
    `${(sizeBytes / 1e6).toFixed(1)} MB`,
  ]);
  const lines = [table(["model", "version", "origin", "status", "honest error", "tasks", "size"], rows)];
  for (const { id, reason } of refused) lines.push(`refused: ${id}: ${reason}`);
  process.stdout.write(`${lines.join("\n")}\n\n${researchUseOnly}\n`);
}

function originWords({ origin, trusted }: Pick<ModelSummary, "origin" | "trusted">): string {
  return origin === "shipped" ? origin : `${origin}, ${trusted ? "trusted" : "not trusted"}`;
}

function statusWords({ status, claimedStatus }: Pick<ModelSummary, "status" | "claimedStatus">): string {
  return status === claimedStatus ? status : `${status} (claims ${claimedStatus})`;
}

function untrustedWords({ id, claimedStatus }: ModelSummary): string {
  return `It calls itself ${claimedStatus}. It answers only when it is named (--model ${id}), until this site trusts it:
bulbar models trust ${id}
`;
}

/** A card is a stranger's text: what a terminal would obey is left out. */
function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, "");
}
