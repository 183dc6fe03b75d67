import { useEffect, useState } from "react";
import { rangeShowing, type TimeRange, zoomedRange } from "../../charts/picture-frame.ts";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import type { OnsetEdit } from "./onset-edit.ts";
import type { Player } from "./player.ts";
import type { Selection } from "./use-selection.ts";

export type Zoom = {
  /** The part of the recording that is shown, s; null for all of it. */
  range: TimeRange | null;
  show: (range: TimeRange | null) => void;
  /** Shows so many times as much of the recording; Infinity for all of it. */
  by: (factor: number) => void;
  /** Shows what is selected. */
  toSelection: () => void;
};

/** Zooms about the selected mark or the cursor, by key too; a selected mark is brought into the picture. */
export function useZoom(
  player: Player,
  selection: Selection,
  marks: { edit: OnsetEdit | null } | null,
  durationSeconds: number,
): Zoom {
  const [range, show] = useState<TimeRange | null>(null);
  const { onsets: times, selected = null } = marks?.edit ?? {};
  const chosen = selected === null ? undefined : times?.[selected];
  const by = (factor: number) => {
    const about = chosen ?? player.position();
    if (durationSeconds > 0) show(zoomedRange(range ?? [0, durationSeconds], factor, about, durationSeconds));
  };
  const toSelection = () => selection.range && show(selection.range);
  useEffect(() => {
    if (chosen !== undefined && range) show(rangeShowing(range, chosen, durationSeconds));
  }, [chosen, range, durationSeconds]);
  useShortcuts({
    zoomIn: () => by(0.5),
    zoomOut: () => by(2),
    whole: () => by(Number.POSITIVE_INFINITY),
    zoomToSelection: selection.range ? toSelection : undefined,
  });
  return { range, show, by, toSelection };
}
