import { expect, test } from "vitest";
import { audited } from "./audit.ts";
import { temporaryHistory } from "./history.fixtures.ts";
import { lastLogOns } from "./last-log-ons.ts";

test("the newest log-on of each user counts, and nothing else that happened", () => {
  let at = "";
  const history = temporaryHistory({ now: () => new Date(at) });
  const note = (actor: string, moment: string, detail: string) => {
    at = moment;
    audited(
      { ...history, actor },
      () => {},
      () => ({ action: "update", patientId: null, subject: "session", detail }),
    );
  };
  note("dr-x", "2026-01-01T08:00:00.000Z", "log-on");
  note("dr-y", "2026-01-01T09:00:00.000Z", "log-on");
  note("dr-x", "2026-01-02T08:00:00.000Z", "log-on");
  note("dr-x", "2026-01-02T17:00:00.000Z", "log-off");
  expect([...lastLogOns(history)]).toEqual([
    ["dr-x", "2026-01-02T08:00:00.000Z"],
    ["dr-y", "2026-01-01T09:00:00.000Z"],
  ]);
});
