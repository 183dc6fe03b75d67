import { findings } from "./de/findings.ts";
import { general } from "./de/general.ts";
import { measures } from "./de/measures.ts";
import { models } from "./de/models.ts";
import { quality } from "./de/quality.ts";
import { reasons } from "./de/reasons.ts";
import { say } from "./de/say.ts";
import { tasks } from "./de/tasks.ts";
import type { Words } from "./shape.ts";

/** The same words in German; a key that is missing is a type error. */
export const de: Words = { findings, general, measures, models, quality, reasons, say, tasks };
