import { randomBytes } from "node:crypto";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { Role, Session } from "../../../shared/domain/session.ts";

/** A session: from a log-on to a log-off, at whatever connections it has one after the other. */
export type OpenSession = Session & {
  token: string;
  userId: string;
  mustChangePassword: boolean;
  /** When the last call came, ms since 1970. */
  calledAt: number;
  /** Calls that are not done yet. */
  running: number;
  connections: number;
  /** Why it is over; null as long as it is not. */
  ended: SessionEnd | null;
};
export type SessionEnd = "logged-off" | "idle" | "changed" | "left";

/** What belongs to one connection: the session that was entered there. */
export type Seat = { session: OpenSession | null };

/** A page that has lost its connection finds its session again within this, ms. */
const keptWithoutConnectionMs = 120_000;

/** The sessions of one core. */
export class Sessions {
  readonly #now: () => Date;
  readonly #onEnd: (session: OpenSession, end: SessionEnd) => void;
  readonly #open = new Map<string, OpenSession>();
  /** Calls of sessions that have ended meanwhile are still waited for. */
  #running = 0;

  constructor(now: () => Date, onEnd: (session: OpenSession, end: SessionEnd) => void) {
    this.#now = now;
    this.#onEnd = onEnd;
  }

  /** Whether nobody is there and nothing runs any more. */
  get isQuiet(): boolean {
    return this.#open.size === 0 && this.#running === 0;
  }

  start(user: { userId: string; user: string; role: Role; mustChangePassword: boolean }): OpenSession {
    const session: OpenSession = {
      ...user,
      token: randomBytes(32).toString("base64url"),
      calledAt: this.#now().getTime(),
      running: 0,
      connections: 0,
      ended: null,
    };
    this.#open.set(session.token, session);
    return session;
  }

  /** @throws BulbarError not-logged-on where the session is over */
  resumed(token: string): OpenSession {
    const session = this.#open.get(token);
    if (!session) throw new BulbarError("not-logged-on", { why: "ended" });
    return session;
  }

  /** Seats a session at a connection, in place of the one that sat there. */
  enter(seat: Seat, session: OpenSession): void {
    this.leave(seat);
    session.connections++;
    seat.session = session;
  }

  /** The connection is gone, or another session takes its place. */
  leave(seat: Seat): void {
    const { session } = seat;
    seat.session = null;
    if (!session) return;
    session.connections--;
    session.calledAt = this.#now().getTime();
  }

  /** Counts a call as running; gives what says that it is done. */
  begin({ session }: Seat): () => void {
    this.#running++;
    if (session) session.running++;
    return () => {
      this.#running--;
      if (session) session.running--;
    };
  }

  /** A person did something: the time to the automatic log-off begins anew. */
  touch(session: Session): void {
    if ("calledAt" in session) session.calledAt = this.#now().getTime();
  }

  end(session: OpenSession, end: SessionEnd): void {
    if (!this.#open.delete(session.token)) return;
    session.ended = end;
    this.#onEnd(session, end);
  }

  /** Ends the sessions of a user, but for one. */
  endOf(userId: string, except?: OpenSession): void {
    for (const session of [...this.#open.values()])
      if (session.userId === userId && session !== except) this.end(session, "changed");
  }

  endAll(end: SessionEnd): void {
    for (const session of [...this.#open.values()]) this.end(session, end);
  }

  /** Ends what nobody has used for too long, or whose page is gone. */
  sweep(logOffAfterMinutes: number): void {
    const now = this.#now().getTime();
    for (const session of [...this.#open.values()]) {
      if (now < session.calledAt) noteClockSetBack(session, now);
      const age = now - session.calledAt;
      if (session.running > 0) continue;
      if (age > logOffAfterMinutes * 60_000) this.end(session, "idle");
      else if (session.connections === 0 && age > keptWithoutConnectionMs) this.end(session, "left");
    }
  }

  get users(): Set<string> {
    return new Set([...this.#open.values()].map(({ userId }) => userId));
  }
}

/** Times that were noted before lie in the future now: the time to the log-off begins anew, and nothing is confirmed. */
function noteClockSetBack(session: OpenSession, now: number): void {
  session.calledAt = now;
  delete session.confirmedUntil;
}
