import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testCoreOptions } from "./core-options.fixture.ts";
import { localClient, type RunningCore, reconnectingClient, startCore } from "./start-core.ts";

const freshCore = () => startCore(testCoreOptions(mkdtempSync(join(tmpdir(), "bulbar-core-"))));

let core: RunningCore;
beforeAll(() => {
  core = freshCore();
});
afterAll(() => core.close());

const circle: Record<string, unknown> = {};
circle.self = circle;
test.each<[string, unknown]>([
  ["undefined", undefined],
  ["null", null],
  ["a number", 1],
  ["a big integer", 2n],
  ["an object", { i: "1", p: { u: "/system/about" } }],
  ["a circle", circle],
  ["a list", [1, 2]],
  ["a map", new Map([[1, 2]])],
  ["an error", new Error("no message")],
  ["shared memory", new SharedArrayBuffer(8)],
  ["numbers", new Float64Array(3)],
  ["a blob", new Blob(["x"])],
  ["an empty buffer", new ArrayBuffer(0)],
  ["zeros", new Uint8Array(9)],
  ["a text", "no JSON"],
])("%s on a port closes that port as malformed and no other", async (_name, garbage) => {
  const port = core.connect("window");
  const farewell = once(port, "message");
  const closed = once(port, "close");
  port.postMessage(garbage);
  expect(await farewell).toEqual([{ closed: "malformed-message" }]);
  await closed;
  expect(await localClient(core.connect("window")).system.about()).toMatchObject({ version: "1.2.3" });
});

test("a port that carries a port, and one that closes while it is asked, end nothing", async () => {
  const port = core.connect("window");
  const { port1 } = new MessageChannel();
  const closed = once(port, "close");
  port.start();
  port.postMessage(port1, [port1]);
  await closed;
  const hasty = core.connect("window");
  hasty.postMessage(JSON.stringify({ i: "1", p: { u: "/system/about" } }));
  hasty.close();
  expect(await localClient(core.connect("local")).system.about()).toMatchObject({ version: "1.2.3" });
});

test("who waits when the core ends is told so, and who asks a core that has ended", async () => {
  const doomed = freshCore();
  const client = localClient(doomed.connect("local"));
  await client.system.about();
  const calls = [client.patients.list({ query: "" }), client.system.about(), client.models.list()];
  const outcomes = Promise.allSettled(calls);
  await doomed.terminate();
  for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { code: "core-ended" } });
  await expect(client.system.about()).rejects.toMatchObject({ code: "core-ended" });
  await expect(localClient(doomed.connect("local")).system.about()).rejects.toMatchObject({
    code: "core-ended",
  });
  expect(await doomed.ended).toMatchObject({ error: null });
});

test("a client that reconnects asks the next core", async () => {
  let current = freshCore();
  const client = reconnectingClient({
    connect: () => current.connect("local"),
    ended: () => current.ended.then(() => (current = freshCore())),
  });
  await client.system.about();
  const waiting = expect(client.models.list()).rejects.toMatchObject({ code: "core-ended" });
  await current.terminate();
  await waiting;
  await expect(client.system.about()).resolves.toMatchObject({ version: "1.2.3" });
  await current.close();
});

test("a stop cancels what runs, and says that it was a stop", async () => {
  const stopping = freshCore();
  const client = localClient(stopping.connect("local"));
  await client.system.about();
  const verifying = client.models.verify({ id: "als-cnn" });
  const outcome = expect(verifying).rejects.toMatchObject({ code: "cancelled" });
  await stopping.close();
  await outcome;
});
