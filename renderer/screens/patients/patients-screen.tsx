import { FileLock2, Search, UserPlus } from "lucide-react";
import { useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { contract } from "../../../shared/contract/contract.ts";
import type { PatientRow } from "../../../shared/contract/patients.ts";
import { ageAt } from "../../../shared/domain/calendar.ts";
import { Drawer } from "../../components/drawer.tsx";
import { Loading } from "../../components/loading.tsx";
import { Page } from "../../components/page.tsx";
import { Permitted } from "../../components/permitted.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { draftOf, forgetDraft } from "../../drafts.ts";
import { usePatients } from "../../queries.ts";
import type { Speaker } from "../../speaker.ts";
import { today } from "../../today.ts";
import { useWords } from "../../words.ts";
import { ImportPatient } from "./import-patient.tsx";
import { PatientForm, patientDraft } from "./patient-form.tsx";

/** All patients, with search. */
export function PatientsScreen() {
  const { frame, patients: words } = useWords().words;
  const [query, setQuery] = useState("");
  const [adding, setAdding] = useState(() => draftOf(patientDraft()) !== null);
  const [taking, setTaking] = useState(false);
  const close = () => {
    forgetDraft(patientDraft());
    setAdding(false);
  };
  const [, go] = useLocation();
  const patients = usePatients(query);
  return (
    <Page
      title={frame.patients}
      actions={
        <>
          <SearchBox query={query} onQuery={setQuery} />
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
        </>
      }
    >
      <Loading query={patients} doing={words.reading}>
        {(rows) =>
          rows.length > 0 ? (
            <PatientTable rows={rows} />
          ) : query ? (
            <NothingFound query={query} />
          ) : (
            <FirstSteps />
          )
        }
      </Loading>
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
    </Page>
  );
}

function SearchBox({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const { search } = useWords().words.patients;
  const box = useRef<HTMLInputElement>(null);
  useKeys({
    "/": (event) => {
      event.preventDefault();
      box.current?.focus();
    },
  });
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
      />
    </label>
  );
}

function PatientTable({ rows }: { rows: PatientRow[] }) {
  const speaker = useWords();
  const { general, patients: words } = speaker.words;
  const [, go] = useLocation();
  return (
    <div className="card table-scroll">
      <table>
        <thead>
          <tr>
            <th>{words.id}</th>
            <th>{words.name}</th>
            <th className="number">{words.age}</th>
            <th>{words.sex}</th>
            <th>{words.onset}</th>
            <th className="number">{words.visits}</th>
            <th>{words.lastVisit}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="row-link" onClick={() => go(`/patients/${row.id}`)}>
              <td>
                <Link href={`/patients/${row.id}`}>{row.code}</Link>
              </td>
              <td>{row.name || <span className="muted">{words.noName}</span>}</td>
              <td className="number">{row.birthDate ? ageAt(row.birthDate, today()) : "–"}</td>
              <td>{row.sex ? general.sex[row.sex] : "–"}</td>
              <td>{onsetWords(row, speaker)}</td>
              <td className="number">{row.visits}</td>
              <td>{row.lastVisit ? speaker.say.date(row.lastVisit) : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function onsetWords({ onsetDate, onsetRegion }: PatientRow, { words, say }: Speaker): string {
  const region = onsetRegion === "unknown" ? null : words.general.onsetRegion[onsetRegion];
  return [onsetDate && say.date(onsetDate), region].filter(Boolean).join(", ") || "–";
}

function NothingFound({ query }: { query: string }) {
  const { patients } = useWords().words;
  return (
    <div className="card empty">
      <p>{patients.nothingFound(query)}</p>
    </div>
  );
}

function FirstSteps() {
  const { patients } = useWords().words;
  return (
    <div className="card empty">
      <h2>{patients.none}</h2>
      <p>{patients.firstSteps}</p>
    </div>
  );
}
