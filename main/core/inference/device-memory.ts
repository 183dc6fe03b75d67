import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { arch, cpus, platform, release } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { DeviceChoice, ModelDevices } from "../../../shared/domain/device.ts";
import { replaceJson } from "../replace-json.ts";
import { offeredDevices } from "./offered-devices.ts";
import { onnxruntimeVersion } from "./onnxruntime.ts";

/** In the data folder: which device the site chose, and what was measured of each model. Nothing of a patient. */
const fileName = "devices.json";
/** A driver's version cannot be read on every system: after so many days it is measured again, ms. */
const measuredForMs = 30 * 24 * 3600 * 1000;

const Measured = ModelDevices.extend({
  /** Of model.onnx. */
  modelSha256: z.string(),
  /** Of what the figures depend on besides the model: this computer, its drivers and this program. */
  computer: z.string(),
});
const DeviceMemory = z.object({ choice: DeviceChoice.nullable(), measured: z.array(Measured) });
type DeviceMemory = z.infer<typeof DeviceMemory>;

/** The device that the site chose; null where nobody did. */
export function chosenDevice(dataFolder: string): DeviceChoice | null {
  return read(dataFolder).choice;
}

/** Chooses the device of the site, for models that are opened from now on. @throws the file system's own error */
export function chooseDevice(dataFolder: string, choice: DeviceChoice): void {
  write(dataFolder, { ...read(dataFolder), choice });
}

/** What was measured of a model here, while that still holds: same model, computer, drivers and program. */
export function measuredDevices(
  dataFolder: string,
  modelSha256: string,
  { programVersion, now }: { programVersion: string; now: Date },
): ModelDevices | null {
  const found = read(dataFolder).measured.find(
    (one) => one.modelSha256 === modelSha256 && one.computer === computerOf(programVersion),
  );
  if (!found || now.getTime() - Date.parse(found.measuredAt) > measuredForMs) return null;
  const { modelSha256: _model, computer: _computer, ...devices } = found;
  return devices;
}

/** Remembers what was measured of a model, in place of what was known of it. @throws the file system's own error */
export function rememberDevices(
  dataFolder: string,
  modelSha256: string,
  devices: ModelDevices & { programVersion: string },
): void {
  const { programVersion, ...measured } = devices;
  const memory = read(dataFolder);
  const others = memory.measured.filter((one) => one.modelSha256 !== modelSha256);
  const mine = { ...measured, modelSha256, computer: computerOf(programVersion) };
  write(dataFolder, { ...memory, measured: [...others, mine] });
}

function computerOf(programVersion: string): string {
  const told = [
    programVersion,
    onnxruntimeVersion,
    platform(),
    arch(),
    release(),
    cpus()[0]?.model,
    nvidiaDriver(),
    process.env.VK_DRIVER_FILES,
    offeredDevices().map(({ device, refusal }) => `${device} ${refusal?.why}`),
  ];
  return createHash("sha256").update(JSON.stringify(told)).digest("hex");
}

function nvidiaDriver(): string | null {
  try {
    return readFileSync("/proc/driver/nvidia/version", "utf8");
  } catch {
    return null;
  }
}

function read(dataFolder: string): DeviceMemory {
  try {
    return DeviceMemory.parse(JSON.parse(readFileSync(join(dataFolder, fileName), "utf8")));
  } catch {
    return { choice: null, measured: [] };
  }
}

function write(dataFolder: string, memory: DeviceMemory): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  replaceJson(join(dataFolder, fileName), memory);
}
