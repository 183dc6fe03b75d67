import { z } from "zod";
import { batches } from "./batches.ts";
import { captures } from "./captures.ts";
import { exchange } from "./exchange.ts";
import { audit, history } from "./history.ts";
import { levels } from "./levels.ts";
import { listenings } from "./listenings.ts";
import { anyone } from "./may.ts";
import { models } from "./models.ts";
import { passages } from "./passages.ts";
import { patients } from "./patients.ts";
import { recordings } from "./recordings.ts";
import { reports, site } from "./reports.ts";
import { research } from "./research.ts";
import { session, users } from "./session.ts";
import { trends } from "./trends.ts";
import { visits } from "./visits.ts";
import { worklist } from "./worklist.ts";

const system = {
  about: anyone.output(
    z.object({
      version: z.string(),
      /** Whether it came by an installer: what helps then differs. */
      installed: z.boolean(),
      ffmpeg: z.object({ version: z.string() }).nullable(),
      onnxruntime: z.string(),
    }),
  ),
};

/** Every operation that a window may call. Errors arrive with `code` from `errorCodes` and `data` of `ErrorData`. */
export const contract = {
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
