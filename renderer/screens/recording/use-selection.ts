import type { TimeRange } from "../../charts/picture-frame.ts";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import type { Player } from "./player.ts";
import { selectionBetween } from "./selection-range.ts";

/** A stretch of time that was marked in the picture, s. */
export type Selection = {
  range: TimeRange | null;
  select: (range: TimeRange | null) => void;
};

/** Selects by key from the cursor on, up to it, or nothing. */
export function useSelectionKeys({ range, select }: Selection, player: Player, durationSeconds: number) {
  const between = (from: number, to: number) => select(selectionBetween(from, to, durationSeconds));
  const cursor = player.position;
  useShortcuts({
    selectFrom: () => between(cursor(), range && range[1] > cursor() ? range[1] : durationSeconds),
    selectTo: () => between(range && range[0] < cursor() ? range[0] : 0, cursor()),
    selectNone: range ? () => select(null) : undefined,
  });
}
