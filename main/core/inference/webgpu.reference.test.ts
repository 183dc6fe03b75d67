import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deviceLimits, tryDevice } from "./device-trial.ts";
import { ModelLibrary } from "./model-library.ts";

/** Software Vulkan of Debian's chromium package: WebGPU without a graphics processor. */
const softwareVulkan = "/usr/lib/chromium/vk_swiftshader_icd.json";
const shipped = join(import.meta.dirname, "../../../models");
const { packages } = await new ModelLibrary(shipped, join(shipped, "none")).content();
const networks = packages.filter(({ manifest }) => manifest.input.kind === "waveform");

test("there are networks to compare", () => expect(networks.length).toBeGreaterThanOrEqual(3));

test.skipIf(!existsSync(softwareVulkan)).for(networks)(
  "$manifest.id answers on WebGPU as on the CPU (skipped without Debian's chromium)",
  { timeout: 300_000 },
  async (found) => {
    process.env.VK_DRIVER_FILES = softwareVulkan;
    const trial = await tryDevice(found, { device: "webgpu", threads: 1 });
    delete process.env.VK_DRIVER_FILES;
    expect(trial).toMatchObject({ timing: { device: "webgpu" } });
    if (!("timing" in trial)) return;
    expect(trial.timing.probabilityDifference).toBeLessThan(deviceLimits.probability);
    expect(trial.timing.mapDifference ?? 0).toBeLessThan(deviceLimits.map);
  },
);
