import { exchange } from "./exchange.ts";
import { files } from "./files.ts";
import { audit, history, historyFiles } from "./history.ts";
import { models } from "./models.ts";
import { passages } from "./passages.ts";
import { patients } from "./patients.ts";
import { recordings } from "./recordings.ts";
import { reports } from "./reports.ts";
import { session, users } from "./session.ts";
import { system } from "./system.ts";
import { trends } from "./trends.ts";
import { visits } from "./visits.ts";

/** What a window may call. */
export const router = {
  system,
  session,
  users,
  passages,
  patients,
  visits,
  recordings,
  trends,
  reports,
  exchange,
  models,
  history,
  audit,
};

/** What the command line may call. */
export const localRouter = { ...router, files, historyFiles };
