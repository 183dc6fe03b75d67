import { useQuery } from "@tanstack/react-query";
import { X, ZoomIn } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import type { Measure } from "../../../shared/domain/measure.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TimeRange } from "../../charts/picture-frame.ts";
import { useKeyName, useWithKey } from "../../components/key-hint.tsx";
import { core } from "../../core-client.ts";
import { problemWords, toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";
import type { Selection } from "./use-selection.ts";
import type { Zoom } from "./use-zoom.ts";

type SelectionBarProps = {
  recording: Recording;
  selection: Selection;
  zoom: Zoom;
  /** What else can be done with what is selected. */
  children?: ReactNode;
};

/** What is selected in figures: length, pitch, level, perturbation, formants, as the core measures them. */
export function SelectionBar({ recording, selection, zoom, children }: SelectionBarProps) {
  const { words, say } = useWords();
  const { range } = selection;
  const [fromKey, toKey] = [useKeyName("selectFrom"), useKeyName("selectTo")];
  const withKey = useWithKey();
  const screen = words.recording.selection;
  if (!range) return <p className="selection-bar empty small">{screen.hint(fromKey, toKey)}</p>;
  const [from, to] = range;
  return (
    <section className="selection-bar" aria-label={screen.title}>
      <div>
        <strong>{screen.title}</strong>
        <div className="muted small">{screen.from(say.number(from, 2), say.number(to, 2))}</div>
      </div>
      <dl>
        <div>
          <dt>{screen.length}</dt>
          <dd>
            {say.number(to - from, 3)} <span className="unit">s</span>
          </dd>
        </div>
        {recording.analysis && <SelectionMeasures id={recording.id} range={range} />}
      </dl>
      <div className="actions">
        <button type="button" onClick={zoom.toSelection} title={withKey(screen.zoom, "zoomToSelection")}>
          <ZoomIn size={15} aria-hidden />
          {screen.zoom}
        </button>
        {children}
        <button
          type="button"
          className="quiet icon"
          aria-label={screen.clear}
          title={withKey(screen.clearHint, "selectNone")}
          onClick={() => selection.select(null)}
        >
          <X size={16} aria-hidden />
        </button>
      </div>
    </section>
  );
}

/** A selection that still moves is not measured, ms. */
const settleMilliseconds = 200;

function SelectionMeasures({ id, range }: { id: string; range: TimeRange }) {
  const speaker = useWords();
  const [startSeconds, endSeconds] = useSettled(range);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ["recording", id, "selection", startSeconds, endSeconds],
    queryFn: ({ signal }) => core.recordings.measureSelection({ id, startSeconds, endSeconds }, { signal }),
    placeholderData: (previous) => previous,
    gcTime: 10_000,
  });
  if (error) return <span className="muted">{problemWords(toProblem(error), speaker).reason}</span>;
  const isLate = isPlaceholderData || startSeconds !== range[0] || endSeconds !== range[1];
  return Object.entries(data ?? {}).map(([measure, value]) => (
    <SelectionMeasure key={measure} id={measure} measure={value} isLate={isLate} />
  ));
}

type SelectionMeasureProps = { id: string; measure: Measure; isLate: boolean };

function SelectionMeasure({
  id,
  measure: { value, unit, missing, doubts = [] },
  isLate,
}: SelectionMeasureProps) {
  const { words, say } = useWords();
  const { plain, term } = say.measure(id);
  const shown = value === null ? null : say.measureParts(id, value, unit);
  const doubt = doubts.map((reason) => words.reasons.doubts[reason]).join(", ");
  return (
    <div className={isLate ? "late" : undefined}>
      <dt title={say.measureTooltip(id)}>{term || plain}</dt>
      {shown ? (
        <dd title={doubt && words.recording.measures.doubtful(doubt)}>
          {shown.value} <span className="unit">{shown.unit}</span>
          {doubt && <span className="tag unreliable">{words.visit.takes.doubtful}</span>}
        </dd>
      ) : (
        <dd className="muted">{missing && words.reasons.missing[missing]}</dd>
      )}
    </div>
  );
}

/** The range once it has not changed for a moment. */
function useSettled(range: TimeRange): TimeRange {
  const [settled, setSettled] = useState(range);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(range), settleMilliseconds);
    return () => clearTimeout(timer);
  }, [range]);
  return settled;
}
