import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Alsfrs, alsfrsBulbar, alsfrsTotal } from "../../../shared/domain/alsfrs.ts";
import { Drawer } from "../../components/drawer.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { recordingsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { alsfrsItems, readAlsfrs } from "./alsfrs-items.ts";

type AlsfrsCardProps = { visitId: string; alsfrs: Alsfrs | null };

/** The ALSFRS-R of the visit: totals, and the form that enters it. */
export function AlsfrsCard({ visitId, alsfrs }: AlsfrsCardProps) {
  const screen = useWords().words.visit.alsfrs;
  const [open, setOpen] = useState(false);
  return (
    <section className="card">
      <header>
        <h2>ALSFRS-R</h2>
        <div className="actions">
          <button type="button" className="small" onClick={() => setOpen(true)}>
            {alsfrs ? screen.change : screen.enter}
          </button>
        </div>
      </header>
      {alsfrs ? (
        <dl className="content definitions scores">
          <dt>{screen.total}</dt>
          <dd>{screen.of(alsfrsTotal(alsfrs), 48)}</dd>
          <dt>{screen.bulbar}</dt>
          <dd>{screen.of(alsfrsBulbar(alsfrs), 12)}</dd>
          <dt>{screen.speech}</dt>
          <dd>{screen.of(alsfrs.speech, 4)}</dd>
        </dl>
      ) : (
        <p className="content muted">{screen.notEntered}</p>
      )}
      {open && (
        <Drawer title="ALSFRS-R" onClose={() => setOpen(false)}>
          <AlsfrsForm visitId={visitId} alsfrs={alsfrs} onDone={() => setOpen(false)} />
        </Drawer>
      )}
    </section>
  );
}

function AlsfrsForm({ visitId, alsfrs, onDone }: AlsfrsCardProps & { onDone: () => void }) {
  const { frame, visit } = useWords().words;
  const screen = visit.alsfrs;
  const save = useMutation({
    mutationFn: (entered: Alsfrs | null) => core.visits.setAlsfrs({ id: visitId, alsfrs: entered }),
    onSuccess: async () => {
      onDone();
      await recordingsChanged();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entered = readAlsfrs(new FormData(event.currentTarget));
    if (entered) save.mutate(entered);
  };
  return (
    <form className="form alsfrs" onSubmit={submit}>
      <p className="muted">{screen.hint}</p>
      {alsfrsItems.map(({ id, domain }, k) => (
        <div key={id}>
          {domain !== alsfrsItems[k - 1]?.domain && <h3>{screen.domains[domain]}</h3>}
          <fieldset>
            <legend>{screen.items[id]}</legend>
            {[4, 3, 2, 1, 0].map((score) => (
              <label key={score}>
                <input
                  type="radio"
                  name={id}
                  value={score}
                  required
                  defaultChecked={alsfrs?.[id] === score}
                />
                {score}
              </label>
            ))}
          </fieldset>
        </div>
      ))}
      <label>
        <input type="checkbox" name="gastrostomy" defaultChecked={alsfrs?.gastrostomy} /> {screen.gastrostomy}
      </label>
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      <div className="foot">
        <button type="submit" className="primary" disabled={save.isPending}>
          {frame.save}
        </button>
        <button type="button" onClick={onDone}>
          {frame.cancel}
        </button>
        {alsfrs && (
          <button type="button" className="danger" onClick={() => save.mutate(null)}>
            {frame.remove}
          </button>
        )}
      </div>
    </form>
  );
}
