import { audit } from "./en/audit.ts";
import { batch } from "./en/batch.ts";
import { charts } from "./en/charts.ts";
import { commandLine } from "./en/command-line.ts";
import { compare } from "./en/compare.ts";
import { errorFacts } from "./en/error-facts.ts";
import { errorWhys } from "./en/error-whys.ts";
import { errors } from "./en/errors.ts";
import { exchange } from "./en/exchange.ts";
import { findings } from "./en/findings.ts";
import { frame } from "./en/frame.ts";
import { general } from "./en/general.ts";
import { intake } from "./en/intake.ts";
import { listening } from "./en/listening.ts";
import { logOn } from "./en/log-on.ts";
import { measures } from "./en/measures.ts";
import { modelList } from "./en/model-list.ts";
import { models } from "./en/models.ts";
import { patient } from "./en/patient.ts";
import { patients } from "./en/patients.ts";
import { plainPage } from "./en/plain-page.ts";
import { profile } from "./en/profile.ts";
import { quality } from "./en/quality.ts";
import { reasons } from "./en/reasons.ts";
import { record } from "./en/record.ts";
import { recording } from "./en/recording.ts";
import { report } from "./en/report.ts";
import { reportScreen } from "./en/report-screen.ts";
import { rest } from "./en/rest.ts";
import { room } from "./en/room.ts";
import { say } from "./en/say.ts";
import { settings } from "./en/settings.ts";
import { shell } from "./en/shell.ts";
import { shortcuts } from "./en/shortcuts.ts";
import { storage } from "./en/storage.ts";
import { tasks } from "./en/tasks.ts";
import { trend } from "./en/trend.ts";
import { users } from "./en/users.ts";
import { visit } from "./en/visit.ts";
import { visitModels } from "./en/visit-models.ts";
import { worklist } from "./en/worklist.ts";

/**
 * Every word that a person reads, in English, keyed by code: an area a file. A word with facts in it is a function of
 * these facts; numbers, units and dates come formatted from `say.ts`. A fact is only put into the text, never looked at
 * further than whether it is empty.
 */
export const en = {
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
