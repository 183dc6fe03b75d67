import { z } from "zod";

/** Languages that are complete. */
export const languages = ["en", "de"] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;
