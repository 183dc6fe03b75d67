import { useMutation, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { type ListeningKind, listeningKinds } from "../../../shared/domain/listening.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { usePatient } from "../../queries.ts";
import { useWords } from "../../words.ts";

type Chosen = Pick<Patient, "id" | "name" | "code">;
const nameOf = ({ name, code }: Chosen) => [name, code].filter(Boolean).join(", ");

type BeginCardProps = { patientId: string | undefined; onBegun: (sessionId: string) => void };

/** Begins a session once it is known whom it starts with. */
export function BeginCard({ patientId, onBegun }: BeginCardProps) {
  return patientId ? (
    <BeginWithPatient patientId={patientId} onBegun={onBegun} />
  ) : (
    <BeginForm first={[]} onBegun={onBegun} />
  );
}

function BeginWithPatient({ patientId, onBegun }: { patientId: string; onBegun: (id: string) => void }) {
  const patient = usePatient(patientId).data?.patient;
  return patient ? <BeginForm first={[patient]} onBegun={onBegun} /> : null;
}

/** What is listened to: which patients, which tasks, whether some are heard twice. */
function BeginForm({ first, onBegun }: { first: Chosen[]; onBegun: (sessionId: string) => void }) {
  const { words, say } = useWords();
  const screen = words.listening;
  const [kind, setKind] = useState<ListeningKind>("rating");
  const [patients, setPatients] = useState(first);
  const [without, setWithout] = useState<readonly TaskId[]>([]);
  const patientIds = patients.map(({ id }) => id);
  const choices = useQuery({
    queryKey: ["listenings", "choices", kind, ...patientIds],
    queryFn: ({ signal }) => core.listenings.choices({ kind, patientIds }, { signal }),
    enabled: patientIds.length > 0,
  });
  const offered = choices.data?.tasks ?? [];
  const tasks = offered.filter(({ task }) => !without.includes(task));
  const recordings = tasks.reduce((sum, one) => sum + one.recordings, 0);
  const begin = useMutation({
    mutationFn: (repeats: boolean) =>
      core.listenings.begin({ kind, patientIds, tasks: tasks.map(({ task }) => task), repeats }),
    onSuccess: ({ sessionId }) => onBegun(sessionId),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    begin.mutate(new FormData(event.currentTarget).get("repeats") === "on");
  };
  const toggle = (task: TaskId) =>
    setWithout(without.includes(task) ? without.filter((one) => one !== task) : [...without, task]);
  return (
    <section className="card" aria-label={screen.begin}>
      <form className="content stack" onSubmit={submit}>
        <Segmented
          label={screen.kind}
          choices={listeningKinds.map((id) => ({ id, name: screen.kinds[id] }))}
          value={kind}
          onChange={setKind}
        />
        {kind === "transcription" && <p className="muted">{screen.transcriptionHint}</p>}
        <PatientChoice patients={patients} onChange={setPatients} />
        {patients.length > 0 && choices.data && (
          <fieldset className="listening-tasks">
            <legend>{screen.tasks}</legend>
            {offered.map(({ task, recordings: count }) => (
              <label key={task}>
                <input type="checkbox" checked={!without.includes(task)} onChange={() => toggle(task)} />
                {say.task(task)} <span className="muted">{say.number(count, 0)}</span>
              </label>
            ))}
            {offered.length === 0 && <p className="muted">{screen.nothing}</p>}
          </fieldset>
        )}
        {choices.data?.visits === 1 && <p className="muted">{screen.oneVisit}</p>}
        {kind === "rating" && (
          <label>
            <input type="checkbox" name="repeats" defaultChecked /> {screen.repeats}
          </label>
        )}
        {begin.error && <ProblemNotice problem={toProblem(begin.error)} />}
        <div className="foot">
          <button type="submit" className="primary" disabled={recordings === 0 || begin.isPending}>
            {screen.begin}
          </button>
          {recordings > 0 && choices.data && (
            <span className="muted">
              {screen.toHear(say.count(recordings, "recording"), say.count(choices.data.visits, "visit"))}
            </span>
          )}
        </div>
      </form>
    </section>
  );
}

/** As many as are looked at in a list. */
const mostFound = 8;

type PatientChoiceProps = { patients: readonly Chosen[]; onChange: (patients: Chosen[]) => void };

function PatientChoice({ patients, onChange }: PatientChoiceProps) {
  const screen = useWords().words.listening;
  const [query, setQuery] = useState("");
  const found = useQuery({
    queryKey: ["patients", "to-hear", query],
    queryFn: ({ signal }) => core.patients.list({ query, limit: mostFound }, { signal }),
    placeholderData: (previous) => previous,
  });
  const others = (found.data?.rows ?? []).filter(({ id }) => !patients.some((one) => one.id === id));
  return (
    <fieldset className="listening-patients">
      <legend>{screen.patients}</legend>
      <p className="muted">{screen.patientsHint}</p>
      {patients.length > 0 && (
        <ul className="chosen">
          {patients.map((one) => (
            <li key={one.id}>
              {nameOf(one)}
              <button
                type="button"
                className="quiet small"
                aria-label={screen.takeOut(nameOf(one))}
                onClick={() => onChange(patients.filter(({ id }) => id !== one.id))}
              >
                <X size={14} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        type="search"
        aria-label={screen.find}
        placeholder={screen.find}
        value={query}
        onChange={({ target }) => setQuery(target.value)}
      />
      <ul className="found">
        {others.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className="small"
              aria-label={screen.add(nameOf(one))}
              onClick={() => onChange([...patients, one])}
            >
              + {nameOf(one)}
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
