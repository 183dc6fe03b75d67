import { useInfiniteQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { AuditRow, type ListedAuditRow } from "../../../shared/contract/history.ts";
import { Field } from "../../components/field.tsx";
import { Loading } from "../../components/loading.tsx";
import { TableScroll } from "../../components/table-scroll.tsx";
import { useKept } from "../../components/use-kept.ts";
import { core } from "../../core-client.ts";
import { momentWords } from "../../moment.ts";
import { useWords } from "../../words.ts";
import { type AuditFields, auditFilter } from "./audit-filter.ts";

/** The rows that are wanted, newest first. */
export function AuditRows() {
  const [asked, ask] = useKept<AuditFields>("filter", {});
  const filter = auditFilter(asked);
  const { audit } = useWords().words;
  const pages = useInfiniteQuery({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam, signal }) => core.audit.page({ ...filter, before: pageParam }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ rows, more }) => (more ? rows.at(-1)?.number : undefined),
    staleTime: 0,
    // the filter keeps its names while other rows are read
    placeholderData: (previous) => previous,
  });
  return (
    <>
      <Filters actors={pages.data?.pages[0]?.actors ?? []} asked={asked} onAsk={ask} />
      <Loading query={pages} doing={audit.reading}>
        {(read) => <RowTable rows={read.pages.flatMap(({ rows }) => rows)} />}
      </Loading>
      {pages.hasNextPage && (
        <button type="button" disabled={pages.isFetching} onClick={() => pages.fetchNextPage()}>
          {audit.older}
        </button>
      )}
    </>
  );
}

type FiltersProps = { actors: string[]; asked: AuditFields; onAsk: (fields: AuditFields) => void };

function Filters({ actors, asked, onAsk }: FiltersProps) {
  const { audit } = useWords().words;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onAsk(Object.fromEntries(new FormData(event.currentTarget)) as AuditFields);
  };
  return (
    <form className="audit-filters" aria-label={audit.filters} onSubmit={submit}>
      <Field label={audit.who}>
        <select name="actor" key={actors.join()} defaultValue={asked.actor}>
          <option value="">{audit.everybody}</option>
          {actors.map((actor) => (
            <option key={actor}>{actor}</option>
          ))}
        </select>
      </Field>
      <Field label={audit.action}>
        <select name="action" defaultValue={asked.action}>
          <option value="">{audit.every}</option>
          {AuditRow.shape.action.options.map((action) => (
            <option key={action} value={action}>
              {audit.actions[action]}
            </option>
          ))}
        </select>
      </Field>
      <Field label={audit.patient}>
        <input name="patient" defaultValue={asked.patient} autoComplete="off" spellCheck={false} />
      </Field>
      <Field label={audit.text}>
        <input name="text" defaultValue={asked.text} maxLength={200} autoComplete="off" spellCheck={false} />
      </Field>
      <Field label={audit.from}>
        <input name="from" type="date" defaultValue={asked.from} />
      </Field>
      <Field label={audit.until}>
        <input name="until" type="date" defaultValue={asked.until} />
      </Field>
      <button type="submit">{audit.show}</button>
    </form>
  );
}

function RowTable({ rows }: { rows: ListedAuditRow[] }) {
  const speaker = useWords();
  const { audit } = speaker.words;
  const { columns } = audit;
  if (rows.length === 0)
    return (
      <div className="card empty">
        <p>{audit.none}</p>
      </div>
    );
  return (
    <TableScroll isCard>
      <table className="audit-rows">
        <thead>
          <tr>
            <th className="number">{columns.number}</th>
            <th>{columns.at}</th>
            <th>{columns.actor}</th>
            <th>{columns.action}</th>
            <th>{audit.patient}</th>
            <th>{columns.subject}</th>
            <th>{columns.detail}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number}>
              <td className="number">{row.number}</td>
              <td>{momentWords(row.at, speaker)}</td>
              <td>{row.actor}</td>
              <td>{audit.actions[row.action]}</td>
              <td title={row.patientId ?? undefined}>
                {row.patientId && (row.patientCode ?? <span className="muted">{audit.erased}</span>)}
              </td>
              <td lang="en">{row.subject}</td>
              <td lang="en">{row.detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
