import { once } from "node:events";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import { type AnyContractProcedure, type ContractRouterClient, isContractProcedure } from "@orpc/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { contract } from "../../shared/contract/contract.ts";
import { localContract } from "../../shared/contract/local.ts";
import type { OperationMeta } from "../../shared/contract/may.ts";
import { rest } from "../../shared/contract/rest.ts";
import { type Role, roles } from "../../shared/domain/session.ts";
import { testCoreOptions } from "../core/core-options.fixture.ts";
import { testUser } from "../core/logged-on.fixture.ts";
import { type RunningServer, serve } from "./loopback/serve.ts";
import { startRest } from "./rest/rest.fixture.ts";

// Who may call what is tested in the core (access.test.ts); here through the doors, as who is outside meets them.
type Caller = (noun: string, verb: string) => Promise<string>;

const operationsOf = (router: object) =>
  Object.entries(router).flatMap(([noun, verbs]) =>
    Object.entries(verbs as Record<string, AnyContractProcedure>).map(([verb, operation]) => {
      expect(isContractProcedure(operation)).toBe(true);
      return { noun, verb, meta: operation["~orpc"].meta as OperationMeta };
    }),
  );

const ofWindow = operationsOf(contract);
const names = new Set(ofWindow.map(({ noun, verb }) => `${noun}.${verb}`));
const notOfWindow = operationsOf(localContract).filter(({ noun, verb }) => !names.has(`${noun}.${verb}`));

let server: RunningServer;
let cookie: string;
const sockets: WebSocket[] = [];

beforeAll(async () => {
  server = await serve(testCoreOptions(mkdtempSync(join(tmpdir(), "bulbar-access-"))), { port: 0 });
  const opened = await fetch(server.url(), { redirect: "manual" });
  cookie = opened.headers.getSetCookie()[0]!.split(";")[0]!;
  await (await openPage()).session.setUp(testUser);
});
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await server.close();
});

/** A page's connection of its own, through the relay; it may ask for more than a page's contract has. */
async function openPage(): Promise<ContractRouterClient<typeof localContract>> {
  const origin = `http://127.0.0.1:${server.port}`;
  const socket = new WebSocket(`${origin.replace("http", "ws")}/rpc`, { headers: { cookie, origin } });
  sockets.push(socket);
  await once(socket, "open");
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
}

/** The code that a call without input ends with; most lack their input, which is looked at after the role. */
const callerOf =
  (page: object): Caller =>
  async (noun, verb) => {
    try {
      const client = page as Record<string, Record<string, () => Promise<unknown>>>;
      const answer = await client[noun]![verb]!();
      await (answer as Partial<AsyncGenerator> | undefined)?.return?.(undefined);
      return "answered";
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    }
  };

/** A page at which a user of a role is logged on. */
async function pageOf(role: Role) {
  const administrator = await openPage();
  await administrator.session.logOn(testUser);
  const { user, password } = await administrator.users.add({ name: `one ${role}`, role });
  const page = await openPage();
  await page.session.logOn({ name: user.name, password });
  await page.session.changePassword({ password, newPassword: `the own one of ${role}` });
  return page;
}

test.each(roles)(
  "over the WebSocket who is %s is refused what the line does not name, and nothing else",
  async (role) => {
    const page = await pageOf(role);
    const call = callerOf(page);
    for (const { noun, verb, meta } of ofWindow.filter(({ verb }) => verb !== "logOff")) {
      const isRefused = (await call(noun, verb)) === "not-permitted";
      expect(isRefused, `${noun}.${verb}`).toBe(!meta.roles.includes(role));
    }
    await page.session.logOff();
    expect(await call("users", "list")).toBe("not-logged-on");
  },
);

test("over the WebSocket nobody without a log-on is answered what needs one", async () => {
  const call = callerOf(await openPage());
  for (const { noun, verb, meta } of ofWindow) {
    const isRefused = (await call(noun, verb)) === "not-logged-on";
    expect(isRefused || meta.logOn === "not-needed" || noun === "session", `${noun}.${verb}`).toBe(true);
    if (meta.logOn === "needed") expect(isRefused, `${noun}.${verb}`).toBe(true);
  }
});

test("what takes paths, and what is another program's, is not there for a page, whoever asks", async () => {
  expect(notOfWindow.length).toBeGreaterThan(15);
  const page = await openPage();
  await page.session.logOn(testUser);
  const call = callerOf(page);
  for (const { noun, verb } of notOfWindow)
    expect(await call(noun, verb), `${noun}.${verb}`).toBe("NOT_FOUND");
});

test("over REST a program reaches its own operations and no other, and no history comes to be", async () => {
  const { server: api, dataFolder } = await startRest();
  try {
    const statusOf = async (path: string, token = api.token) =>
      (await fetch(`${api.url}${path}`, { method: "POST", headers: { authorization: `Bearer ${token}` } }))
        .status;
    for (const { noun, verb } of ofWindow) {
      expect(await statusOf(`/rpc/${noun}/${verb}`)).toBe(404);
      // "/models/list" is the address of a model called so, which is asked for by GET
      expect([404, 405], `${noun}.${verb}`).toContain(await statusOf(`/${noun}/${verb}`));
    }
    for (const operation of Object.values(rest))
      expect(await statusOf(operation["~orpc"].route.path ?? "/", "guess")).toBe(401);
    expect(existsSync(join(dataFolder, "history.db"))).toBe(false);
  } finally {
    await api.close();
  }
});
