import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import type { Aligned } from "../../../shared/domain/alignment.ts";
import { type PictureFrame, shareOf, type TimeRange } from "../../charts/picture-frame.ts";
import { useWords } from "../../words.ts";
import { type OnsetEdit, selectOnset } from "./onset-edit.ts";
import { onsetKeyStep } from "./onset-keys.ts";
import type { WordEditor } from "./use-word-editor.ts";
import { moveBoundary } from "./word-edit.ts";

/** A name is drawn where there is so much room for each of its letters, px. */
const letterWidth = 6.5;
/** The sounds of words are drawn where so much time or less is shown, s. */
const soundsWithinSeconds = 6;

type WordLayerProps = { frame: PictureFrame; editor: WordEditor; range: TimeRange; durationSeconds: number };

/** The words of a reading and their sounds over the picture; while they are corrected, each boundary is a handle. */
export function WordLayer({ frame, editor, range, durationSeconds }: WordLayerProps) {
  const { alignment, boundaries, times, edit } = editor;
  if (alignment.status !== "aligned") return null;
  const { waveform, spectrogram } = frame;
  const place = {
    left: spectrogram.left,
    width: spectrogram.width,
    top: waveform.top,
    height: spectrogram.top + spectrogram.height - waveform.top,
  };
  const withSounds = range[1] - range[0] <= soundsWithinSeconds;
  const shown = [...times.entries()].filter(
    ([k, time]) => time >= range[0] && time <= range[1] && (withSounds || boundaries.isEdge[k]),
  );
  return (
    <div className={`onset-lines${edit ? " in-work" : ""}`} style={place}>
      <WordNames {...{ alignment, editor, range, withSounds }} width={spectrogram.width} />
      {shown.map(([k, time]) =>
        edit ? (
          <BoundaryHandle key={k} {...{ editor, index: k, range, durationSeconds }} />
        ) : (
          <div
            key={k}
            className={boundaries.isEdge[k] ? "onset-line" : "onset-line sound-line"}
            style={{ left: leftOf(time, range) }}
            aria-hidden
          />
        ),
      )}
    </div>
  );
}

const leftOf = (seconds: number, range: TimeRange) => `${100 * shareOf(seconds, range)}%`;

type WordNamesProps = {
  alignment: Aligned;
  editor: WordEditor;
  range: TimeRange;
  withSounds: boolean;
  width: number;
};

/** Names between their boundaries, as far as they are in the picture and have room. */
function WordNames({ alignment, editor: { boundaries, times }, range, withSounds, width }: WordNamesProps) {
  const spans = alignment.words.map(({ text, manner }, word) => {
    const ofWord = boundaries.phones.filter((phone) => phone.word === word);
    return {
      key: `${word}`,
      text,
      kind: `word-name ${manner}`,
      from: ofWord[0]!.from,
      to: ofWord.at(-1)!.to,
    };
  });
  const sounds = withSounds
    ? boundaries.phones.map(({ phone, from, to }, k) => ({
        key: `s${k}`,
        text: phone,
        kind: "sound-name",
        from,
        to,
      }))
    : [];
  return [...spans, ...sounds].map(({ key, text, kind, from, to }) => {
    const [start, end] = [Math.max(times[from]!, range[0]), Math.min(times[to]!, range[1])];
    const share = shareOf(end, range) - shareOf(start, range);
    if (share * width < letterWidth * text.length) return null;
    return (
      <span
        key={key}
        className={kind}
        style={{ left: leftOf(start, range), width: `${100 * share}%` }}
        aria-hidden
      >
        {text}
      </span>
    );
  });
}

type BoundaryHandleProps = Omit<WordLayerProps, "frame"> & { index: number };

function BoundaryHandle({ editor, index, range, durationSeconds }: BoundaryHandleProps) {
  const line = useRef<HTMLDivElement>(null);
  const { boundaries, times, edit, change } = editor;
  const { words, say } = useWords();
  const seconds = times[index] ?? 0;
  const selected = edit?.selected === index;
  useEffect(() => {
    if (selected) line.current?.focus({ preventScroll: true });
  }, [selected]);
  const move = (now: OnsetEdit, to: number) => moveBoundary(now, to, durationSeconds, boundaries.isEdge);
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const room = line.current?.parentElement?.getBoundingClientRect();
    if (!room || !line.current?.hasPointerCapture(event.pointerId)) return;
    const to = range[0] + ((event.clientX - room.left) / room.width) * (range[1] - range[0]);
    change((now) => move(now, to));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = onsetKeyStep(event, durationSeconds, move);
    if (!step || event.key === "Delete" || event.key === "Backspace") return;
    event.preventDefault();
    event.nativeEvent.stopPropagation();
    change(step);
  };
  const beside = boundaries.phones.find(({ from, to }) => from === index || to === index)?.phone ?? "";
  return (
    <div
      ref={line}
      className={boundaries.isEdge[index] ? "onset-line" : "onset-line sound-line"}
      style={{ left: leftOf(seconds, range) }}
      role="slider"
      tabIndex={selected || (edit?.selected === null && index === 0) ? 0 : -1}
      aria-label={words.recording.words.one(index + 1, times.length, beside)}
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
    />
  );
}
