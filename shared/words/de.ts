import { audit } from "./de/audit.ts";
import { batch } from "./de/batch.ts";
import { charts } from "./de/charts.ts";
import { commandLine } from "./de/command-line.ts";
import { compare } from "./de/compare.ts";
import { errorFacts } from "./de/error-facts.ts";
import { errorWhys } from "./de/error-whys.ts";
import { errors } from "./de/errors.ts";
import { exchange } from "./de/exchange.ts";
import { findings } from "./de/findings.ts";
import { frame } from "./de/frame.ts";
import { general } from "./de/general.ts";
import { intake } from "./de/intake.ts";
import { listening } from "./de/listening.ts";
import { logOn } from "./de/log-on.ts";
import { measures } from "./de/measures.ts";
import { modelList } from "./de/model-list.ts";
import { models } from "./de/models.ts";
import { patient } from "./de/patient.ts";
import { patients } from "./de/patients.ts";
import { plainPage } from "./de/plain-page.ts";
import { profile } from "./de/profile.ts";
import { quality } from "./de/quality.ts";
import { reasons } from "./de/reasons.ts";
import { record } from "./de/record.ts";
import { recording } from "./de/recording.ts";
import { report } from "./de/report.ts";
import { reportScreen } from "./de/report-screen.ts";
import { rest } from "./de/rest.ts";
import { room } from "./de/room.ts";
import { say } from "./de/say.ts";
import { settings } from "./de/settings.ts";
import { shell } from "./de/shell.ts";
import { shortcuts } from "./de/shortcuts.ts";
import { storage } from "./de/storage.ts";
import { tasks } from "./de/tasks.ts";
import { trend } from "./de/trend.ts";
import { users } from "./de/users.ts";
import { visit } from "./de/visit.ts";
import { visitModels } from "./de/visit-models.ts";
import { worklist } from "./de/worklist.ts";
import type { Words } from "./shape.ts";

/** The same words in German; a key that is missing is a type error. */
export const de: Words = {
  audit,
  batch,
  charts,
  commandLine,
  compare,
  errorFacts,
  errorWhys,
  errors,
  exchange,
  findings,
  frame,
  general,
  intake,
  listening,
  logOn,
  measures,
  modelList,
  models,
  patient,
  patients,
  plainPage,
  profile,
  quality,
  reasons,
  record,
  recording,
  report,
  reportScreen,
  rest,
  room,
  say,
  settings,
  shell,
  shortcuts,
  storage,
  tasks,
  trend,
  users,
  visit,
  visitModels,
  worklist,
};
