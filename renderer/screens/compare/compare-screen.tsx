import { Columns2 } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";
import type { Comparison } from "../../../shared/domain/comparison.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { KeyHint } from "../../components/key-hint.tsx";
import { Loading } from "../../components/loading.tsx";
import { crumbsOf, Page } from "../../components/page.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { usePatient } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { ComparableLine } from "./comparable-line.tsx";
import { type ComparePlace, comparePath, comparePlace } from "./compare-path.ts";
import { useComparison } from "./compare-query.ts";
import { ComparedPictures } from "./compared-pictures.tsx";
import { DifferenceTable } from "./difference-table.tsx";
import type { Side } from "./use-ab-player.ts";
import "./compare.css";

/** Two visits of a patient, or two takes of one, side by side. */
export function CompareScreen({ place }: { place: string }) {
  const asked = comparePlace(place);
  const compared = useComparison(asked);
  const { words } = useWords();
  return (
    <Loading query={compared} doing={words.compare.comparing}>
      {(found) =>
        found ? (
          <ComparePage comparison={found} {...{ takeA: asked.takeA, takeB: asked.takeB }} />
        ) : (
          <NoPrior />
        )
      }
    </Loading>
  );
}

function NoPrior() {
  const { compare } = useWords().words;
  return (
    <div className="page-body">
      <h1>{compare.noPrior}</h1>
      <p>{compare.noPriorHint}</p>
    </div>
  );
}

type ComparePageProps = { comparison: Comparison; takeA: string | null; takeB: string | null };

function ComparePage({ comparison, takeA, takeB }: ComparePageProps) {
  const { patient, task, a, b } = comparison;
  const speaker = useWords();
  const { words } = speaker;
  const [isAligned, setAligned] = useState(false);
  const [, go] = useLocation();
  // what is chosen here is one place: Back leaves the comparison in one step
  const show = (next: Partial<ComparePlace>) =>
    go(comparePath({ a: a.visit.id, b: b.visit.id, task, takeA, takeB, ...next }), { replace: true });
  const showTask = (next: TaskId) => show({ task: next, takeA: null, takeB: null });
  return (
    <Page
      title={
        <>
          <Columns2 size={20} aria-hidden /> {words.compare.title}
        </>
      }
      patient={patient}
      crumbs={crumbsOf(speaker, patient, b.visit)}
      actions={
        <>
          <TaskChoice comparison={comparison} onTask={showTask} />
          <VisitChoices comparison={comparison} onShow={show} />
        </>
      }
    >
      {task ? (
        <ComparedPictures
          key={`${a.shown} ${b.shown}`}
          {...{ comparison, task, isAligned }}
          onAligned={setAligned}
          onTake={(side, take) => show(side === "a" ? { takeA: take } : { takeB: take })}
        />
      ) : (
        <p className="notice calm">{words.compare.nothingInCommon}</p>
      )}
      <ComparableLine comparison={comparison} />
      <DifferenceTable comparison={comparison} />
    </Page>
  );
}

type TaskChoiceProps = { comparison: Comparison; onTask: (task: TaskId) => void };

/** The task that is shown, among those that both visits have; a key goes from one to the next. */
function TaskChoice({ comparison: { task, tasks }, onTask }: TaskChoiceProps) {
  const { words, say } = useWords();
  const at = task ? tasks.indexOf(task) : -1;
  const going = (next: TaskId | undefined) => next && (() => onTask(next));
  useShortcuts({ previous: going(tasks[at - 1]), next: going(tasks[at + 1]) });
  if (tasks.length === 0) return null;
  return (
    <div className="compare-task">
      <label>
        <span className="muted">{words.compare.task}</span>{" "}
        <select value={task ?? ""} onChange={({ target }) => onTask(target.value as TaskId)}>
          {(task && at < 0 ? [task, ...tasks] : tasks).map((one) => (
            <option key={one} value={one}>
              {say.task(one)}
            </option>
          ))}
        </select>
      </label>
      <span className="muted small">
        {at >= 0 && words.compare.taskOf(at + 1, tasks.length)} <KeyHint action="previous" />{" "}
        <KeyHint action="next" />
      </span>
    </div>
  );
}

type VisitChoicesProps = { comparison: Comparison; onShow: (place: Partial<ComparePlace>) => void };

/** Which two visits are compared. */
function VisitChoices({ comparison: { patient, a, b }, onShow }: VisitChoicesProps) {
  const { words, say } = useWords();
  const visits = usePatient(patient.id).data?.visits ?? [];
  const newestFirst = visits.toSorted((one, other) => other.date.localeCompare(one.date));
  return (["a", "b"] as const satisfies Side[]).map((side) => (
    <label key={side} className="visit-choice">
      <span className="side">{side.toUpperCase()}</span>
      <select
        aria-label={words.compare.visit(side.toUpperCase())}
        value={(side === "a" ? a : b).visit.id}
        onChange={({ target }) => onShow({ [side]: target.value, takeA: null, takeB: null })}
      >
        {newestFirst.map(({ id, date }) => (
          <option key={id} value={id}>
            {say.date(date)}
          </option>
        ))}
      </select>
    </label>
  ));
}
