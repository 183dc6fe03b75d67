import { z } from "zod";
import type { CalendarDate } from "../../../shared/domain/calendar.ts";
import type { PatientId, VisitId } from "../../../shared/domain/ids.ts";
import { FormAnswers, type FormEntry, SiteForm, type VisitForm } from "../../../shared/domain/site-form.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { audited } from "./audit.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";
import { patientOfVisit } from "./patient-of-visit.ts";
import { refuseChanged } from "./refuse-changed.ts";
import { readSiteSetting, writeSiteSetting } from "./site-settings.ts";

type Row = {
  visitId: string;
  date: CalendarDate;
  form: string;
  answers: string;
  enteredBy: string;
  enteredAt: string;
};

/** What the change of an entry was made from; null: there was none. */
type Seen = { seen?: FormAnswers | null | undefined };
type NewEntry = { visitId: VisitId; form: SiteForm; answers: FormAnswers | null } & Seen;

const SiteForms = z.array(SiteForm);

/** The forms that the site has brought, in their order. */
export function siteForms(history: History): SiteForm[] {
  return readSiteSetting(history, "forms", SiteForms) ?? [];
}

/** Takes a form in, in place of the one with its id. */
export function addSiteForm(history: History, form: SiteForm): void {
  const forms = siteForms(history);
  const place = forms.findIndex(({ id }) => id === form.id);
  const others = place < 0 ? [...forms, form] : forms.with(place, form);
  writeSiteSetting(history, "forms", others, `${form.id} ${place < 0 ? "added" : "replaced"}`);
}

/** Takes a form away; what was filled in stays. @throws BulbarError not-found */
export function removeSiteForm(history: History, id: string): void {
  const forms = siteForms(history);
  found(
    forms.find((form) => form.id === id),
    "form",
  );
  writeSiteSetting(
    history,
    "forms",
    forms.filter((form) => form.id !== id),
    `${id} removed`,
  );
}

/** Enters or replaces a form of a visit; answers of null remove it. @throws BulbarError not-found, changed-meanwhile */
export function setFormEntry(history: History, { visitId, form, answers, seen }: NewEntry): void {
  audited(
    history,
    () => {
      const patientId = patientOfVisit(history, visitId);
      const before = selectEntry(history, visitId, form.id);
      refuseChanged("form", seen && { ...unanswered(form), ...seen }, before?.answers);
      history.database
        .prepare("DELETE FROM formEntries WHERE visitId = ? AND formId = ?")
        .run(visitId, form.id);
      if (answers)
        history.database
          .prepare(
            `INSERT INTO formEntries (visitId, formId, form, answers, enteredBy, enteredAt)
             VALUES (?, ?, ?, ?, ?, ?)`,
          )
          .run(
            ...[visitId, form.id, JSON.stringify(form), JSON.stringify(answers)],
            ...[history.actor, history.now().toISOString()],
          );
      return { patientId, existed: before !== null };
    },
    ({ patientId, existed }) => ({
      action: answers === null ? "delete" : existed ? "update" : "create",
      patientId,
      subject: `form ${form.id} of visit ${visitId}`,
    }),
  );
}

/** Every field without an answer, so that one answered meanwhile is seen. */
function unanswered({ fields }: SiteForm): Record<string, undefined> {
  return Object.fromEntries(fields.map(({ id }) => [id, undefined]));
}

/** The forms that were filled in at a patient's visits, oldest visit first. */
export function listFormEntries(history: History, patientId: PatientId): FormEntry[] {
  const rows = audited(
    history,
    () =>
      history.database
        .prepare<[string], Row>(
          `SELECT visitId, date, form, answers, enteredBy, enteredAt FROM formEntries JOIN visits ON visits.id = visitId
           WHERE patientId = ? ORDER BY date, visits.createdAt, formEntries.rowid`,
        )
        .all(patientId),
    (rows) => ({ action: "read", patientId, subject: "forms", detail: `${rows.length} listed` }),
  );
  return rows.map(toEntry);
}

/** The forms of a visit: those filled in as they were then, the site's others to be filled in. */
export function visitForms(history: History, { id, patientId, date }: Visit): VisitForm[] {
  const entries = listFormEntries(history, patientId);
  const filled = entries.filter(({ visitId }) => visitId === id);
  const open = siteForms(history).filter((form) => !filled.some((entry) => entry.form.id === form.id));
  return [...filled, ...open.map((form) => ({ form, answers: null }))].map(({ form, answers }) => {
    const before = entries.findLast((entry) => entry.form.id === form.id && entry.date < date);
    return { form, answers, before: before ? { date: before.date, answers: before.answers } : null };
  });
}

function selectEntry({ database }: History, visitId: string, formId: string): FormEntry | null {
  const row = database
    .prepare<[string, string], Row>(
      "SELECT formEntries.*, date FROM formEntries JOIN visits ON visits.id = visitId WHERE visitId = ? AND formId = ?",
    )
    .get(visitId, formId);
  return row ? toEntry(row) : null;
}

function toEntry({ visitId, date, form, answers, enteredBy, enteredAt }: Row): FormEntry {
  return {
    ...{ visitId, date, enteredBy, enteredAt },
    form: SiteForm.parse(JSON.parse(form)),
    answers: FormAnswers.parse(JSON.parse(answers)),
  };
}
