import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef } from "react";
import { shareOf, type TimeRange } from "../../charts/picture-frame.ts";
import { useWords } from "../../words.ts";
import { type OnsetEdit, selectOnset } from "./onset-edit.ts";

/** Where a time lies in the part that is shown. */
export const leftOf = (seconds: number, range: TimeRange) => `${100 * shareOf(seconds, range)}%`;

type TimeHandleProps = {
  edit: OnsetEdit;
  change: (step: (edit: OnsetEdit) => OnsetEdit) => void;
  index: number;
  range: TimeRange;
  durationSeconds: number;
  label: string;
  className: string;
  /** Moves the selected time. */
  move: (edit: OnsetEdit, seconds: number) => OnsetEdit;
  /** What a key does; null for a key that is none of the editor's. */
  keyStep: (event: KeyboardEvent) => ((edit: OnsetEdit) => OnsetEdit) | null;
  /** Shown at the one that is selected. */
  children?: ReactNode;
};

/** A time that is corrected: a line over the picture, moved by mouse and keys. */
export function TimeHandle(props: TimeHandleProps) {
  const { edit, change, index, range, durationSeconds, label, className, move, keyStep, children } = props;
  const line = useRef<HTMLDivElement>(null);
  const { say } = useWords();
  const seconds = edit.onsets[index] ?? 0;
  const selected = edit.selected === index;
  useEffect(() => {
    if (selected) line.current?.focus({ preventScroll: true });
  }, [selected]);
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const room = line.current?.parentElement?.getBoundingClientRect();
    if (!room || !line.current?.hasPointerCapture(event.pointerId)) return;
    const to = range[0] + ((event.clientX - room.left) / room.width) * (range[1] - range[0]);
    change((now) => move(now, to));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = keyStep(event);
    if (!step) return;
    event.preventDefault();
    event.nativeEvent.stopPropagation();
    change(step);
  };
  return (
    <div
      ref={line}
      className={className}
      style={{ left: leftOf(seconds, range) }}
      role="slider"
      tabIndex={selected || (edit.selected === null && index === 0) ? 0 : -1}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={durationSeconds}
      aria-valuenow={seconds}
      aria-valuetext={`${say.number(seconds, 4)} s`}
      onFocus={() => selected || change((now) => selectOnset(now, index))}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        change((now) => selectOnset(now, index));
      }}
      onPointerMove={drag}
      onPointerUp={() => change((now) => selectOnset(now, now.selected))}
    >
      {selected && children}
    </div>
  );
}
