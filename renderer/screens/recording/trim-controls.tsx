import { Scissors, Undo2 } from "lucide-react";
import type { Recording } from "../../../shared/domain/recording.ts";
import { sayByHand } from "../../../shared/words/say-by-hand.ts";
import type { TimeRange } from "../../charts/picture-frame.ts";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { soundChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { type Reanalysis, useReanalysis } from "./use-reanalysis.ts";

/** Keeps only a part of the recording for all measures, findings and reports, or all of it again. */
export type Trimming = Reanalysis & {
  /** Keeps a stretch of what is shown, s. */
  keep: (range: TimeRange) => void;
  keepAll: () => void;
};

export function useTrimming({ id, analysis }: Recording, onDone: () => void): Trimming {
  const work = useReanalysis(() => {
    void soundChanged(id);
    onDone();
  });
  const start = analysis?.settings.trim?.startSeconds ?? 0;
  const run = (trim: { startSeconds: number; endSeconds: number } | null) =>
    work.run((signal) => core.recordings.setTrim({ id, trim }, { signal }));
  return {
    ...work,
    keep: ([from, to]) => run({ startSeconds: start + from, endSeconds: start + to }),
    keepAll: () => run(null),
  };
}

/** Trims to what is selected; while it is measured anew, stops that. */
export function TrimButton({ trimming, range }: { trimming: Trimming; range: TimeRange }) {
  const { words } = useWords();
  const screen = words.recording.trim;
  if (trimming.stage !== null)
    return (
      <button type="button" onClick={trimming.cancel}>
        {words.frame.cancelDoing(trimming.stage)}
      </button>
    );
  return (
    <button type="button" title={screen.hint} onClick={() => trimming.keep(range)}>
      <Scissors size={15} aria-hidden />
      {screen.to}
    </button>
  );
}

type TrimNoticeProps = { recording: Recording; trimming: Trimming };

/** That the recording is trimmed, and the way back; or why it could not be. */
export function TrimNotice({ recording, trimming }: TrimNoticeProps) {
  const { words, language } = useWords();
  const screen = words.recording.trim;
  const { analysis } = recording;
  if (trimming.error)
    return (
      <div className="content">
        <ProblemNotice problem={toProblem(trimming.error)} />
      </div>
    );
  const trim = analysis?.settings.trim;
  if (!analysis || !trim) return null;
  const said = sayByHand({ settings: { ...analysis.settings, onsetsSeconds: null } }, language);
  return (
    <p className="trim-notice small">
      <Scissors size={14} aria-hidden /> {screen.notice(said.join(", "))}
      <button
        type="button"
        className="quiet small"
        disabled={trimming.stage !== null}
        onClick={trimming.keepAll}
      >
        <Undo2 size={14} aria-hidden />
        {screen.undo}
      </button>
    </p>
  );
}
