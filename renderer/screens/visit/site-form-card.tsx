import { useState } from "react";
import type { VisitForm } from "../../../shared/domain/site-form.ts";
import { Drawer } from "../../components/drawer.tsx";
import { draftOf, forgetDraft } from "../../drafts.ts";
import { useWords } from "../../words.ts";
import { SiteFormEntry, siteFormDraft } from "./site-form-entry.tsx";

type SiteFormCardsProps = {
  visitId: string;
  forms: readonly VisitForm[];
  /** Whom an entry is removed of. */
  who: string;
};

/** The site's own questionnaires and examinations of the visit, a card each. */
export function SiteFormCards({ visitId, forms, who }: SiteFormCardsProps) {
  return forms.map((form) => <SiteFormCard key={form.form.id} {...{ visitId, form, who }} />);
}

function SiteFormCard({ visitId, form: entry, who }: { visitId: string; form: VisitForm; who: string }) {
  const { form, answers, before } = entry;
  const { words, say } = useWords();
  const screen = words.visit.forms;
  const draft = siteFormDraft(visitId, form.id);
  const [open, setOpen] = useState(() => draftOf(draft) !== null);
  const close = () => {
    forgetDraft(draft);
    setOpen(false);
  };
  const title = say.formText(form.title);
  const earlier = before ? say.answers(form, before.answers) : [];
  return (
    <section className="card" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <div className="actions">
          <button
            type="button"
            className="small"
            aria-label={answers ? screen.change(title) : screen.enter(title)}
            onClick={() => setOpen(true)}
          >
            {answers ? words.visit.alsfrs.change : words.visit.alsfrs.enter}
          </button>
        </div>
      </header>
      {answers ? (
        <table className="scores">
          <tbody>
            {say.answers(form, answers).map(({ id, label, text }) => {
              const was = earlier.find((one) => one.id === id);
              return (
                <tr key={id}>
                  <td>{label}</td>
                  <td>
                    <b>{text}</b>
                  </td>
                  <td className="muted">{was && before && screen.before(say.date(before.date), was.text)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : (
        <p className="content muted">{screen.notEntered}</p>
      )}
      {open && (
        <Drawer title={title} onClose={close}>
          <SiteFormEntry {...{ visitId, entry, who }} onDone={close} />
        </Drawer>
      )}
    </section>
  );
}
