import type { TimeRange } from "../../charts/picture-frame.ts";
import { useKeys } from "../../components/use-keys.ts";
import type { Player } from "./player.ts";
import { selectionBetween } from "./selection-range.ts";

/** A stretch of time that was marked in the picture, s. */
export type Selection = {
  range: TimeRange | null;
  select: (range: TimeRange | null) => void;
};

/** Selects from the cursor on (S) or up to it (D); Escape selects nothing. */
export function useSelectionKeys({ range, select }: Selection, player: Player, durationSeconds: number) {
  const between = (from: number, to: number) => select(selectionBetween(from, to, durationSeconds));
  const cursor = player.position;
  useKeys({
    s: () => between(cursor(), range && range[1] > cursor() ? range[1] : durationSeconds),
    d: () => between(range && range[0] < cursor() ? range[0] : 0, cursor()),
    // biome-ignore lint/correctness/noComponentHookFactories: the name of a key
    Escape: () => document.querySelector("[role=dialog]:focus-within") ?? select(null),
  });
}
