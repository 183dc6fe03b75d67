import { FileLock2, ListChecks, Search, UserPlus } from "lucide-react";
import { useRef, useState } from "react";
import { useLocation } from "wouter";
import { contract } from "../../../shared/contract/contract.ts";
import { PatientFilter } from "../../../shared/contract/patients.ts";
import { Drawer } from "../../components/drawer.tsx";
import { Loading } from "../../components/loading.tsx";
import { Page } from "../../components/page.tsx";
import { Permitted } from "../../components/permitted.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { draftOf, forgetDraft } from "../../drafts.ts";
import { type PatientsAsked, useFirstPatients } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { DemoPatient } from "./demo-patient.tsx";
import { ImportPatient } from "./import-patient.tsx";
import { PatientForm, patientDraft } from "./patient-form.tsx";
import { PatientTable } from "./patient-table.tsx";
import { usePatientsView } from "./patients-view.ts";
import "./patients.css";

/** The patients: search, order, filter, and the way to one of them. */
export function PatientsScreen() {
  const { words, say } = useWords();
  const { view, ask, keepScroll } = usePatientsView();
  const { scrollTop, ...asked } = view;
  const first = useFirstPatients(asked);
  const firstRow = useRef<() => void>(null);
  return (
    <Page title={words.frame.patients} actions={<PatientActions />}>
      <div className="patients-bar">
        <SearchBox
          query={asked.query}
          onQuery={(query) => ask({ query })}
          onDown={() => firstRow.current?.()}
        />
        <Filter show={asked.show} onShow={(show) => ask({ show })} />
        <span className="muted" role="status" aria-busy={first.isPlaceholderData}>
          {first.data && say.count(first.data.total, "patient")}
        </span>
      </div>
      <Loading query={first} doing={words.patients.reading}>
        {(page) =>
          page.total > 0 ? (
            <PatientTable
              asked={asked}
              first={page}
              scrollTop={scrollTop}
              onScroll={keepScroll}
              onSort={ask}
              firstRow={firstRow}
            />
          ) : (
            <Nothing asked={asked} />
          )
        }
      </Loading>
      <Permitted to={contract.patients.addDemo}>
        <DemoPatient isOffered={first.data?.total === 0 && isWholeList(asked)} />
      </Permitted>
    </Page>
  );
}

function PatientActions() {
  const { patients: words, worklist } = useWords().words;
  const [adding, setAdding] = useState(() => draftOf(patientDraft()) !== null);
  const [taking, setTaking] = useState(false);
  const [, go] = useLocation();
  const close = () => {
    forgetDraft(patientDraft());
    setAdding(false);
  };
  return (
    <>
      <button type="button" onClick={() => go("/worklist")}>
        <ListChecks size={16} aria-hidden />
        {worklist.title}
      </button>
      <Permitted to={contract.patients.importFile}>
        <button type="button" onClick={() => setTaking(true)}>
          <FileLock2 size={16} aria-hidden />
          {words.sealed.open}
        </button>
      </Permitted>
      <button type="button" className="primary" onClick={() => setAdding(true)}>
        <UserPlus size={16} aria-hidden />
        {words.newPatient}
      </button>
      {adding && (
        <Drawer title={words.newPatient} onClose={close}>
          <PatientForm onSaved={({ id }) => go(`/patients/${id}`)} onCancel={close} />
        </Drawer>
      )}
      {taking && (
        <Drawer title={words.sealed.title} onClose={() => setTaking(false)}>
          <ImportPatient onTaken={(id) => go(`/patients/${id}`)} onCancel={() => setTaking(false)} />
        </Drawer>
      )}
    </>
  );
}

type SearchBoxProps = { query: string; onQuery: (query: string) => void; onDown: () => void };

function SearchBox({ query, onQuery, onDown }: SearchBoxProps) {
  const { search } = useWords().words.patients;
  const box = useRef<HTMLInputElement>(null);
  useShortcuts({ search: () => box.current?.focus() });
  return (
    <label className="search">
      <Search size={16} aria-hidden />
      <span className="visually-hidden">{search}</span>
      <input
        ref={box}
        type="search"
        placeholder={search}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          onDown();
        }}
      />
    </label>
  );
}

function Filter({ show, onShow }: { show: PatientFilter; onShow: (show: PatientFilter) => void }) {
  const { filter } = useWords().words.patients;
  const choices = PatientFilter.options.map((id) => ({ id, name: filter.choices[id] }));
  return <Segmented label={filter.label} choices={choices} value={show} onChange={onShow} />;
}

/** Whether all patients that are not archived are asked for. */
const isWholeList = ({ query, show }: PatientsAsked): boolean => query === "" && show === "current";

function Nothing({ asked }: { asked: PatientsAsked }) {
  const { patients } = useWords().words;
  const { query, show } = asked;
  const isFirst = isWholeList(asked);
  return (
    <div className="card empty">
      {isFirst && <h2>{patients.none}</h2>}
      <p>
        {isFirst ? patients.firstSteps : query ? patients.nothingFound(query) : patients.filter.none[show]}
      </p>
    </div>
  );
}
