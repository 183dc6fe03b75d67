import { type ReactNode, useState } from "react";
import type { Comparison, Difference } from "../../../shared/domain/comparison.ts";
import { familyOf, groupFindings } from "../../../shared/domain/finding-family.ts";
import { ChangeBar } from "../../charts/change-bar.tsx";
import { csv } from "../../charts/csv.ts";
import { ExportMenu } from "../../components/export-menu.tsx";
import { ChangeTag, Mark } from "../../components/finding-marks.tsx";
import { isFinding } from "../../measure-families.ts";
import { useWords } from "../../words.ts";

/** Every measure of the task at both, b minus a, with the judgement of the core and the error that judged. */
export function DifferenceTable({ comparison }: { comparison: Comparison }) {
  const { task, a, b, ofTakes } = comparison;
  const { words, say } = useWords();
  const screen = words.compare;
  const [all, setAll] = useState(false);
  const findings = comparison.differences.filter(({ measure }) => isFinding({ id: measure }));
  const isAll = all || task === null;
  const groups = familiesOf(isAll ? findings : findings.filter((one) => one.task === task));
  if (findings.length === 0) return null;
  return (
    <section className="card" aria-label={screen.differences}>
      <header>
        <h2>{screen.differences}</h2>
        <span className="muted small">
          {screen.hint}; {ofTakes ? screen.ofTakes : screen.ofVisits}
        </span>
        <div className="actions">
          {task !== null && a.visit.id !== b.visit.id && (
            <button type="button" className="quiet small" aria-pressed={all} onClick={() => setAll(!all)}>
              {all ? screen.thisTask : screen.allTasks}
            </button>
          )}
          <ExportMenu
            what={screen.differences}
            fileName={screen.fileName}
            csv={() => differencesCsv(findings, comparison)}
          />
        </div>
      </header>
      <div className="table-scroll">
        <table className="differences">
          <thead>
            <tr>
              <th>{screen.measure}</th>
              <th className="number">{screen.value("A", say.date(a.visit.date))}</th>
              <th className="number">{screen.value("B", say.date(b.visit.date))}</th>
              <th className="number">{screen.difference}</th>
              <th className="sides">
                <span>{words.profile.worse}</span> | <span>{words.profile.better}</span>
              </th>
              <th>{screen.judged}</th>
              <th>{screen.error}</th>
            </tr>
          </thead>
          {groups.map(([first, ...rest]) => (
            <FamilyRows key={keyOf(first!)} first={first!} rest={rest} withTask={isAll} />
          ))}
        </table>
      </div>
    </section>
  );
}

const keyOf = ({ measure, task }: Difference) => `${measure} ${task}`;

/** By family, what stands for it first; what belongs to none (a score, a model's answer) stands alone, before them. */
function familiesOf(differences: readonly Difference[]): Difference[][] {
  const families = groupFindings(differences.map((one) => ({ ...one, value: one.b ?? one.a })));
  return [
    ...differences.filter((one) => familyOf(one) === null).map((one) => [one]),
    ...families.map(({ first, rest }) => [first, ...rest]),
  ];
}

type FamilyRowsProps = { first: Difference; rest: Difference[]; withTask: boolean };

function FamilyRows({ first, rest, withTask }: FamilyRowsProps) {
  const screen = useWords().words.visit.findings;
  const [open, setOpen] = useState(false);
  return (
    <tbody>
      <DifferenceRow difference={first} withTask={withTask}>
        {rest.length > 0 && (
          <button
            type="button"
            className="more"
            aria-expanded={open}
            title={screen.more(rest.length)}
            onClick={() => setOpen(!open)}
          >
            {open ? "−" : "+"}
            {rest.length}
          </button>
        )}
      </DifferenceRow>
      {open && rest.map((one) => <DifferenceRow key={keyOf(one)} difference={one} withTask={withTask} />)}
    </tbody>
  );
}

type DifferenceRowProps = { difference: Difference; withTask: boolean; children?: ReactNode };

function DifferenceRow({ difference, withTask, children }: DifferenceRowProps) {
  const { words, say } = useWords();
  const { measure, task, unit, a, b, change } = difference;
  const value = (one: number | null) => (one === null ? "–" : say.measureValue(measure, one, unit));
  const error = change?.error;
  return (
    <tr>
      <th scope="row" title={say.measureTooltip(measure)}>
        {withTask ? say.findingName({ measure, task }) : say.measureName(measure)} {children}
      </th>
      <td className="number">{value(a)}</td>
      <td className="number">{value(b)}</td>
      <td className="number">{a !== null && b !== null && say.measureDifference(measure, b - a, unit)}</td>
      <td>{change && <ChangeBar change={change} words={say.times(change)} />}</td>
      <td>
        <Verdict difference={difference} />
      </td>
      <td className="small muted" title={error?.source}>
        {error &&
          words.compare.errorOf(
            words.compare.errorKind[error.kind],
            say.measureValue(measure, error.limit, unit),
          )}
      </td>
    </tr>
  );
}

function Verdict({ difference: { change, notJudged } }: { difference: Difference }) {
  const { compare } = useWords().words;
  if (notJudged === "same-visit")
    return (
      <span className="judged none">
        <Mark kind="none" /> {compare.sameVisit}
      </span>
    );
  return <ChangeTag change={change} notJudged={notJudged} />;
}

function differencesCsv(differences: readonly Difference[], { a, b }: Comparison): string {
  return csv(
    [
      "measure",
      "task",
      "unit",
      `a_${a.visit.date}`,
      `b_${b.visit.date}`,
      "change",
      "in_error",
      "label",
      "not_judged",
    ],
    differences.map(({ measure, task, unit, change, notJudged, ...values }) => [
      ...[measure, task, unit, values.a, values.b],
      ...[change?.value, change?.inError, change?.label, notJudged],
    ]),
  );
}
