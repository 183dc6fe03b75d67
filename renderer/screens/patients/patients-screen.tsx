import { Search, UserPlus } from "lucide-react";
import { useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import type { PatientRow } from "../../../shared/contract/patients.ts";
import { ageAt } from "../../../shared/domain/calendar.ts";
import { Drawer } from "../../components/drawer.tsx";
import { Loading } from "../../components/loading.tsx";
import { Page } from "../../components/page.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { usePatients } from "../../queries.ts";
import { today } from "../../today.ts";
import { PatientForm } from "./patient-form.tsx";

/** All patients, with search. */
export function PatientsScreen() {
  const [query, setQuery] = useState("");
  const [adding, setAdding] = useState(false);
  const [, go] = useLocation();
  const patients = usePatients(query);
  return (
    <Page
      title="Patients"
      actions={
        <>
          <SearchBox query={query} onQuery={setQuery} />
          <button type="button" className="primary" onClick={() => setAdding(true)}>
            <UserPlus size={16} aria-hidden />
            New patient
          </button>
        </>
      }
    >
      <Loading query={patients} doing="reading the patients">
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
        <Drawer title="New patient" onClose={() => setAdding(false)}>
          <PatientForm onSaved={({ id }) => go(`/patients/${id}`)} onCancel={() => setAdding(false)} />
        </Drawer>
      )}
    </Page>
  );
}

function SearchBox({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
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
      <span className="visually-hidden">Search by id or name</span>
      <input
        ref={box}
        type="search"
        placeholder="Search by id or name"
        value={query}
        onChange={(event) => onQuery(event.target.value)}
      />
    </label>
  );
}

function PatientTable({ rows }: { rows: PatientRow[] }) {
  const [, go] = useLocation();
  return (
    <div className="card table-scroll">
      <table>
        <thead>
          <tr>
            <th>Id</th>
            <th>Name</th>
            <th className="number">Age</th>
            <th>Sex</th>
            <th>Onset</th>
            <th className="number">Visits</th>
            <th>Last visit</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="row-link" onClick={() => go(`/patients/${row.id}`)}>
              <td>
                <Link href={`/patients/${row.id}`}>{row.code}</Link>
              </td>
              <td>{row.name || <span className="muted">no name</span>}</td>
              <td className="number">{row.birthDate ? ageAt(row.birthDate, today()) : "–"}</td>
              <td>{row.sex ?? "–"}</td>
              <td>{onsetWords(row)}</td>
              <td className="number">{row.visits}</td>
              <td>{row.lastVisit ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function onsetWords({ onsetDate, onsetRegion }: PatientRow): string {
  const region = onsetRegion === "unknown" ? null : onsetRegion;
  return [onsetDate, region].filter(Boolean).join(", ") || "–";
}

const NothingFound = ({ query }: { query: string }) => (
  <div className="card empty">
    <p>No patient has “{query}” in the id or the name. Clear the search to see all patients.</p>
  </div>
);

const FirstSteps = () => (
  <div className="card empty">
    <h2>No patients yet</h2>
    <p>
      Start with “New patient”: an id is enough, the birth date and sex let age and sex norms be used. Then
      add a visit and drop the recordings of the speech tasks on to it.
    </p>
  </div>
);
