import { Command } from "commander";
import { researchUseOnly } from "../../../shared/domain/prediction.ts";
import { dataOption, jsonOption } from "../options.ts";
import { table } from "../table.ts";
import { type CoreFlags, withCore } from "../with-core.ts";

export function modelsCommand(): Command {
  const command = new Command("models").description("model packages");
  command
    .command("list", { isDefault: true })
    .description("list the models with their honest error, and the packages that were refused")
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(list);
  command
    .command("card <model>")
    .description("print a model's card")
    .addOption(dataOption())
    .action(async (id: string, flags: CoreFlags) => {
      const { markdown } = await withCore(flags, (client) => client.models.card({ id }));
      process.stdout.write(markdown);
    });
  return command;
}

async function list(flags: CoreFlags & { json?: boolean }): Promise<void> {
  const { models, refused } = await withCore(flags, (client) => client.models.list());
  if (flags.json) {
    process.stdout.write(`${JSON.stringify({ models, refused }, null, 2)}\n`);
    return;
  }
  const rows = models.map(
    ({ id, version, status, honestError: { metric, value, interval }, tasks, sizeBytes }) => [
      id,
      version,
      status,
      `${metric} ${value.toFixed(2)}${interval ? ` (${interval.map((edge) => edge.toFixed(2)).join("-")})` : ""}`,
      tasks.join(" "),
      `${(sizeBytes / 1e6).toFixed(1)} MB`,
    ],
  );
  const lines = [table(["model", "version", "status", "honest error", "tasks", "size"], rows)];
  for (const { id, reason } of refused) lines.push(`refused: ${id}: ${reason}`);
  process.stdout.write(`${lines.join("\n")}\n\n${researchUseOnly}\n`);
}
