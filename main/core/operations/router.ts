import { batches } from "./batches.ts";
import { captures } from "./captures.ts";
import { exchange } from "./exchange.ts";
import { files } from "./files.ts";
import { audit, history, historyFiles } from "./history.ts";
import { levels } from "./levels.ts";
import { listenings } from "./listenings.ts";
import { models } from "./models.ts";
import { passages } from "./passages.ts";
import { patientFiles } from "./patient-files.ts";
import { patients } from "./patients.ts";
import { recordings } from "./recordings.ts";
import { reports } from "./reports.ts";
import { research, researchFiles } from "./research.ts";
import { rest } from "./rest.ts";
import { session, users } from "./session.ts";
import { site } from "./site.ts";
import { system } from "./system.ts";
import { trends } from "./trends.ts";
import { visits } from "./visits.ts";
import { worklist } from "./worklist.ts";

/** What a window may call. */
export const router = {
  system,
  session,
  users,
  passages,
  patients,
  visits,
  recordings,
  captures,
  levels,
  listenings,
  trends,
  worklist,
  reports,
  site,
  exchange,
  models,
  batches,
  history,
  audit,
  research,
};

/** What another program may call: recordings in, answers out, nothing of patients. */
export const programRouter = { rest };

/** What the command line may call, and for the tests of access everything that there is. */
export const localRouter = { ...router, ...programRouter, files, historyFiles, patientFiles, researchFiles };
