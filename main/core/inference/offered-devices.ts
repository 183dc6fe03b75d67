import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import type { Device, DeviceRefusal } from "../../../shared/domain/device.ts";
import { listSupportedBackends } from "./onnxruntime.ts";

/** Devices beside the CPU, with onnxruntime's name of each. */
const accelerators = { cuda: "cuda", directml: "dml", coreml: "coreml", webgpu: "webgpu" } as const;

/** Every device beside the CPU, in the order in which they are tried: worth a try here (null), or why it is not. */
export function offeredDevices(
  folder: string = providerFolder(),
): { device: Device; refusal: DeviceRefusal | null }[] {
  const backends = listSupportedBackends() as readonly { name: string; bundled: boolean }[];
  return (Object.keys(accelerators) as (keyof typeof accelerators)[]).map((device) => {
    const backend = backends.find(({ name }) => name === accelerators[device]);
    const refused = (why: string) => ({ device, refusal: { device, why, facts: { device } } });
    if (!backend) return refused("not-offered");
    if (!backend.bundled && !hasProviderLibrary(folder, backend.name)) return refused("no-library");
    return { device, refusal: null };
  });
}

/** Where onnxruntime looks for the libraries of a provider that its package does not bundle. */
export function providerFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve("onnxruntime-node/package.json")), "bin");
}

function hasProviderLibrary(folder: string, name: string): boolean {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files.some((file) => basename(file).includes(`onnxruntime_providers_${name}`));
}
