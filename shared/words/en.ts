import { findings } from "./en/findings.ts";
import { general } from "./en/general.ts";
import { measures } from "./en/measures.ts";
import { models } from "./en/models.ts";
import { quality } from "./en/quality.ts";
import { reasons } from "./en/reasons.ts";
import { say } from "./en/say.ts";
import { tasks } from "./en/tasks.ts";

/**
 * Every word that a person reads, in English, keyed by code: an area a file. A word with facts in it is a function of
 * these facts; numbers, units and dates come formatted from `say.ts`. A fact is only put into the text, never looked at
 * further than whether it is empty.
 */
export const en = { findings, general, measures, models, quality, reasons, say, tasks };
