import { BulbarError } from "../../../shared/domain/error.ts";
import type { OwnSession } from "../../../shared/domain/session.ts";
import type { Core } from "../core.ts";
import { audited } from "../history/audit.ts";
import { lastLogOns } from "../history/last-log-ons.ts";
import { ownShortcuts, setOwnShortcuts } from "../history/own-shortcuts.ts";
import type { OpenSession, Seat } from "../vault/sessions.ts";
import { operation, seatedOperation } from "./implementer.ts";

const { session: on } = seatedOperation;
const { users: onUsers } = operation;

type Seated = { core: Core; seat: Seat };

export const session = {
  current: on.current.handler(({ context: { core, seat } }) => ({
    hasUsers: core.vault.hasUsers(),
    takesOver: core.vault.takesOver(),
    session: seat.session && !seat.session.ended ? core.vault.ownSession(seat.session) : null,
  })),
  setUp: on.setUp.handler(async ({ context, input }) => {
    const { session: opened, recoveryKey } = await context.core.vault.setUp(input);
    return { session: seated(context, opened), recoveryKey };
  }),
  logOn: on.logOn.handler(async ({ context, input }) =>
    seated(context, await context.core.vault.logOn(input)),
  ),
  resume: on.resume.handler(({ context, input: { token } }) =>
    seated(context, context.core.vault.resume(token)),
  ),
  recover: on.recover.handler(async ({ context, input }) =>
    seated(context, await context.core.vault.recover(input)),
  ),
  logOff: on.logOff.handler(({ context: { core, seat } }) => core.vault.logOff(sitting(seat))),
  stay: on.stay.handler(() => {}), // that it was called says all
  changePassword: on.changePassword.handler(async ({ context: { core, seat }, input }) => {
    const opened = sitting(seat);
    const change = await core.vault.changePassword(opened, input.password, input.newPassword);
    audited(await core.history(), change, () => userEvent("own password changed"));
    return core.vault.ownSession(opened);
  }),
  shortcuts: on.shortcuts.handler(async ({ context: { core, seat } }) =>
    ownShortcuts(await core.history(), sitting(seat).userId),
  ),
  setShortcuts: on.setShortcuts.handler(async ({ context: { core, seat }, input }) => {
    setOwnShortcuts(await core.history(), sitting(seat), input);
    return input;
  }),
  confirm: on.confirm.handler(async ({ context: { core, seat }, input: { password } }) => {
    const opened = sitting(seat);
    const confirmedUntil = await core.vault.confirm(opened, password);
    return { user: opened.user, role: opened.role, confirmedUntil };
  }),
};

export const users = {
  list: onUsers.list.handler(async ({ context: { core } }) => {
    const seen = lastLogOns(await core.history());
    const listed = core.vault.users().map((user) => ({ ...user, lastLogOn: seen.get(user.name) ?? null }));
    return { users: listed, logOffAfterMinutes: core.vault.logOffAfterMinutes() };
  }),
  add: onUsers.add.handler(async ({ context: { core }, input: { password, ...user } }) => {
    const add = await core.vault.addUser(user, password);
    return audited(await core.history(), add, () => userEvent(`added ${user.name}, ${user.role}`));
  }),
  remove: onUsers.remove.handler(async ({ context: { core }, input: { id } }) => {
    const { name } = core.vault.user(id);
    audited(
      await core.history(),
      () => core.vault.removeUser(id),
      () => userEvent(`removed ${name}`),
    );
  }),
  setRole: onUsers.setRole.handler(async ({ context: { core }, input: { id, role } }) => {
    const { name, role: before } = core.vault.user(id);
    audited(
      await core.history(),
      () => core.vault.setRole(id, role),
      () => userEvent(`${name}: ${role}, before ${before}`),
    );
    return core.vault.user(id);
  }),
  setDisabled: onUsers.setDisabled.handler(async ({ context: { core }, input: { id, disabled } }) => {
    const { name } = core.vault.user(id);
    audited(
      await core.history(),
      () => core.vault.setDisabled(id, disabled),
      () => userEvent(`${disabled ? "disabled" : "enabled"} ${name}`),
    );
    return core.vault.user(id);
  }),
  resetPassword: onUsers.resetPassword.handler(async ({ context: { core }, input: { id, password } }) => {
    const { name } = core.vault.user(id);
    const reset = await core.vault.resetPassword(id, password);
    return { password: audited(await core.history(), reset, () => userEvent(`password of ${name} reset`)) };
  }),
  renewRecoveryKey: onUsers.renewRecoveryKey.handler(async ({ context: { core } }) => ({
    recoveryKey: audited(
      await core.history(),
      () => core.vault.renewRecoveryKey(),
      () => userEvent("recovery key renewed"),
    ),
  })),
  setLogOff: onUsers.setLogOff.handler(async ({ context: { core }, input: { minutes } }) =>
    audited(
      await core.history(),
      () => core.vault.setLogOff(minutes),
      () => userEvent(`automatic log-off after ${minutes} min`),
    ),
  ),
};

const userEvent = (detail: string) =>
  ({ action: "update", patientId: null, subject: "users", detail }) as const;

/** Seats a session at the connection that asked. */
export function seated({ core, seat }: Seated, opened: OpenSession): OwnSession {
  core.vault.enter(seat, opened);
  return core.vault.ownSession(opened);
}

/** @throws BulbarError not-logged-on */
function sitting({ session: opened }: Seat): OpenSession {
  if (!opened) throw new BulbarError("not-logged-on");
  return opened;
}
