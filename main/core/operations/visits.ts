import { BulbarError } from "../../../shared/domain/error.ts";
import { RecordingProtocol } from "../../../shared/domain/protocol.ts";
import { faultOf } from "../../../shared/domain/site-form.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { refuseNotChoosable } from "../analysis/choosable-models.ts";
import { compare } from "../analysis/compare.ts";
import { visitFindings } from "../analysis/judge-patient.ts";
import { handOffOf } from "../findings/hand-off.ts";
import { removeAlsfrs, setAlsfrs } from "../history/alsfrs.ts";
import { setFormEntry, visitForms } from "../history/form-entries.ts";
import { found } from "../history/not-found.ts";
import type { History } from "../history/open-history.ts";
import { setRecordingState } from "../history/recording-states.ts";
import { readSiteSetting } from "../history/site-settings.ts";
import { setVisitModels, visitModels } from "../history/visit-models.ts";
import { visitRecord } from "../history/visit-record.ts";
import { visitStandings } from "../history/visit-standings.ts";
import { createVisit, getVisit, removeVisit, updateVisit } from "../history/visits.ts";
import { operation } from "./implementer.ts";
import { withProgress } from "./with-progress.ts";

const { visits: on } = operation;

export const visits = {
  create: on.create.handler(async ({ context: { core }, input }) => createVisit(await core.history(), input)),
  get: on.get.handler(async ({ context: { core }, input }) => visitRecord(await core.history(), input.id)),
  findings: on.findings.handler(({ context: { core }, input, signal }) =>
    withProgress(async (run) => ({ visit: await visitFindings(core, input.id, run) }), signal),
  ),
  handOffs: on.handOffs.handler(async ({ context: { core }, input: { patientId } }) => {
    const history = await core.history();
    const asked = protocolTasks(history);
    return visitStandings(history, patientId).map((standing) => handOffOf(standing, asked));
  }),
  compare: on.compare.handler(({ context: { core }, input }) => compare(core, input)),
  update: on.update.handler(async ({ context: { core }, input }) => updateVisit(await core.history(), input)),
  remove: on.remove.handler(async ({ context: { core }, input }) => ({
    removed: removeVisit(await core.history(), input.id),
  })),
  setAlsfrs: on.setAlsfrs.handler(async ({ context: { core }, input: { id, alsfrs, seen } }) => {
    const history = await core.history();
    if (alsfrs) setAlsfrs(history, { visitId: id, alsfrs, seen });
    else removeAlsfrs(history, id, { seen });
    return { saved: true };
  }),
  setForm: on.setForm.handler(async ({ context: { core }, input: { id, formId, answers, seen } }) => {
    const history = await core.history();
    const forms = visitForms(history, getVisit(history, id)).map(({ form }) => form);
    const form = found(
      forms.find((one) => one.id === formId),
      "form",
    );
    const fault = answers && faultOf(form, answers);
    if (fault)
      throw new BulbarError("invalid-input", { why: `answer-${fault.why}`, facts: { field: fault.field } });
    setFormEntry(history, { visitId: id, form, answers, seen });
    return { saved: true };
  }),
  setModels: on.setModels.handler(async ({ context: { core }, input: { id, ...change } }) => {
    const history = await core.history();
    await refuseNotChoosable(core, change.models, visitModels(history, id));
    setVisitModels(history, { visitId: id, ...change });
    return { saved: true };
  }),
  setState: on.setState.handler(async ({ context: { core }, input: { id, ...change } }) => {
    setRecordingState(await core.history(), { visitId: id, ...change });
    return { saved: true };
  }),
};

/** Tasks of the clinic's own protocol; none where it has none. */
export function protocolTasks(history: History): TaskId[] {
  const own = readSiteSetting(history, "recording-protocol", RecordingProtocol.nullable());
  return own?.steps.map(({ task }) => task) ?? [];
}
