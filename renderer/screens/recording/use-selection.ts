import { useState } from "react";
import type { TimeRange } from "../../charts/picture-frame.ts";
import { useKeys } from "../../components/use-keys.ts";
import type { Player } from "./player.ts";
import { selectionBetween } from "./selection-range.ts";

/** A stretch of time that was marked in the picture, s. */
export type Selection = {
  range: TimeRange | null;
  select: (range: TimeRange | null) => void;
};

/** What is selected; by key from or to the cursor, and Escape selects nothing. */
export function useSelection(player: Player, durationSeconds: number): Selection {
  const [range, select] = useState<TimeRange | null>(null);
  const cursor = () => player.audio.current?.currentTime ?? 0;
  const between = (from: number, to: number) => select(selectionBetween(from, to, durationSeconds));
  useKeys({
    s: () => between(cursor(), range && range[1] > cursor() ? range[1] : durationSeconds),
    d: () => between(range && range[0] < cursor() ? range[0] : 0, cursor()),
    // biome-ignore lint/correctness/noComponentHookFactories: the name of a key
    Escape: () => select(null),
  });
  return { range, select };
}
