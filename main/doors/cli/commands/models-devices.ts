import { Command, InvalidArgumentError, Option } from "commander";
import { Device, type DeviceRefusal, type ModelDevices } from "../../../../shared/domain/device.ts";
import { sayNumber, sayPercent } from "../../../../shared/words/say.ts";
import { sayDevice } from "../../../../shared/words/say-device.ts";
import { sayError } from "../../../../shared/words/say-error.ts";
import { sayStage } from "../../../../shared/words/say-stage.ts";
import { language, words } from "../language.ts";
import { dataOption, jsonOption } from "../options.ts";
import { ProgressLine } from "../progress.ts";
import { table } from "../table.ts";
import { type CoreFlags, withCore } from "../with-core.ts";

type Flags = CoreFlags & { json?: boolean };

/** `bulbar models devices`: which device is wanted, which there are, and what was measured. */
export function devicesCommand(): Command {
  return new Command("devices")
    .description(words.commands.modelsDevices)
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async (flags: Flags) => {
      const found = await withCore(flags, (client) => client.models.devices());
      if (flags.json) return print(found);
      const { chosen, by, usable, notMeasured } = words.devices;
      const lines = [
        chosen(sayDevice(found.choice, language), by[found.by]),
        ...found.offered.map((offer) =>
          offer.why === undefined ? usable(sayDevice(offer.device, language)) : whyNot(offer),
        ),
        "",
        ...(found.measured.length ? timingLines(found.measured) : [notMeasured]),
      ];
      process.stdout.write(`${lines.join("\n")}\n`);
    });
}

/** `bulbar models bench`: what each model takes on each device, and how far it agrees with the CPU. */
export function benchCommand(): Command {
  return new Command("bench")
    .argument("[model...]")
    .description(words.commands.modelsBench)
    .addOption(new Option("--device <devices>", words.options.benchDevices).argParser(deviceList))
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(
      async (ids: string[], { device: devices, ...flags }: Omit<Flags, "device"> & { device?: Device[] }) => {
        const asked = { ...(ids.length && { ids }), ...(devices && { devices }) };
        const measured = await withCore(flags, async (client) => {
          const line = new ProgressLine();
          const found: ModelDevices[] = [];
          try {
            for await (const event of await client.models.bench(asked)) {
              if (event.type === "measured") found.push(event.devices);
              else line.show(`${sayStage(event, language)} ${sayPercent(event.fraction, language)}`);
            }
          } finally {
            line.clear();
          }
          return found;
        });
        if (flags.json) return print({ models: measured });
        process.stdout.write(`${timingLines(measured).join("\n")}\n`);
      },
    );
}

function timingLines(models: ModelDevices[]): string[] {
  const { columns, refused } = words.devices;
  const number = (value: number) => sayNumber(value, 2, language);
  const difference = (value: number | null) => (value === null ? "-" : value.toExponential(1));
  const rows = models.flatMap(({ model, fastest, measured }) =>
    measured.map(({ device, loadMs, firstMs, medianMs, probabilityDifference, mapDifference }) => [
      model,
      device,
      number(loadMs),
      number(firstMs),
      number(medianMs),
      difference(probabilityDifference),
      difference(mapDifference),
      device === fastest ? "*" : "",
    ]),
  );
  const reasons = models.flatMap(({ model, refused: those }) =>
    those.filter(({ why }) => why !== "not-offered").map((one) => refused(model, whyNot(one))),
  );
  return [table(Object.values(columns), rows), ...reasons];
}

function whyNot(refusal: DeviceRefusal): string {
  return sayError("device-unusable", refusal, language).reason;
}

function print(result: object): void {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

/** "cpu,webgpu" as devices. */
function deviceList(text: string): Device[] {
  return text.split(",").map((name) => {
    const parsed = Device.safeParse(name.trim());
    if (parsed.success) return parsed.data;
    throw new InvalidArgumentError(words.expected.device(Device.options.join(", ")));
  });
}
