import { dayOf } from "../../../shared/domain/calendar.ts";
import type { HandOff } from "../../../shared/domain/hand-off.ts";
import { type OpenVisit, VisitInterval } from "../../../shared/domain/worklist.ts";
import { changedVisits } from "../analysis/changed-visits.ts";
import { handOffOf } from "../findings/hand-off.ts";
import { duePatients } from "../history/due-patients.ts";
import type { History } from "../history/open-history.ts";
import { readSiteSetting, writeSiteSetting } from "../history/site-settings.ts";
import { openStandings } from "../history/visit-standings.ts";
import { operation } from "./implementer.ts";
import { protocolTasks } from "./visits.ts";
import { withProgress } from "./with-progress.ts";

const { worklist: on } = operation;

/** Most that a group shows: what is not done stands further up the next time. */
const mostShown = 200;

export const worklist = {
  get: on.get.handler(async ({ context: { core } }) => {
    const history = await core.history();
    const intervalMonths = readSiteSetting(history, "visit-interval", VisitInterval);
    const visits = openVisits(history);
    const inState = (...states: HandOff["state"][]) =>
      firstOf(visits.filter(({ handOff }) => states.includes(handOff.state)));
    return {
      intervalMonths,
      due: intervalMonths
        ? duePatients(history, { intervalMonths, today: dayOf(core.now()), most: mostShown })
        : { total: 0, entries: [] },
      incomplete: inState("incomplete"),
      toReview: inState("to-review"),
      toSign: inState("to-sign", "to-sign-again"),
    };
  }),
  changed: on.changed.handler(({ context: { core }, input, signal }) =>
    withProgress((run) => changedVisits(core, input.most, run), signal),
  ),
  setInterval: on.setInterval.handler(async ({ context: { core }, input: { months } }) => {
    const detail = months ? `every ${months} months` : "none";
    writeSiteSetting(await core.history(), "visit-interval", months, detail);
    return { months };
  }),
};

function openVisits(history: History): OpenVisit[] {
  const asked = protocolTasks(history);
  return openStandings(history).map((standing) => {
    const { patientId, code, name, date } = standing;
    return { patientId, code, name, date, handOff: handOffOf(standing, asked) };
  });
}

const firstOf = (entries: OpenVisit[]) => ({ total: entries.length, entries: entries.slice(0, mostShown) });
