import { useState } from "react";
import { Link } from "wouter";
import type { Course } from "../../../shared/domain/course.ts";
import type { Change, Finding } from "../../../shared/domain/finding.ts";
import { type FindingGroup, groupFindings } from "../../../shared/domain/finding-family.ts";
import { TaskId } from "../../../shared/domain/task.ts";
import { ChangeBar } from "../../charts/change-bar.tsx";
import { csv } from "../../charts/csv.ts";
import { Sparkline } from "../../charts/sparkline.tsx";
import { ExportMenu } from "../../components/export-menu.tsx";
import { ChangeTag, NormTag } from "../../components/finding-marks.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { useWords } from "../../words.ts";
import { comparePath } from "../compare/compare-path.ts";
import { FindingDrawer } from "./finding-drawer.tsx";

export type Since = "baseline" | "last";
const references = ["baseline", "last"] as const;

/** The change that is asked for. */
export const changeOf = ({ change, sinceLast }: Finding, since: Since): Change | null =>
  since === "baseline" ? change : sinceLast;

type FindingsCardProps = { findings: readonly Finding[]; courses: readonly Course[]; visitId: string };

/** Findings by family: one stands for each, the rest opens beneath it. */
export function FindingsCard({ findings, courses, visitId }: FindingsCardProps) {
  const { words } = useWords();
  const screen = words.visit.findings;
  const [since, setSince] = useState<Since>("baseline");
  const [opened, setOpened] = useState<Finding | null>(null);
  const groups = groupFindings(findings);
  if (groups.length === 0) return null;
  const courseOf = ({ measure, task }: Finding) =>
    courses.find((one) => one.id === measure && one.task === task);
  return (
    <section className="card" aria-label={screen.title}>
      <header>
        <h2>{screen.title}</h2>
        <span className="muted small">{screen.hint}</span>
        <div className="actions">
          <Segmented
            label={words.trend.comparedWith}
            choices={references.map((id) => ({ id, name: words.trend.references[id] }))}
            value={since}
            onChange={setSince}
          />
          <ExportMenu what={screen.title} fileName={screen.fileName} csv={() => findingsCsv(findings)} />
        </div>
      </header>
      <div className="table-scroll">
        <table className="findings">
          <thead>
            <tr>
              <th>{screen.subsystem}</th>
              <th>{screen.measure}</th>
              <th className="number">{screen.value}</th>
              <th>{screen.norm}</th>
              <th>{screen.limit}</th>
              <th className="number">{screen.change}</th>
              <th className="sides">
                <span>{words.profile.worse}</span>
                <span>{words.profile.better}</span>
              </th>
              <th title={screen.judgedHint}>{screen.judged}</th>
              <th>{screen.course}</th>
            </tr>
          </thead>
          {groups.map((group, at) => (
            <GroupRows
              key={group.family}
              {...{ group, since, visitId, courseOf }}
              isFirst={groups[at - 1]?.subsystem !== group.subsystem}
              onOpen={setOpened}
            />
          ))}
        </table>
      </div>
      {opened && <FindingDrawer finding={opened} course={courseOf(opened)} onClose={() => setOpened(null)} />}
    </section>
  );
}

type RowContext = {
  since: Since;
  visitId: string;
  courseOf: (finding: Finding) => Course | undefined;
  onOpen: (finding: Finding) => void;
};

function GroupRows({ group, isFirst, ...context }: RowContext & { group: FindingGroup; isFirst: boolean }) {
  const { profile } = useWords().words;
  const [open, setOpen] = useState(false);
  const shown = open ? [group.first, ...group.rest] : [group.first];
  return (
    <tbody className={isFirst ? "subsystem" : ""}>
      {shown.map((finding, at) => (
        <tr
          key={`${finding.measure} ${finding.task}`}
          className={at > 0 ? "member" : ""}
          data-task={TaskId.safeParse(finding.task).data}
        >
          <th scope="row">{isFirst && at === 0 ? profile.subsystem[group.subsystem] : ""}</th>
          <FindingCells {...context} finding={finding}>
            {at === 0 && group.rest.length > 0 && (
              <MoreButton group={group} open={open} onOpen={() => setOpen(!open)} />
            )}
          </FindingCells>
        </tr>
      ))}
    </tbody>
  );
}

