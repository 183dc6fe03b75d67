import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import {
  type PictureFrame,
  secondsAt,
  shareOf,
  type TimeRange,
  timeBox,
} from "../../charts/picture-frame.ts";
import { useWords } from "../../words.ts";
import type { Player } from "./player.ts";
import { endStepSeconds, moveEnd, selectionBetween } from "./selection-range.ts";
import type { Selection } from "./use-selection.ts";
import type { Zoom } from "./use-zoom.ts";

type SelectionLayerProps = {
  frame: PictureFrame;
  range: TimeRange;
  durationSeconds: number;
  selection: Selection;
  player: Player;
  zoom: Zoom;
};

/** Pixels that a pointer may move and still have clicked. */
const clickPixels = 4;

/** Where the pointer selects: a drag marks a stretch, a click puts the cursor there, a double click shows all. */
export function SelectionLayer({
  frame,
  range,
  durationSeconds,
  selection,
  player,
  zoom,
}: SelectionLayerProps) {
  const screen = useWords().words.recording.selection;
  const layer = useRef<HTMLDivElement>(null);
  const pressed = useRef<{ x: number; seconds: number } | null>(null);
  const box = timeBox(frame);
  const secondsOf = (event: PointerEvent) => {
    const at = layer.current?.getBoundingClientRect().left ?? 0;
    return secondsAt(event.clientX - at + box.left, frame, range);
  };
  const drag = (event: PointerEvent) => {
    if (!pressed.current || Math.abs(event.clientX - pressed.current.x) < clickPixels) return;
    const selected = selectionBetween(pressed.current.seconds, secondsOf(event), durationSeconds);
    if (selected) selection.select(selected);
  };
  const release = (event: PointerEvent) => {
    if (pressed.current && Math.abs(event.clientX - pressed.current.x) < clickPixels) {
      selection.select(null);
      player.seek(secondsOf(event));
    }
    pressed.current = null;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: it holds the handles of a picture, not fields
    <div
      ref={layer}
      className="selection-layer"
      role="group"
      aria-label={screen.layer}
      style={box}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.target !== event.currentTarget) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        pressed.current = { x: event.clientX, seconds: secondsOf(event) };
      }}
      onPointerMove={drag}
      onPointerUp={release}
      onDoubleClick={() => zoom.show(null)}
    >
      {selection.range && (
        <Selected {...{ range, durationSeconds, selection, secondsOf }} at={selection.range} />
      )}
    </div>
  );
}

type SelectedProps = Pick<SelectionLayerProps, "range" | "durationSeconds" | "selection"> & {
  at: TimeRange;
  secondsOf: (event: PointerEvent) => number;
};

/** The selected stretch: what lies outside is dimmed, either end is a handle. */
function Selected({ at, range, durationSeconds, selection, secondsOf }: SelectedProps) {
  const [from, to] = at.map((seconds) => 100 * Math.min(1, Math.max(0, shareOf(seconds, range)))) as [
    number,
    number,
  ];
  return (
    <>
      <div className="unselected" style={{ left: 0, width: `${from}%` }} />
      <div className="unselected" style={{ left: `${to}%`, right: 0 }} />
      {([0, 1] as const).map((end) => (
        <SelectionHandle key={end} {...{ end, at, range, durationSeconds, selection, secondsOf }} />
      ))}
    </>
  );
}

function SelectionHandle({
  end,
  at,
  range,
  durationSeconds,
  selection,
  secondsOf,
}: SelectedProps & { end: 0 | 1 }) {
  const { words, say } = useWords();
  const seconds = at[end];
  const share = shareOf(seconds, range);
  if (share < 0 || share > 1) return null;
  const move = (to: number) => selection.select(moveEnd(at, end, to, durationSeconds));
  const onKey = (event: KeyboardEvent) => {
    const step = endStepSeconds(event);
    if (step === null) return;
    event.preventDefault();
    event.nativeEvent.stopPropagation();
    move(seconds + step);
  };
  return (
    <div
      className="selection-handle"
      style={{ left: `${100 * share}%` }}
      role="slider"
      tabIndex={0}
      aria-label={words.recording.selection.ends[end]}
      aria-valuemin={0}
      aria-valuemax={durationSeconds}
      aria-valuenow={seconds}
      aria-valuetext={`${say.number(seconds, 3)} s`}
      onKeyDown={onKey}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) =>
        event.currentTarget.hasPointerCapture(event.pointerId) && move(secondsOf(event))
      }
    />
  );
}
