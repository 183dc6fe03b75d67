import type { KeyboardEvent } from "react";
import type { Aligned } from "../../../shared/domain/alignment.ts";
import { type PictureFrame, shareOf, type TimeRange, timeBox } from "../../charts/picture-frame.ts";
import { useWords } from "../../words.ts";
import type { OnsetEdit } from "./onset-edit.ts";
import { onsetKeyStep } from "./onset-keys.ts";
import { leftOf, TimeHandle } from "./time-handle.tsx";
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
  const withSounds = range[1] - range[0] <= soundsWithinSeconds;
  const shown = [...times.entries()].filter(
    ([k, time]) => time >= range[0] && time <= range[1] && (withSounds || boundaries.isEdge[k]),
  );
  return (
    <div className={`onset-lines${edit ? " in-work" : ""}`} style={timeBox(frame)}>
      <WordNames {...{ alignment, editor, range, withSounds }} width={frame.spectrogram.width} />
      {shown.map(([k, time]) => {
        const className = boundaries.isEdge[k] ? "onset-line" : "onset-line sound-line";
        return edit ? (
          <BoundaryHandle key={k} {...{ editor, edit, index: k, range, durationSeconds, className }} />
        ) : (
          <div key={k} className={className} style={{ left: leftOf(time, range) }} aria-hidden />
        );
      })}
    </div>
  );
}

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

type BoundaryHandleProps = Omit<WordLayerProps, "frame"> & {
  edit: OnsetEdit;
  index: number;
  className: string;
};

function BoundaryHandle({ editor, edit, index, range, durationSeconds, className }: BoundaryHandleProps) {
  const { boundaries, times, change } = editor;
  const { words } = useWords();
  const move = (now: OnsetEdit, to: number) => moveBoundary(now, to, durationSeconds, boundaries.isEdge);
  const beside = boundaries.phones.find(({ from, to }) => from === index || to === index)?.phone ?? "";
  const isRemoval = ({ key }: KeyboardEvent) => key === "Delete" || key === "Backspace";
  return (
    <TimeHandle
      {...{ edit, change, index, range, durationSeconds, className, move }}
      label={words.recording.words.one(index + 1, times.length, beside)}
      keyStep={(event) => (isRemoval(event) ? null : onsetKeyStep(event, durationSeconds, move))}
    />
  );
}
