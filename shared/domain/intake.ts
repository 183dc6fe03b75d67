import { z } from "zod";
import { AudioInfo, Channel } from "./audio-info.ts";
import { QualityFlag } from "./quality.ts";
import { TaskId } from "./task.ts";
import { Thumbnail } from "./thumbnail.ts";

/** What a file holds that was looked at: nothing of it is stored or analysed. */
export const FileLook = z.object({
  sha256: z.string(),
  bytes: z.int().nonnegative(),
  audio: AudioInfo,
  /** What speaks against it whatever its task is. */
  flags: z.array(QualityFlag),
  /** Full scale is 1. */
  waveform: Thumbnail,
});
export type FileLook = z.infer<typeof FileLook>;

/** A file that was looked at, with what a person has said of it so far. */
export const FileToJudge = z.object({
  /** Its name, with the folders above it where they are known: "phonationA/ID014.wav". */
  path: z.string().max(4096),
  sha256: z.string(),
  flags: z.array(QualityFlag),
  /** As chosen by hand; absent: as the names tell. */
  task: TaskId.optional(),
  channel: Channel.nullable().default(null),
  /** A person has said that it is this patient's, whatever its name says. */
  isConfirmed: z.boolean().default(false),
});
export type FileToJudge = z.input<typeof FileToJudge>;

/** What is to be said of a file before it is taken in, with what it was found by. */
export const IntakeRemark = z.discriminatedUnion("code", [
  z.object({ code: z.literal("in-this-visit"), file: z.string() }),
  z.object({ code: z.literal("in-another-visit"), file: z.string(), date: z.iso.date() }),
  /** The same sound belongs to another patient. */
  z.object({ code: z.literal("of-another-patient") }),
  z.object({ code: z.literal("twice-here"), file: z.string() }),
  /** The name names another patient of the history. */
  z.object({ code: z.literal("names-another"), said: z.string() }),
  /** The name has an identifier like the patient's, with another number. */
  z.object({ code: z.literal("another-id"), said: z.string(), expected: z.string() }),
  z.object({ code: z.literal("unlike-the-others"), said: z.string(), expected: z.string() }),
  z.object({ code: z.literal("task-unknown") }),
  z.object({ code: z.literal("flag"), flag: QualityFlag }),
]);
export type IntakeRemark = z.infer<typeof IntakeRemark>;

/** Where a file stands: `choose` and `check-person` want a person, `already-here` and `empty` are better left out. */
export const IntakeState = z.enum(["ready", "doubtful", "choose", "check-person", "already-here", "empty"]);
export type IntakeState = z.infer<typeof IntakeState>;

export const JudgedFile = z.object({
  task: TaskId,
  /** Who told the task; null where nobody did. */
  taskFrom: z.enum(["name", "folder", "person"]).nullable(),
  state: IntakeState,
  /** The gravest first. */
  remarks: z.array(IntakeRemark),
  /** Whether it is taken in where nobody says otherwise. */
  isProposed: z.boolean(),
});
export type JudgedFile = z.infer<typeof JudgedFile>;

/** Files for a visit as a whole: each, and whom their names speak of. */
export const JudgedIntake = z.object({
  files: z.array(JudgedFile),
  /** Identifiers in the names, the most frequent first. */
  said: z.array(z.object({ identifier: z.string(), files: z.int().positive() })),
  /** How many of the names speak of this patient. */
  named: z.int().nonnegative(),
});
export type JudgedIntake = z.infer<typeof JudgedIntake>;
