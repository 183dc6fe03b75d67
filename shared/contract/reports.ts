import { oc } from "@orpc/contract";
import { z } from "zod";

export const reports = {
  /** PDF of one visit. */
  create: oc
    .input(z.object({ visitId: z.string() }))
    .output(z.object({ fileName: z.string(), pdf: z.instanceof(Blob) })),
};
