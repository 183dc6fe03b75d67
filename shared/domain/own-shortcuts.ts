import { z } from "zod";

/** Keys pressed together, as the pages write them: "mod+k", "shift+ArrowLeft", "?". */
export const Chord = z.string().min(1).max(40);
export type Chord = z.infer<typeof Chord>;

/** The keys that a user has chosen in place of the usual ones, by what they do. */
export const OwnShortcuts = z.record(z.string().min(1).max(40), z.array(Chord).min(1).max(3));
export type OwnShortcuts = z.infer<typeof OwnShortcuts>;
