import { expect, test, vi } from "vitest";
import type { OwnSession } from "../shared/domain/session.ts";
import type { Core } from "./core-client.ts";
import { loggedOff, loggedOn, lookAfterSession, sessionNow } from "./session.ts";

vi.stubGlobal("window", {});

const own = { user: "tester" } as OwnSession;

/** A core that answers when it is told to: it knows of users, and of no session. */
function slowCore() {
  const answer = Promise.withResolvers<void>();
  const current = () => answer.promise.then(() => ({ hasUsers: true, takesOver: false, session: null }));
  return { core: { session: { current } } as unknown as Core, answer: answer.resolve };
}

test("a session that the core knows nothing of is over; a log-on that comes while it is asked is not", async () => {
  loggedOn(own);
  const first = slowCore();
  const look = lookAfterSession(first.core);
  first.answer();
  await look;
  expect(sessionNow()).toEqual({ kind: "logged-off", before: { user: "tester", why: "ended" } });

  const second = slowCore();
  const overtaken = lookAfterSession(second.core);
  loggedOn(own);
  second.answer();
  await overtaken;
  expect(sessionNow().kind).toBe("logged-on");
  loggedOff();
});
