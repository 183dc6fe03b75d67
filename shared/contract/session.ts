import { z } from "zod";
import { OwnShortcuts } from "../domain/own-shortcuts.ts";
import { LogOffMinutes, OwnSession, Role, Session, User, UserName } from "../domain/session.ts";
import { anyone, anyPage, everyUser, may } from "./may.ts";

/** Bounds what is hashed; what a new password must be says `passwordFault`. */
const Password = z.string().max(1000);
const credentials = z.object({ name: z.string().max(200), password: Password });
const RecoveryKey = z.string().max(200);

/** Who sits at this connection. */
export const session = {
  /**
   * Whether users were set up here, whether set-up takes the history of an earlier version over, and who is logged on at
   * this connection; puts off no automatic log-off.
   */
  current: anyPage.output(
    z.object({ hasUsers: z.boolean(), takesOver: z.boolean(), session: OwnSession.nullable() }),
  ),
  /** The first administrator of a data folder without users; the recovery key is told this once. */
  setUp: anyone
    .input(z.object({ name: UserName, password: Password }))
    .output(z.object({ session: OwnSession, recoveryKey: z.string() })),
  logOn: anyone.input(credentials).output(OwnSession),
  /** Takes a session over whose connection was lost. */
  resume: anyPage.input(z.object({ token: z.string().max(200) })).output(OwnSession),
  /** Sets a new password of a user, enables that user, and logs on. */
  recover: anyone.input(credentials.extend({ recoveryKey: RecoveryKey })).output(OwnSession),
  logOff: everyUser,
  /** A person is at the page, and reads or writes what asks the core for nothing: puts off the automatic log-off. */
  stay: everyUser,
  changePassword: everyUser.input(z.object({ password: Password, newPassword: Password })).output(OwnSession),
  /** The keys that the user has chosen in place of the usual ones. */
  shortcuts: everyUser.output(OwnShortcuts),
  setShortcuts: everyUser.input(OwnShortcuts).output(OwnShortcuts),
  /** The password once more, before something is signed: whose it is, and till when it counts. */
  confirm: everyUser
    .input(z.object({ password: Password }))
    .output(Session.required({ confirmedUntil: true })),
};

const id = z.object({ id: z.uuid() });

/** The users of a data folder, for administrators. */
export const users = {
  /** `lastLogOn` as the audit trail has it, ISO 8601, UTC. */
  list: may().output(
    z.object({
      users: z.array(User.extend({ lastLogOn: z.string().nullable() })),
      logOffAfterMinutes: LogOffMinutes,
    }),
  ),
  /** Without a password one is made. It is told this once, and must be changed at the first log-on. */
  add: may()
    .input(z.object({ name: UserName, role: Role, password: Password.optional() }))
    .output(z.object({ user: User, password: z.string() })),
  remove: may().input(id),
  setRole: may()
    .input(id.extend({ role: Role }))
    .output(User),
  setDisabled: may()
    .input(id.extend({ disabled: z.boolean() }))
    .output(User),
  /** As in `add`. */
  resetPassword: may()
    .input(id.extend({ password: Password.optional() }))
    .output(z.object({ password: z.string() })),
  /** A new recovery key, told this once; the former one opens nothing that is written from now on. */
  renewRecoveryKey: may().output(z.object({ recoveryKey: z.string() })),
  setLogOff: may().input(z.object({ minutes: LogOffMinutes })),
};
