import type { Device, DeviceRefusal, DeviceTiming } from "../../../shared/domain/device.ts";
import type { WhyOf } from "../../../shared/domain/error-whys.ts";
import { startOwnProcess } from "../packed-program.ts";
import { askProcess } from "./ask-process.ts";
import type { ModelPackage } from "./model-package.ts";

/** How long a device may take to open a model and answer for the first times, s: drivers compile meanwhile. */
const limitSeconds = 120;

/** Largest differences from the CPU at which a device is right: of a probability, of a map in parts of its maximum. */
export const deviceLimits = { probability: 1e-4, map: 1e-3 };

/** What the process is asked, and what it answers. */
export type TrialRequest = { folder: string; device: Device; threads: number };
export type TrialAnswer = { timing: DeviceTiming } | { refusal: DeviceRefusal };

/**
 * Runs a model on a device in a process of its own, which may die of it, compares its answers with the CPU's on the
 * package's fixed input, and times them.
 * @throws the signal's reason
 */
export async function tryDevice(
  { folder }: Pick<ModelPackage, "folder">,
  { device, threads, signal }: { device: Device; threads: number; signal?: AbortSignal },
): Promise<TrialAnswer> {
  signal?.throwIfAborted();
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const module = new URL(`./device-trial-process.${extension}`, import.meta.url);
  const child = startOwnProcess("device-trial-process", module);
  const request: TrialRequest = { folder, device, threads };
  const answer = await askProcess<TrialAnswer>(child, request, {
    seconds: limitSeconds,
    late: refused(device, { why: "late", facts: { device, seconds: limitSeconds } }),
    ended: (how) => refused(device, { why: "ended", facts: { device }, detail: how }),
    ...(signal && { signal }),
  });
  signal?.throwIfAborted();
  return answer;
}

/** A device that is not used, because of what was found. */
export function refused(
  device: Device,
  found: WhyOf<"device-unusable"> & { detail?: string },
): { refusal: DeviceRefusal } {
  return { refusal: { device, ...found } };
}
