import { type Core, type CoreOptions, createCore } from "./core.ts";
import type { LocalClient } from "./start-core.ts";

/** The user of tests: the first administrator, set up like any other. */
export const testUser = { name: "tester", password: "for tests only" };

/** A core on whose data folder, a new one, the tests' user is logged on. */
export async function loggedOnCore(options: CoreOptions, now?: () => Date): Promise<Core> {
  const core = createCore(options, now);
  await core.vault.setUp(testUser);
  return core;
}

/** Logs the tests' user on at a client's connection; the first time the user is set up. */
export async function logOnTester(client: Pick<LocalClient, "session">): Promise<void> {
  const { hasUsers } = await client.session.current();
  if (hasUsers) await client.session.logOn(testUser);
  else await client.session.setUp(testUser);
}
