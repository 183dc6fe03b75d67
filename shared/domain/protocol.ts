import { z } from "zod";
import { isTextOf, PassageId } from "./passage.ts";
import { AskedTaskId } from "./task.ts";

/** One task of a recording protocol, as often as it is to be recorded. */
export const RecordingStep = z
  .object({
    task: AskedTaskId,
    /** What is read; of the task `sentences` null draws a list that the patient has not read yet. */
    passage: PassageId.nullable(),
    /** What the patient is told, in the clinic's own words; null: as the program says it. */
    instruction: z.string().trim().min(1).max(500).nullable(),
    takes: z.int().min(1).max(5),
    countInSeconds: z.int().min(0).max(10),
    maximumSeconds: z.int().min(2).max(300),
    /** It stops by itself after so much silence behind the voice; null: only by hand or time. */
    silenceSeconds: z.number().min(0.5).max(10).nullable(),
    /** An example can be heard before. */
    hasExample: z.boolean(),
  })
  .refine(({ task, passage }) => passage === null || isTextOf(task, passage), { path: ["passage"] });
export type RecordingStep = z.infer<typeof RecordingStep>;

/** Which tasks a visit records, in their order. */
export const RecordingProtocol = z.object({
  name: z.string().trim().min(1).max(80),
  steps: z.array(RecordingStep).min(1).max(40),
});
export type RecordingProtocol = z.infer<typeof RecordingProtocol>;

/** The protocols to choose from: the clinic's own, where it has one, and two that the program brings. */
export const protocolIds = ["own", "full", "short"] as const;
export const ProtocolId = z.enum(protocolIds);
export type ProtocolId = z.infer<typeof ProtocolId>;

export const Protocols = z.object({
  own: RecordingProtocol.nullable(),
  full: z.array(RecordingStep),
  short: z.array(RecordingStep),
});
export type Protocols = z.infer<typeof Protocols>;
