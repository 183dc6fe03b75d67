import { ArrowRight } from "lucide-react";
import { useCallback, useRef, useSyncExternalStore } from "react";
import { useLocation } from "wouter";
import type { JudgedIntake } from "../../../shared/domain/intake.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import { type TaskId, taskIds } from "../../../shared/domain/task.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { KeyHint } from "../../components/key-hint.tsx";
import { Loading } from "../../components/loading.tsx";
import { crumbsOf, Page } from "../../components/page.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { useVisit } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { HandedRecordings } from "../visit/handed-recordings.tsx";
import { imports } from "../visit/imports.ts";
import { DropTarget } from "./drop-target.tsx";
import { FilePicker } from "./file-picker.tsx";
import { FolderPicker } from "./folder-picker.tsx";
import { intake } from "./intake.ts";
import { IntakeRowView } from "./intake-row.tsx";
import { type ChosenFile, type IntakeRow, isOpen, isTaken, wantsLook } from "./intake-table.ts";
import { usePreview } from "./use-preview.ts";
import "./intake.css";

/** Files for a visit before they are taken in: what they are, whose, and what is to be done. */
export function IntakeScreen({ id }: { id: string }) {
  const visit = useVisit(id);
  const { words } = useWords();
  return (
    <Loading query={visit} doing={words.visit.reading}>
      {(data) => <IntakePage {...data} />}
    </Loading>
  );
}

function IntakePage({ patient, visit }: { patient: Patient; visit: Visit }) {
  const { words, say } = useWords();
  const screen = words.intake;
  const [, go] = useLocation();
  const { rows: all, names, problem } = useSyncExternalStore(intake.subscribe, intake.get);
  const rows = all.filter(({ visitId }) => visitId === visit.id);
  const taken = rows.filter(isTaken);
  const mayTake = taken.length > 0 && !rows.some(isOpen);
  const add = useCallback((files: ChosenFile[]) => intake.add(visit.id, files), [visit.id]);
  const backToVisit = () => go(`/visits/${visit.id}`);
  const take = () => {
    const files = intake.take(visit.id).map(({ file, judged, said }) => ({
      ...{ file, channel: said.channel },
      task: judged?.task,
    }));
    imports.add(visit.id, files);
    backToVisit();
  };
  const cancel = () => {
    intake.leave(visit.id);
    backToVisit();
  };
  return (
    <Page
      title={
        <>
          {screen.title(say.count(rows.length, "file"))} <small className="muted">{screen.nothingYet}</small>
        </>
      }
      patient={patient}
      crumbs={crumbsOf({ words, say }, patient, visit)}
      actions={
        <>
          <FilePicker onFiles={add}>{screen.add}</FilePicker>
          <FolderPicker onFiles={add} />
          <button type="button" onClick={cancel}>
            {words.frame.cancel}
          </button>
          <button type="button" className="primary" disabled={!mayTake} onClick={take}>
            <ArrowRight size={16} aria-hidden />
            {screen.take(say.count(taken.length, "file"))}
          </button>
        </>
      }
    >
      <HandedRecordings visitId={visit.id} date={say.date(visit.date)} who={patient.name || patient.code} />
      {problem && <ProblemNotice problem={problem} />}
      {rows.length === 0 ? (
        <div className="card empty">
          <h2>{screen.none}</h2>
          <p>{screen.noneHint}</p>
        </div>
      ) : (
        <IntakeRows {...{ rows, taken }} names={names.get(visit.id)} who={patient.name || patient.code} />
      )}
      <DropTarget
        onFiles={add}
        words={words.visit.dropHere(say.date(visit.date), patient.name || patient.code)}
      />
    </Page>
  );
}

type IntakeRowsProps = {
  rows: readonly IntakeRow[];
  taken: readonly IntakeRow[];
  names: Pick<JudgedIntake, "said" | "named"> | undefined;
  who: string;
};

function IntakeRows({ rows, taken, names, who }: IntakeRowsProps) {
  const { words } = useWords();
  const { columns } = words.intake;
  const preview = usePreview();
  const body = useRef<HTMLTableSectionElement>(null);
  useShortcuts({ nextLook: () => focusNext(body.current) });
  return (
    <>
      <div className="intake-heads">
        <WhoseFiles {...{ names, who }} />
        <HowMany rows={rows} />
      </div>
      {preview.problem && <ProblemNotice problem={preview.problem} />}
      <div className="card table-scroll">
        <table className="intake">
          <thead>
            <tr>
              <th aria-label={columns.take} />
              <th aria-label={columns.listen} />
              <th className="sound">{columns.sound}</th>
              <th>{columns.file}</th>
              <th className="number">{columns.length}</th>
              <th>{columns.task}</th>
              <th>{columns.channel}</th>
              <th>{columns.state}</th>
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row) => (
              <IntakeRowView
                key={row.id}
                row={row}
                isPlaying={preview.playing === row.id}
                onPlay={() => preview.toggle(row)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Together taken={taken} />
    </>
  );
}

/** Moves to the next row that wants a look, from the one that has the focus. */
function focusNext(body: HTMLTableSectionElement | null): void {
  const wanted = [...(body?.querySelectorAll<HTMLElement>("tr[data-wants-look]") ?? [])];
  const at = document.activeElement?.closest("tr");
  const after = wanted.find(
    (row) => at && at.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  (after ?? wanted[0])?.focus();
}

function WhoseFiles({ names, who }: Pick<IntakeRowsProps, "names" | "who">) {
  const { words, say } = useWords();
  const screen = words.intake;
  const said = (names?.said ?? []).slice(0, 4);
  const list = said.map(({ identifier, files }) => screen.said(identifier, say.count(files, "file")));
  return (
    <p className="card">
      <strong>{screen.question(who)}</strong>{" "}
      <span className="muted">
        {names && names.named > 0 && `${screen.named(say.count(names.named, "file"))} `}
        {list.length > 0 && `${screen.saidAll(say.list(list))} `}
        {screen.notClaimed}
      </span>
    </p>
  );
}

function HowMany({ rows }: Pick<IntakeRowsProps, "rows">) {
  const { words, say } = useWords();
  const screen = words.intake;
  const looks = rows.filter(wantsLook).length;
  const ready = rows.filter(({ judged }) => judged?.state === "ready").length;
  const reading = rows.filter(isOpen).length;
  return (
    <p className="card" aria-live="polite">
      <strong>{screen.counted(String(looks), String(ready))}</strong>{" "}
      <span className="muted">
        {reading > 0 && `${screen.reading(say.count(reading, "file"))} `}
        {looks > 0 && (
          <>
            {screen.walk} <KeyHint action="nextLook" />
          </>
        )}
      </span>
    </p>
  );
}

/** What is done with all rows that are ticked. */
function Together({ taken }: Pick<IntakeRowsProps, "taken">) {
  const { words, say } = useWords();
  const screen = words.intake;
  return (
    <div className="intake-foot">
      <select
        aria-label={screen.setTask}
        value=""
        disabled={taken.length === 0}
        onChange={({ target }) => {
          for (const { id } of taken) intake.say(id, { task: target.value as TaskId });
        }}
      >
        <option value="" disabled>
          {screen.setTask}
        </option>
        {taskIds.map((task) => (
          <option key={task} value={task}>
            {say.task(task)}
          </option>
        ))}
      </select>
      <button
        type="button"
        disabled={taken.length === 0}
        onClick={() => {
          for (const { id } of taken) intake.say(id, { isTaken: false });
        }}
      >
        {screen.leaveOut}
      </button>
      <span className="muted">{screen.kept}</span>
    </div>
  );
}
