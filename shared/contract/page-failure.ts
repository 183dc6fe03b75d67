import { z } from "zod";

/** The path under which a page tells its door that it failed: `POST` of a `PageFailure` as JSON. */
export const pageFailuresPath = "/page-failures";

/** An error that nobody in the page had words for. Its message is told only so that it can be cut from the stack. */
export const PageFailure = z.object({
  name: z.string().regex(/^\w{1,100}$/),
  code: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .optional(),
  message: z.string(),
  stack: z.string(),
});
export type PageFailure = z.infer<typeof PageFailure>;
