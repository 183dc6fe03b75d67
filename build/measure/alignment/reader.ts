import type { Alignment } from "../../../shared/domain/alignment.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { Spoken } from "./synthetic-readers.ts";

/** A synthesiser's voice. */
export type Reader = { name: string; say: (text: string, stretch: number) => Promise<Spoken> };

/** Aligns English speech to a text. */
export type Align = (sound: Sound, text: string) => Promise<Alignment>;