type MoreButtonProps = { group: FindingGroup; open: boolean; onOpen: () => void };

/** "+4"; that some of them lie outside their norm is said on it. */
function MoreButton({ group: { rest }, open, onOpen }: MoreButtonProps) {
  const screen = useWords().words.visit.findings;
  const outside = rest.filter(({ norm }) => norm?.verdict === "outside").length;
  return (
    <button
      type="button"
      className="more"
      aria-expanded={open}
      title={outside > 0 ? screen.moreOutside(rest.length, outside) : screen.more(rest.length)}
      onClick={onOpen}
    >
      {open ? "−" : "+"}
      {rest.length}
      {outside > 0 && <span className="judged outside"> ▲</span>}
    </button>
  );
}

type FindingCellsProps = RowContext & { finding: Finding; children: React.ReactNode };

function FindingCells({ finding, since, visitId, courseOf, onOpen, children }: FindingCellsProps) {
  const { words, say } = useWords();
  const { measure, task, value, unit, norm, used, leftOut } = finding;
  const { plain, term } = say.measure(measure);
  const change = changeOf(finding, since);
  const course = courseOf(finding);
  const parts = value === null ? null : say.measureParts(measure, value, unit);
  const remarks = say.remarks(finding);
  return (
    <>
      <td className="measure">
        <button
          type="button"
          className="as-link"
          title={say.measureTooltip(measure)}
          onClick={() => onOpen(finding)}
        >
          {plain}
        </button>{" "}
        <span className="muted small" title={term}>
          {task === "visit" ? term : say.taskShort(task)}
        </span>{" "}
        {children}
        {remarks.length > 0 && <div className="small remark">{remarks.join("; ")}</div>}
      </td>
      <td
        className="number"
        title={leftOut.length > 0 ? say.leftOut(finding) : words.visit.findings.takes(used.length)}
      >
        {parts ? <b>{parts.value}</b> : "–"} <span className="unit">{parts?.unit}</span>
      </td>
      <td>
        <NormTag norm={norm} />
      </td>
      <td className="limit muted small" title={norm ? say.normSource(norm) : undefined}>
        {norm && words.profile.limit[norm.side](say.measureParts(measure, norm.limit, unit).value)}
        {norm?.speakers != null && words.visit.findings.speakers(norm.speakers)}
      </td>
      <td className="number">{change && say.measureDifference(measure, change.value, "")}</td>
      <td>{change && <ChangeBar change={change} words={say.times(change)} />}</td>
      <td className="judgement">
        <ChangeTag change={change} notJudged={finding.notJudged} />
      </td>
      <td>
        {course && (
          <Link
            href={comparePath({ a: "prior", b: visitId, task: TaskId.safeParse(task).data })}
            title={words.compare.withPriorHint}
            aria-label={words.compare.priorOf(say.findingName(finding))}
          >
            <Sparkline points={course.points} visitId={visitId} />
          </Link>
        )}
      </td>
    </>
  );
}

function findingsCsv(findings: readonly Finding[]): string {
  return csv(
    [
      ...["measure", "task", "value", "unit", "missing", "doubts", "takes_used", "takes_left_out"],
      ...["norm", "norm_limit", "norm_source", "change", "since", "in_error", "error", "label", "not_judged"],
    ],
    findings.map(
      ({ measure, task, value, unit, missing, doubts, used, leftOut, norm, change, notJudged }) => [
        ...[measure, task, value, unit, missing.join(" "), doubts.join(" "), used.length, leftOut.length],
        ...[norm?.verdict, norm?.limit, norm?.source, change?.value, change?.sinceDate, change?.inError],
        ...[change?.error?.kind, change?.label, notJudged],
      ],
    ),
  );
}
