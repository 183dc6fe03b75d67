import { z } from "zod";
import { Device } from "./device.ts";
import { Provenance } from "./prediction.ts";

/** What else is heard beside the voice that the task asks for; thresholds stand in main/core/findings/room-sounds.ts. */
export const roomSoundKinds = ["telephone", "alarm", "speech", "door", "typing", "cough"] as const;
export const RoomSoundKind = z.enum(roomSoundKinds);
export type RoomSoundKind = z.infer<typeof RoomSoundKind>;

export const RoomSound = z.object({
  sound: RoomSoundKind,
  /** s from the start of the recording, as fine as the model's windows. */
  startSeconds: z.number().nonnegative(),
  endSeconds: z.number().nonnegative(),
  /** The highest of its windows. */
  probability: z.number().min(0).max(1),
  /** It sounds while the task is done, so that measures and models may take it for the voice. */
  during: z.boolean(),
});
export type RoomSound = z.infer<typeof RoomSound>;

/** What a model of sound events heard in the whole recording, and which model it was. */
export const HeardInRoom = z.object({
  model: z.string(),
  version: z.string(),
  /** SHA-256 of model.onnx. */
  modelSha256: z.string(),
  device: Device,
  provenance: Provenance,
  /** In the order of time; empty where nothing else was heard. */
  sounds: z.array(RoomSound),
});
export type HeardInRoom = z.infer<typeof HeardInRoom>;
