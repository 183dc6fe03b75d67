import type { ReportDraft } from "../../../shared/contract/reports.ts";
import {
  longestConclusion,
  longestIndication,
  papers,
  type ReportSection,
  reportSections,
} from "../../../shared/domain/report.ts";
import { Field } from "../../components/field.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { languageChoices, useWords } from "../../words.ts";

type DraftFormProps = { draft: ReportDraft; onChange: (draft: ReportDraft) => void };

/** What a person chooses and writes for a report. */
export function DraftForm({ draft, onChange }: DraftFormProps) {
  const screen = useWords().words.reportScreen;
  const set = (change: Partial<ReportDraft>) => onChange({ ...draft, ...change });
  const paper = papers.map((id) => ({ id, name: id }));
  return (
    <section className="card" aria-label={screen.write}>
      <header>
        <h2>{screen.write}</h2>
      </header>
      <div className="content form">
        <div className="report-choices">
          <Segmented
            label={screen.language}
            choices={languageChoices}
            value={draft.language === "de" ? "de" : "en"}
            onChange={(language) => set({ language })}
          />
          <Segmented
            label={screen.paper}
            choices={paper}
            value={draft.paper}
            onChange={(id) => set({ paper: id })}
          />
        </div>
        <Field label={screen.indication}>
          <textarea
            rows={2}
            maxLength={longestIndication}
            value={draft.indication}
            onChange={({ target }) => set({ indication: target.value })}
          />
        </Field>
        <Field label={screen.conclusion}>
          <textarea
            rows={5}
            maxLength={longestConclusion}
            value={draft.conclusion}
            onChange={({ target }) => set({ conclusion: target.value })}
          />
        </Field>
        <fieldset className="report-parts">
          <legend>{screen.parts}</legend>
          {reportSections.map((id) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={draft.sections.includes(id)}
                onChange={() => set({ sections: toggled(draft.sections, id) })}
              />
              {screen.section[id]}
            </label>
          ))}
          <p className="muted small">{screen.alwaysThere}</p>
        </fieldset>
      </div>
    </section>
  );
}

/** With or without a part, in the order in which parts stand. */
function toggled(sections: readonly ReportSection[], id: ReportSection): ReportSection[] {
  return reportSections.filter((one) => (one === id) !== sections.includes(one));
}
