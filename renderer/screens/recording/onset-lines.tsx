import { type PictureFrame, type TimeRange, timeBox } from "../../charts/picture-frame.ts";
import { useWords } from "../../words.ts";
import { moveOnset, type OnsetEdit } from "./onset-edit.ts";
import { onsetKeyStep } from "./onset-keys.ts";
import { leftOf, TimeHandle } from "./time-handle.tsx";
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
  return (
    <div className={`onset-lines${edit ? " in-work" : ""}`} style={timeBox(frame)}>
      {shown.map(([k, onset]) =>
        edit ? (
          <OnsetHandle key={k} {...{ editor, edit, index: k, range, durationSeconds }} />
        ) : (
          <div key={k} className="onset-line" style={{ left: leftOf(onset, range) }} aria-hidden />
        ),
      )}
    </div>
  );
}

type OnsetHandleProps = Omit<OnsetLinesProps, "frame"> & { edit: OnsetEdit; index: number };

function OnsetHandle({ editor: { onsets, change }, edit, index, range, durationSeconds }: OnsetHandleProps) {
  const { words } = useWords();
  return (
    <TimeHandle
      {...{ edit, change, index, range, durationSeconds }}
      className="onset-line"
      label={words.recording.onsets.one(index + 1, onsets.length)}
      move={(now, to) => moveOnset(now, to, durationSeconds)}
      keyStep={(event) => onsetKeyStep(event, durationSeconds)}
    >
      <span className="onset-name">{index + 1}</span>
    </TimeHandle>
  );
}
