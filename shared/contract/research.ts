import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { PatientId } from "../domain/ids.ts";
import { Progress } from "../domain/progress.ts";
import { ResearchExport } from "../domain/research.ts";
import { may } from "./may.ts";

/** What takes paths: never offered to a window. */
export const research = {
  /**
   * Writes patients, pseudonymised, into a new folder: CSV, and the sounds where they are asked for. A clinician's
   * decision, since it gives data of patients away.
   */
  export: may("clinician")
    .input(
      z.object({
        path: z.string(),
        /** Empty: all. */
        patients: z.array(PatientId),
        sound: z.boolean(),
        /** Whether later exports carry the same ids. */
        joinable: z.boolean(),
      }),
    )
    .output(
      eventIterator(
        z.discriminatedUnion("type", [
          Progress.extend({ type: z.literal("progress") }),
          ResearchExport.extend({ type: z.literal("done") }),
        ]),
      ),
    ),
};
