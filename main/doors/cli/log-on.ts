import { BulbarError } from "../../../shared/domain/error.ts";
import type { LocalClient } from "../../core/start-core.ts";
import { ask, askSecret, isAtTerminal } from "./ask.ts";
import { words } from "./language.ts";

type Credentials = { name: string; password: string };
export type LogOn = (client: LocalClient) => Promise<void>;

const passwordQuestion = `${words.users.password}: `;

/**
 * Logs on with --user or BULBAR_USER and BULBAR_PASSWORD; what is missing is asked for on a terminal, once for all
 * connections. Where nobody has set up users yet this user becomes the first administrator, and the recovery key is
 * told on standard error.
 * @throws BulbarError not-logged-on where something is missing and nobody can be asked; ORPCError log-on-refused
 */
export function logOnAs(user: string | undefined, password = process.env.BULBAR_PASSWORD): LogOn {
  let credentials: Promise<Credentials> | null = null;
  return async (client) => {
    const { hasUsers } = await client.session.current();
    credentials ??= credentialsOf(user, password, hasUsers);
    const given = await credentials;
    if (!hasUsers && (await setUp(client, given))) return;
    await client.session.logOn(given);
  };
}

/**
 * Logs on before a backup is restored. Where there are no users those of the backup are taken over; those of one that has
 * none are set up as usual.
 */
export function logOnToRestore(path: string, credentials: Credentials & { recoveryKey?: string }): LogOn {
  const { name, password } = credentials;
  return async (client) => {
    const { hasUsers } = await client.session.current();
    if (hasUsers) return void (await client.session.logOn({ name, password }));
    try {
      await client.historyFiles.adoptUsers({ path, credentials });
    } catch (error) {
      if ((error as { data?: { why?: string } }).data?.why !== "no-users") throw error;
      await setUp(client, { name, password });
    }
  };
}

/** False where another process, or another core of this one, was faster. */
async function setUp(client: LocalClient, { name, password }: Credentials): Promise<boolean> {
  try {
    const { recoveryKey } = await client.session.setUp({ name, password });
    process.stderr.write(`${words.users.setUp(name, recoveryKey)}\n`);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === "set-up-done") return false;
    throw error;
  }
}

/** Of who is to log on, as `logOnAs` finds them. @throws BulbarError not-logged-on */
export async function credentialsOf(
  user: string | undefined,
  password = process.env.BULBAR_PASSWORD,
  hasUsers = true,
): Promise<Credentials> {
  if (!hasUsers && isAtTerminal()) process.stderr.write(`${words.users.first}\n`);
  const name = user ?? process.env.BULBAR_USER ?? (await ask(`${words.users.name}: `));
  const given = password ?? (name && (await (hasUsers ? askSecret(passwordQuestion) : chosenTwice())));
  if (!name || !given) throw new BulbarError("not-logged-on", hasUsers ? {} : { why: "no-users" });
  return { name, password: given };
}

/** The password of the user who logs on, once more. @throws BulbarError not-logged-on */
export async function ownPassword(question = passwordQuestion): Promise<string> {
  const password = process.env.BULBAR_PASSWORD ?? (await askSecret(question));
  if (!password) throw new BulbarError("not-logged-on");
  return password;
}

/** A password to be chosen: BULBAR_NEW_PASSWORD, else typed twice on a terminal. @throws BulbarError usage */
export async function newPassword(): Promise<string> {
  const password = process.env.BULBAR_NEW_PASSWORD ?? (await chosenTwice());
  if (!password) throw new BulbarError("usage", { why: "no-new-password" });
  return password;
}

/** BULBAR_RECOVERY_KEY, else typed on a terminal. @throws BulbarError log-on-refused */
export async function givenRecoveryKey(): Promise<string> {
  const key = process.env.BULBAR_RECOVERY_KEY ?? (await ask(`${words.users.recoveryKey}: `));
  if (!key) throw new BulbarError("log-on-refused", { why: "recovery-key" });
  return key;
}

/** Null where there is no terminal. */
async function chosenTwice(): Promise<string | null> {
  for (;;) {
    const first = await askSecret(`${words.users.newPassword}: `);
    if (first === null || first === (await askSecret(`${words.users.again}: `))) return first;
    process.stderr.write(`${words.users.different}\n`);
  }
}
