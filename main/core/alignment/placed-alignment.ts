import type { Aligned, Alignment } from "../../../shared/domain/alignment.ts";
import type { MeasuredPart } from "../../../shared/domain/analysis.ts";
import { BulbarError } from "../../../shared/domain/error.ts";

/**
 * An alignment with other times: one for each phone, in their order, none before the one before it. A word lasts from its
 * first phone to its last.
 * @throws BulbarError invalid-input where there are not as many times as phones, or they are not in order
 */
export function placedAlignment(alignment: Alignment | null, times: readonly MeasuredPart[]): Aligned {
  if (alignment?.status !== "aligned") throw new BulbarError("invalid-input", { why: "not-aligned" });
  const phones = alignment.words.reduce((sum, word) => sum + word.phones.length, 0);
  if (times.length !== phones || !isInOrder(times))
    throw new BulbarError("invalid-input", { why: "phone-times" });
  let next = 0;
  const words = alignment.words.map((word) => {
    const placed = word.phones.map((phone) => ({ ...phone, ...times[next++]! }));
    const [startSeconds, endSeconds] = [placed[0]!.startSeconds, placed.at(-1)!.endSeconds];
    return { ...word, startSeconds, endSeconds, phones: placed };
  });
  return { ...alignment, words };
}

function isInOrder(times: readonly MeasuredPart[]): boolean {
  return times.every(
    ({ startSeconds, endSeconds }, k) =>
      startSeconds <= endSeconds && startSeconds >= (times[k - 1]?.endSeconds ?? 0),
  );
}
