import { Argument, Command, InvalidArgumentError } from "commander";
import { BulbarError } from "../../../../shared/domain/error.ts";
import { sameName } from "../../../../shared/domain/password.ts";
import { LogOffMinutes, type Role, roles, type User } from "../../../../shared/domain/session.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { LocalClient } from "../../../core/start-core.ts";
import { language, words } from "../language.ts";
import { givenRecoveryKey, logOnAs, newPassword, ownPassword } from "../log-on.ts";
import { dataOption, jsonOption } from "../options.ts";
import { table } from "../table.ts";
import { type CoreFlags, withCore } from "../with-core.ts";

type Flags = CoreFlags & { json?: boolean };

const { columns, roles: roleNames, states } = wordsOf(language).users;

export function usersCommand(): Command {
  const command = new Command("users").description(words.commands.users);
  const add = (usage: string, description: string) =>
    command.command(usage).description(description).addOption(dataOption());
  const role = () => new Argument("<role>", words.options.role).choices([...roles]);
  add("list", words.commands.usersList).addOption(jsonOption()).action(list);
  add("add <name>", words.commands.usersAdd).addArgument(role()).addOption(jsonOption()).action(addUser);
  add("remove <name>", words.commands.usersRemove).action(remove);
  add("role <name>", words.commands.usersRole).addArgument(role()).action(setRole);
  add("disable <name>", words.commands.usersDisable).option("--undo", words.options.undo).action(disable);
  add("password", words.commands.usersPassword).action(changePassword);
  add("reset <name>", words.commands.usersReset).addOption(jsonOption()).action(reset);
  add("recover <name>", words.commands.usersRecover).action(recover);
  add("recovery-key", words.commands.usersRecoveryKey).addOption(jsonOption()).action(renewRecoveryKey);
  add("log-off", words.commands.usersLogOff)
    .argument("<minutes>", words.options.logOffMinutes, logOffMinutes)
    .action(setLogOff);
  return command;
}

async function list(flags: Flags): Promise<void> {
  const listed = await withCore(flags, (client) => client.users.list());
  const rows = listed.users.map((user) => [user.name, roleNames[user.role], stateWords(user)]);
  const lines = `${table([columns.name, columns.role, columns.state], rows)}\n`;
  process.stdout.write(flags.json ? json(listed) : lines);
}

async function addUser(name: string, role: Role, flags: Flags): Promise<void> {
  const added = await withCore(flags, (client) => client.users.add({ name, role }));
  const line = words.users.added(added.user.name, roleNames[role], added.password);
  process.stdout.write(flags.json ? json(added) : `${line}\n`);
}

async function remove(name: string, flags: CoreFlags): Promise<void> {
  const user = await withUser(flags, name, (client, { id }) => client.users.remove({ id }));
  process.stdout.write(`${words.users.removed(user.name)}\n`);
}

async function setRole(name: string, role: Role, flags: CoreFlags): Promise<void> {
  const user = await withUser(flags, name, (client, { id }) => client.users.setRole({ id, role }));
  process.stdout.write(`${words.users.roleSet(user.name, roleNames[role])}\n`);
}

async function disable(name: string, flags: CoreFlags & { undo?: boolean }): Promise<void> {
  const disabled = !flags.undo;
  const user = await withUser(flags, name, (client, { id }) => client.users.setDisabled({ id, disabled }));
  process.stdout.write(`${(disabled ? words.users.disabled : words.users.enabled)(user.name)}\n`);
}

async function changePassword(flags: CoreFlags): Promise<void> {
  const password = await ownPassword();
  const next = await newPassword();
  await withCore(
    flags,
    (client) => client.session.changePassword({ password, newPassword: next }),
    logOnAs(flags.user, password),
  );
  process.stdout.write(`${words.users.changed}\n`);
}

async function reset(name: string, flags: Flags): Promise<void> {
  let password = "";
  const user = await withUser(flags, name, async (client, { id }) => {
    ({ password } = await client.users.resetPassword({ id }));
  });
  process.stdout.write(
    flags.json ? json({ name: user.name, password }) : `${words.users.reset(user.name, password)}\n`,
  );
}

async function recover(name: string, flags: CoreFlags): Promise<void> {
  const recoveryKey = await givenRecoveryKey();
  const password = await newPassword();
  const { user } = await withCore(flags, (client) => client.session.recover({ recoveryKey, name, password }));
  process.stdout.write(`${words.users.recovered(user)}\n`);
}

async function renewRecoveryKey(flags: Flags): Promise<void> {
  const renewed = await withCore(flags, (client) => client.users.renewRecoveryKey());
  process.stdout.write(flags.json ? json(renewed) : `${words.users.renewed(renewed.recoveryKey)}\n`);
}

function logOffMinutes(text: string): number {
  const minutes = LogOffMinutes.safeParse(Number(text)).data;
  if (minutes !== undefined) return minutes;
  throw new InvalidArgumentError(words.expected.logOffMinutes);
}

async function setLogOff(minutes: number, flags: CoreFlags): Promise<void> {
  await withCore(flags, (client) => client.users.setLogOff({ minutes }));
  process.stdout.write(`${words.users.logOff(String(minutes))}\n`);
}

/** Does something with the user of a name. @throws BulbarError not-found */
function withUser(
  flags: CoreFlags,
  name: string,
  work: (client: LocalClient, user: User) => Promise<unknown>,
): Promise<User> {
  return withCore(flags, async (client) => {
    const { users } = await client.users.list();
    const user = users.find((one) => sameName(one.name, name));
    if (!user) throw new BulbarError("not-found", { why: "user" });
    await work(client, user);
    return user;
  });
}

function stateWords({ disabled, mustChangePassword }: User): string {
  if (disabled) return states.disabled;
  return mustChangePassword ? states.mustChangePassword : states.active;
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
