import { quality } from "./de/quality.ts";
import type { Words } from "./shape.ts";

/** The same words in German; a key that is missing is a type error. */
export const de: Words = { quality };
