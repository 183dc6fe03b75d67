import { z } from "zod";
import { ErrorFound } from "./error.ts";

/** Where a model can run. */
export const Device = z.enum(["cpu", "cuda", "directml", "coreml", "webgpu"]);
export type Device = z.infer<typeof Device>;

/** One device by name, or `auto`: for each model the fastest of those that answer as the CPU does. */
export const DeviceChoice = z.enum(["auto", ...Device.options]);
export type DeviceChoice = z.infer<typeof DeviceChoice>;

/** Who chose: this call, the environment (`BULBAR_DEVICE`), the site's setting, or nobody. */
export const DeviceChooser = z.enum(["call", "environment", "setting", "nobody"]);
export type DeviceChooser = z.infer<typeof DeviceChooser>;

/** A device that does not run a model, and why: `why` and `facts` are those of the error `device-unusable`. */
export const DeviceRefusal = ErrorFound.pick({ why: true, facts: true, detail: true }).extend({
  device: Device,
});
export type DeviceRefusal = z.infer<typeof DeviceRefusal>;

/** What one device needs for one model, in its fixed input; medians over several runs. */
export const DeviceTiming = z.object({
  device: Device,
  /** Reading the graph and making it ready, ms. */
  loadMs: z.number(),
  firstMs: z.number(),
  medianMs: z.number(),
  /** Largest difference of a probability from the CPU's; 0 for the CPU itself. */
  probabilityDifference: z.number(),
  /** Largest difference of the explanation's map from the CPU's, in parts of its maximum; null without a map. */
  mapDifference: z.number().nullable(),
});
export type DeviceTiming = z.infer<typeof DeviceTiming>;

/** What was measured of a model on the devices of this computer. */
export const ModelDevices = z.object({
  model: z.string(),
  version: z.string(),
  /** The fastest that answers as the CPU does. */
  fastest: Device,
  measured: z.array(DeviceTiming),
  refused: z.array(DeviceRefusal),
  /** ISO 8601. */
  measuredAt: z.string(),
});
export type ModelDevices = z.infer<typeof ModelDevices>;
