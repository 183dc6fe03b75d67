import { z } from "zod";

/** Envelope for a small picture: the lowest and the highest sample of each column. */
export const Thumbnail = z.object({ minimum: z.array(z.number()), maximum: z.array(z.number()) });
export type Thumbnail = z.infer<typeof Thumbnail>;
