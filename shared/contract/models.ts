import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { Device, DeviceChoice, DeviceChooser, DeviceRefusal, ModelDevices } from "../domain/device.ts";
import { ModelSummary, Refused } from "../domain/prediction.ts";
import { Progress } from "../domain/progress.ts";
import { anyone, may } from "./may.ts";

const id = z.object({ id: z.string() });

export const models = {
  list: anyone.output(
    z.object({
      models: z.array(ModelSummary),
      /** Packages that were found and refused, with the reason. */
      refused: z.array(Refused.extend({ id: z.string() })),
    }),
  ),
  /** The model card, Markdown. */
  card: anyone.input(id).output(z.object({ markdown: z.string() })),
  /** Hashes of every file and the self-test on the device in use. */
  verify: anyone.input(id).output(z.object({ device: Device })),
  /** Which device is wanted, which this computer has, and what was measured of each model. */
  devices: anyone.output(
    z.object({
      choice: DeviceChoice,
      by: DeviceChooser,
      /** Beside the CPU, in the order in which they are tried; without `why` where a device is worth a try. */
      offered: z.array(DeviceRefusal),
      measured: z.array(ModelDevices),
    }),
  ),
  /** The device of this site, from the next model on. */
  chooseDevice: may("administrator")
    .input(z.object({ choice: DeviceChoice }))
    .output(z.object({ choice: DeviceChoice, by: DeviceChooser })),
  /** Runs each model on each device in a process of its own and remembers the fastest that is right. */
  bench: anyone
    .input(
      z.object({
        /** All when absent. */
        ids: z.array(z.string()).optional(),
        /** All that are offered when absent; only then is the result remembered. */
        devices: z.array(Device).optional(),
      }),
    )
    .output(
      eventIterator(
        z.discriminatedUnion("type", [
          Progress.extend({ type: z.literal("progress") }),
          z.object({ type: z.literal("measured"), devices: ModelDevices }),
        ]),
      ),
    ),
  /** Installs a `.bulbar-model` file that the door has received. */
  add: may("researcher")
    .input(z.object({ uploadId: z.string(), fileName: z.string() }))
    .output(ModelSummary),
  /** Lets an installed package, exactly as it is now, answer unasked and join others; or takes that back. */
  trust: may("researcher")
    .input(id.extend({ trusted: z.boolean().default(true) }))
    .output(ModelSummary),
  /** Removes an installed package; those that came with the program stay. */
  remove: may("researcher")
    .input(id)
    .output(z.object({ removed: z.boolean() })),
};
