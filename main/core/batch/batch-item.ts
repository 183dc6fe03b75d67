import { z } from "zod";
import type { ErrorFound } from "../../../shared/domain/error.ts";
import { PassageId } from "../../../shared/domain/passage.ts";
import { Sex } from "../../../shared/domain/patient.ts";
import { TaskId } from "../../../shared/domain/task.ts";

/** What a table tells of a recording besides where it lies; empty cells are left out. */
export const Given = z.object({
  task: TaskId.optional(),
  /** What the recording is known to be: a class of a model, in its own words. */
  label: z.string().optional(),
  speaker: z.string().optional(),
  sex: Sex.optional(),
  age: z.coerce.number().nonnegative().max(150).optional(),
  passage: PassageId.optional(),
});
export type Given = z.infer<typeof Given>;

/** One recording of a batch. */
export type BatchItem = {
  /** Its place in the whole source, from 1: the same in every shard. */
  number: number;
  /** As the source names it, relative to the source, with slashes. */
  file: string;
  path: string;
  given: Given;
  /** Of its bytes, where a shard has told it: the recording itself may lie on another machine. */
  sha256?: string | null;
  /** What is wrong with its row of the table: then it is not analysed. */
  fault?: ErrorFound;
};

/** Part `index` (from 1) of `count`. */
export type Shard = { index: number; count: number };

/** Every `count`-th recording, so that the shards of a sorted source are alike. */
export async function* inShard(
  items: AsyncIterable<BatchItem>,
  { index, count }: Shard,
): AsyncGenerator<BatchItem> {
  for await (const item of items) if ((item.number - 1) % count === index - 1) yield item;
}
