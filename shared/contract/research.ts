import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { PatientId } from "../domain/ids.ts";
import { Progress } from "../domain/progress.ts";
import { ResearchExport } from "../domain/research.ts";
import { may } from "./may.ts";

/** Whether later exports carry the same ids. */
const joinable = z.boolean();

const exported = <Shape extends z.ZodRawShape>(more: Shape) =>
  eventIterator(
    z.discriminatedUnion("type", [
      Progress.extend({ type: z.literal("progress") }),
      ResearchExport.extend({ type: z.literal("done"), ...more }),
    ]),
  );

export const research = {
  /** The tables of all patients, pseudonymised, as a ZIP: no sound, since a voice identifies a person. */
  exportTables: may("clinician", "researcher")
    .input(z.object({ joinable }))
    .output(exported({ zipBase64: z.base64() })),
};

/** What takes paths: never offered to a window. */
export const researchFiles = {
  /**
   * Writes patients, pseudonymised, into a new folder: CSV, and the sounds where they are asked for. A clinician's
   * decision, since it may give voices away.
   */
  export: may("clinician")
    .input(
      z.object({
        path: z.string(),
        /** Empty: all. */
        patients: z.array(PatientId),
        sound: z.boolean(),
        joinable,
      }),
    )
    .output(exported({})),
};
