import type { z } from "zod";
import { MeasuredPart } from "./analysis.ts";
import { TaskId } from "./task.ts";

/** A piece of a recording that becomes a take of a task, s from the recording's start. */
export const TakePiece = MeasuredPart.extend({ task: TaskId });
export type TakePiece = z.infer<typeof TakePiece>;

/** Most takes that one recording is split into. */
export const mostPieces = 50;
