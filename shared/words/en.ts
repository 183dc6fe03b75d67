import { quality } from "./en/quality.ts";

/**
 * Every word that a person reads, in English, keyed by code: an area a file. A word with facts in it is a function of
 * these facts; numbers, units and dates come formatted from `say.ts`.
 */
export const en = { quality };
