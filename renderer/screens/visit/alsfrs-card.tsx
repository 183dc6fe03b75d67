import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Alsfrs, alsfrsBulbar, alsfrsTotal } from "../../../shared/domain/alsfrs.ts";
import { Drawer } from "../../components/drawer.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { recordingsChanged } from "../../queries.ts";
import { alsfrsItems, readAlsfrs } from "./alsfrs-items.ts";

type AlsfrsCardProps = { visitId: string; alsfrs: Alsfrs | null };

/** The ALSFRS-R of the visit: totals, and the form that enters it. */
export function AlsfrsCard({ visitId, alsfrs }: AlsfrsCardProps) {
  const [open, setOpen] = useState(false);
  return (
    <section className="card">
      <header>
        <h2>ALSFRS-R</h2>
        <div className="actions">
          <button type="button" className="small" onClick={() => setOpen(true)}>
            {alsfrs ? "Change" : "Enter"}
          </button>
        </div>
      </header>
      {alsfrs ? (
        <dl className="content definitions">
          <dt>total</dt>
          <dd>{alsfrsTotal(alsfrs)} of 48</dd>
          <dt>bulbar (items 1 to 3)</dt>
          <dd>{alsfrsBulbar(alsfrs)} of 12</dd>
          <dt>speech (item 1)</dt>
          <dd>{alsfrs.speech} of 4</dd>
        </dl>
      ) : (
        <p className="content muted">Not entered at this visit.</p>
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
      <p className="muted">Each item from 4 (normal) to 0.</p>
      {alsfrsItems.map(({ id, name, domain }, k) => (
        <div key={id}>
          {domain !== alsfrsItems[k - 1]?.domain && <h3>{domain}</h3>}
          <fieldset>
            <legend>{name}</legend>
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
        <input type="checkbox" name="gastrostomy" defaultChecked={alsfrs?.gastrostomy} /> Item 5 asked as 5b,
        for people with a gastrostomy
      </label>
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      <div className="foot">
        <button type="submit" className="primary" disabled={save.isPending}>
          Save
        </button>
        <button type="button" onClick={onDone}>
          Cancel
        </button>
        {alsfrs && (
          <button type="button" className="danger" onClick={() => save.mutate(null)}>
            Remove
          </button>
        )}
      </div>
    </form>
  );
}
