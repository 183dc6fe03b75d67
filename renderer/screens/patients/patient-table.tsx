import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import type { PatientPage, PatientRow, PatientSort } from "../../../shared/contract/patients.ts";
import { ageAt } from "../../../shared/domain/calendar.ts";
import { type PatientsAsked, patientsAtOnce, usePatientPages } from "../../queries.ts";
import type { Speaker } from "../../speaker.ts";
import { today } from "../../today.ts";
import { useWords } from "../../words.ts";

/** Height of a row, CSS pixels; as in patients.css. */
const rowHeight = 34;

type PatientTableProps = {
  asked: PatientsAsked;
  first: PatientPage;
  /** Where the list stood when it was left, CSS pixels. */
  scrollTop: number;
  onScroll: (scrollTop: number) => void;
  onSort: (order: Pick<PatientsAsked, "sort" | "descending">) => void;
  /** Is given what moves the focus into the list. */
  firstRow: RefObject<(() => void) | null>;
};

/** The patients as rows, of which only those in view are drawn and asked for. */
export function PatientTable({ asked, first, scrollTop, onScroll, onSort, firstRow }: PatientTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: first.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    initialOffset: scrollTop,
    overscan: 10,
  });
  const shown = rows.getVirtualItems();
  const pages = [...new Set(shown.map(({ index }) => Math.floor(index / patientsAtOnce)))];
  const further = usePatientPages(
    asked,
    pages.filter((page) => page > 0),
  );
  const rowAt = (index: number): PatientRow | undefined => {
    const page = Math.floor(index / patientsAtOnce);
    return (page === 0 ? first.rows : further.get(page))?.[index % patientsAtOnce];
  };
  const order = JSON.stringify(asked);
  const begin = useRef(scrollTop);
  begin.current = scrollTop;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for anew begins where its list stood
  useLayoutEffect(() => {
    // a browser may give a promise back, which is no clean-up
    scroller.current?.scrollTo({ top: begin.current });
  }, [order]);
  const { tabStop, move } = useRowFocus(scroller, first.total, (index) => rows.scrollToIndex(index));
  firstRow.current = () => move(0);
  const inView = shown.some(({ index }) => index === tabStop) ? tabStop : shown[0]?.index;
  return (
    <div
      className="card patient-list"
      ref={scroller}
      onScroll={({ currentTarget }) => onScroll(currentTarget.scrollTop)}
    >
      <table aria-rowcount={first.total + 1} onKeyDown={rowKeys(tabStop, first.total, move)}>
        <Head asked={asked} onSort={onSort} />
        <tbody>
          <Gap height={shown[0]?.start ?? 0} />
          {shown.map(({ index }) => (
            <Row key={index} index={index} row={rowAt(index)} isTabStop={index === inView} />
          ))}
          <Gap height={rows.getTotalSize() - (shown.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not drawn. */
function Gap({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null;
}

/** The row that takes the focus from outside, and what moves it, once the row is drawn and its patient has come. */
function useRowFocus(
  scroller: RefObject<HTMLDivElement | null>,
  total: number,
  scrollTo: (index: number) => void,
) {
  const [tabStop, setTabStop] = useState(0);
  const isWanted = useRef(false);
  const focusRow = (index: number) => {
    const link = scroller.current?.querySelector<HTMLElement>(`tr[data-index="${index}"] a`);
    if (!link) return;
    isWanted.current = false;
    link.focus({ preventScroll: true });
  };
  useEffect(() => {
    if (isWanted.current) focusRow(tabStop);
  });
  const move = (index: number) => {
    const target = Math.min(Math.max(index, 0), total - 1);
    isWanted.current = true;
    setTabStop(target);
    scrollTo(target);
    focusRow(target); // where it stands already, nothing is drawn anew
  };
  return { tabStop, move };
}

/** Rows that a page key moves by. */
const pageOfRows = 15;

function rowKeys(tabStop: number, total: number, move: (index: number) => void) {
  return (event: KeyboardEvent) => {
    const row = event.target instanceof HTMLElement ? event.target.closest("tr")?.dataset.index : undefined;
    if (row === undefined) return;
    const from = Number(row ?? tabStop);
    const to: Record<string, number> = {
      ArrowDown: from + 1,
      ArrowUp: from - 1,
      PageDown: from + pageOfRows,
      PageUp: from - pageOfRows,
      Home: 0,
      End: total - 1,
    };
    const target = to[event.key];
    if (target === undefined) return;
    event.preventDefault();
    move(target);
  };
}

type Column = { sort?: PatientSort; name: "id" | "name" | "age" | "sex" | "onset" | "visits" | "lastVisit" };

const columns: readonly Column[] = [
  { name: "id", sort: "code" },
  { name: "name", sort: "name" },
  { name: "age", sort: "birthDate" },
  { name: "sex" },
  { name: "onset" },
  { name: "visits", sort: "visits" },
  { name: "lastVisit", sort: "lastVisit" },
];
const numbers: readonly string[] = ["age", "visits"];
/** What is looked for first: the newest and the most; else the beginning of the alphabet. */
const beginsDescending: readonly PatientSort[] = ["lastVisit", "visits"];

function Head({ asked, onSort }: Pick<PatientTableProps, "asked" | "onSort">) {
  const { patients: words } = useWords().words;
  const Arrow = asked.descending ? ArrowDown : ArrowUp;
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ name, sort }) => {
          const isSorted = sort === asked.sort;
          return (
            <th
              key={name}
              className={`${name} ${numbers.includes(name) ? "number" : ""}`}
              aria-sort={isSorted ? (asked.descending ? "descending" : "ascending") : undefined}
            >
              {sort ? (
                <button
                  type="button"
                  className="quiet sort"
                  onClick={() =>
                    onSort({
                      sort,
                      descending: isSorted ? !asked.descending : beginsDescending.includes(sort),
                    })
                  }
                >
                  {words[name]}
                  {isSorted && <Arrow size={12} aria-hidden />}
                </button>
              ) : (
                words[name]
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

type RowProps = { index: number; row: PatientRow | undefined; isTabStop: boolean };

function Row({ index, row, isTabStop }: RowProps) {
  const speaker = useWords();
  const { general, patients: words } = speaker.words;
  const [, go] = useLocation();
  if (!row)
    return (
      <tr aria-rowindex={index + 2}>
        <td colSpan={columns.length} className="muted">
          …
        </td>
      </tr>
    );
  const href = `/patients/${row.id}`;
  return (
    <tr aria-rowindex={index + 2} data-index={index} className="row-link" onClick={() => go(href)}>
      <td title={row.code}>
        <Link href={href} tabIndex={isTabStop ? 0 : -1} onClick={(event) => event.stopPropagation()}>
          {row.code}
        </Link>
      </td>
      <td title={row.name}>{row.name || <span className="muted">{words.noName}</span>}</td>
      <td className="number">{row.birthDate ? ageAt(row.birthDate, today()) : "–"}</td>
      <td>{row.sex ? general.sex[row.sex] : "–"}</td>
      <td>{onsetWords(row, speaker)}</td>
      <td className="number">{row.visits}</td>
      <td>{row.lastVisit ? speaker.say.date(row.lastVisit) : "–"}</td>
    </tr>
  );
}

function onsetWords({ onsetDate, onsetRegion }: PatientRow, { words, say }: Speaker): string {
  const region = onsetRegion === "unknown" ? null : words.general.onsetRegion[onsetRegion];
  return [onsetDate && say.date(onsetDate), region].filter(Boolean).join(", ") || "–";
}
