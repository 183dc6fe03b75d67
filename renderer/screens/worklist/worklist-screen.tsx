import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { contract } from "../../../shared/contract/contract.ts";
import type { ChangedVisit, DuePatient, OpenVisit, Worklist } from "../../../shared/domain/worklist.ts";
import { HandOffTag, handOffWhy } from "../../components/hand-off-tag.tsx";
import { Loading } from "../../components/loading.tsx";
import { Page } from "../../components/page.tsx";
import { Permitted } from "../../components/permitted.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { useMay } from "../../may.ts";
import { toProblem } from "../../problem.ts";
import { useChangedVisits, useWorklist, worklistChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";
import "./worklist.css";

/** What waits for whom; each line leads to where its work is done. */
export function WorklistScreen() {
  const { frame, worklist: words } = useWords().words;
  const found = useWorklist();
  return (
    <Page title={words.title} crumbs={[{ name: frame.patients, href: "/" }]}>
      <div className="worklist">
        <Permitted to={contract.worklist.changed}>
          <Changed />
        </Permitted>
        <Loading query={found} doing={words.reading}>
          {(worklist) => <Known worklist={worklist} />}
        </Loading>
      </div>
    </Page>
  );
}

type GroupName = "changed" | "due" | "toReview" | "toSign" | "incomplete";

type GroupProps = {
  name: GroupName;
  /** How many there are in all; null until that is known. */
  total: number | null;
  shown: number;
  head?: ReactNode;
  children: ReactNode;
};

function Group({ name, total, shown, head, children }: GroupProps) {
  const { words, say } = useWords();
  const said = words.worklist;
  return (
    <section className="card" aria-label={said.groups[name]}>
      <header>
        <h2>{said.groups[name]}</h2>
        <span className="muted">{total !== null && say.number(total, 0)}</span>
        {head}
      </header>
      <p className="content muted small">{said.about[name]}</p>
      {total === 0 ? <p className="content">{said.none[name]}</p> : <ul>{children}</ul>}
      {total !== null && total > shown && (
        <p className="content muted small">{said.shownOf(say.number(shown, 0), say.number(total, 0))}</p>
      )}
    </section>
  );
}

type EntryProps = { of: { code: string; name: string }; href: string; children: ReactNode };

function Entry({ of: { code, name }, href, children }: EntryProps) {
  return (
    <li>
      <Link href={href} title={name || code}>
        {name || code}
      </Link>
      <span className="muted small code">{name && code}</span>
      <span className="small">{children}</span>
    </li>
  );
}

/** What the history knows at once. Who may not judge or sign is not shown what waits for that. */
function Known({ worklist: { intervalMonths, due, toReview, toSign, incomplete } }: { worklist: Worklist }) {
  return (
    <>
      <Due months={intervalMonths} due={due} />
      <Permitted to={contract.visits.findings}>
        <Waiting name="toReview" group={toReview} place={({ visitId }) => `/visits/${visitId}`} />
      </Permitted>
      <Permitted to={contract.reports.sign}>
        <Waiting name="toSign" group={toSign} place={({ visitId }) => `/visits/${visitId}/report`} />
      </Permitted>
      <Waiting name="incomplete" group={incomplete} place={placeToComplete} />
    </>
  );
}

/** What is recorded is analysed on the visit's page; what is missing is recorded. */
const placeToComplete = ({ visitId, notAnalysed }: OpenVisit["handOff"]): string =>
  notAnalysed > 0 ? `/visits/${visitId}` : `/visits/${visitId}/record`;

type WaitingProps = {
  name: GroupName;
  group: Worklist["toReview"];
  place: (handOff: OpenVisit["handOff"]) => string;
};

function Waiting({ name, group: { total, entries }, place }: WaitingProps) {
  const speaker = useWords();
  return (
    <Group name={name} total={total} shown={entries.length}>
      {entries.map((entry) => (
        <Entry key={entry.handOff.visitId} of={entry} href={place(entry.handOff)}>
          {speaker.say.date(entry.date)} {name === "toSign" && <HandOffTag handOff={entry.handOff} />}{" "}
          <span className="muted">{handOffWhy(entry.handOff, speaker)}</span>
        </Entry>
      ))}
    </Group>
  );
}

function Due({ months, due: { total, entries } }: { months: number | null; due: Worklist["due"] }) {
  const { words } = useWords();
  const isSet = months !== null;
  return (
    <Group name="due" total={isSet ? total : null} shown={entries.length} head={<Interval months={months} />}>
      {isSet ? (
        entries.map((patient) => <DueEntry key={patient.patientId} patient={patient} />)
      ) : (
        <li className="whole">{words.worklist.askInterval}</li>
      )}
    </Group>
  );
}

function DueEntry({ patient }: { patient: DuePatient }) {
  const { words, say } = useWords();
  return (
    <Entry of={patient} href={`/patients/${patient.patientId}`}>
      {words.worklist.dueSince(say.date(patient.due), say.date(patient.lastVisit))}
    </Entry>
  );
}

const offeredMonths = [1, 2, 3, 4, 6, 12] as const;

/** When a visit is due at this site. */
function Interval({ months }: { months: number | null }) {
  const { words, say } = useWords();
  const said = words.worklist;
  const may = useMay();
  const save = useMutation({
    mutationFn: (chosen: number | null) => core.worklist.setInterval({ months: chosen }),
    onSuccess: worklistChanged,
  });
  const offered = [...new Set([...offeredMonths, ...(months ? [months] : [])])].sort((a, b) => a - b);
  return (
    <span className="interval">
      <label className="small">
        {said.interval}{" "}
        <select
          value={months ?? ""}
          disabled={!may(contract.worklist.setInterval)}
          onChange={({ target }) => save.mutate(target.value ? Number(target.value) : null)}
        >
          <option value="">{said.noInterval}</option>
          {offered.map((count) => (
            <option key={count} value={count}>
              {count === 1 ? said.month : said.months(say.number(count, 0))}
            </option>
          ))}
        </select>
      </label>
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
    </span>
  );
}

/** So many are judged unasked: some seconds' work. */
const judgedUnasked = 50;
const all = 100_000;

function Changed() {
  const { words, say } = useWords();
  const said = words.worklist;
  const [most, setMost] = useState(judgedUnasked);
  const { data, error, fraction } = useChangedVisits(most);
  const isInPart = data !== undefined && data.judged < data.waiting;
  return (
    <Group
      name="changed"
      total={data ? data.changed.length : null}
      shown={data?.changed.length ?? 0}
      head={
        <span className="judging small" role="status">
          {!data && !error && said.judging(say.percent(fraction))}
          {!data && most === all && (
            <button type="button" onClick={() => setMost(judgedUnasked)}>
              {words.frame.cancel}
            </button>
          )}
          {isInPart && (
            <>
              {said.judgedOf(say.number(data.judged, 0), say.number(data.waiting, 0))}
              <button type="button" onClick={() => setMost(all)}>
                {said.judgeAll}
              </button>
            </>
          )}
        </span>
      }
    >
      {error && (
        <li className="whole">
          <ProblemNotice problem={toProblem(error)} />
        </li>
      )}
      {data?.changed.map((visit) => (
        <ChangedEntry key={visit.visitId} visit={visit} />
      ))}
    </Group>
  );
}

function ChangedEntry({ visit }: { visit: ChangedVisit }) {
  const { say } = useWords();
  return (
    <Entry of={visit} href={`/visits/${visit.visitId}`}>
      {say.progression(visit.progression)}
    </Entry>
  );
}
