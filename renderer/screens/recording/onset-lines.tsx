import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { type PictureFrame, shareOf, type TimeRange } from "../../charts/picture-frame.ts";
import { useWords } from "../../words.ts";
import { moveOnset, selectOnset } from "./onset-edit.ts";
import { onsetKeyStep } from "./onset-keys.ts";
import type { OnsetEditor } from "./use-onset-editor.ts";

type OnsetLinesProps = {
  frame: PictureFrame;
  editor: OnsetEditor;
  range: TimeRange;
  durationSeconds: number;
};

/** The syllable onsets over the picture; while they are corrected, each line is a handle for mouse and keys. */
export function OnsetLines({ frame, editor, range, durationSeconds }: OnsetLinesProps) {
  const { onsets, edit } = editor;
  const shown = [...onsets.entries()].filter(([, onset]) => onset >= range[0] && onset <= range[1]);
  const { waveform, spectrogram } = frame;
  const place = {
    left: spectrogram.left,
    width: spectrogram.width,
    top: waveform.top,
    height: spectrogram.top + spectrogram.height - waveform.top,
  };
  return (
    <div className={`onset-lines${edit ? " in-work" : ""}`} style={place}>
      {shown.map(([k, onset]) =>
        edit ? (
          <OnsetHandle key={k} {...{ editor, index: k, range, durationSeconds }} />
        ) : (
          <div key={k} className="onset-line" style={{ left: leftOf(onset, range) }} aria-hidden />
        ),
      )}
    </div>
  );
}

const leftOf = (seconds: number, range: TimeRange) => `${100 * shareOf(seconds, range)}%`;

type OnsetHandleProps = Omit<OnsetLinesProps, "frame"> & { index: number };

function OnsetHandle({ editor, index, range, durationSeconds }: OnsetHandleProps) {
  const line = useRef<HTMLDivElement>(null);
  const { onsets, edit, change } = editor;
  const { words, say } = useWords();
  const seconds = onsets[index] ?? 0;
  const selected = edit?.selected === index;
  useEffect(() => {
    if (selected) line.current?.focus({ preventScroll: true });
  }, [selected]);
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const room = line.current?.parentElement?.getBoundingClientRect();
    if (!room || !line.current?.hasPointerCapture(event.pointerId)) return;
    const to = range[0] + ((event.clientX - room.left) / room.width) * (range[1] - range[0]);
    change((now) => moveOnset(now, to, durationSeconds));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = onsetKeyStep(event, durationSeconds);
    if (!step) return;
    event.preventDefault();
    event.nativeEvent.stopPropagation();
    change(step);
  };
  return (
    <div
      ref={line}
      className="onset-line"
      style={{ left: leftOf(seconds, range) }}
      role="slider"
      tabIndex={selected || (edit?.selected === null && index === 0) ? 0 : -1}
      aria-label={words.recording.onsets.one(index + 1, onsets.length)}
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
      {selected && <span className="onset-name">{index + 1}</span>}
    </div>
  );
}
