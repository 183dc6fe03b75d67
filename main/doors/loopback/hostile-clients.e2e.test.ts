import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { testCoreOptions } from "../../core/core-options.fixture.ts";
import { startCore } from "../../core/start-core.ts";
import { type RunningServer, serve } from "./serve.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-hostile-"));
let server: RunningServer;
let cookie: string;
let starts = 0;

beforeAll(async () => {
  server = await serve(testCoreOptions(dataFolder), {
    port: 0,
    start: (given) => {
      starts++;
      return startCore(given);
    },
  });
  const opened = await fetch(server.url(), { redirect: "manual" });
  cookie = opened.headers.getSetCookie()[0]!.split(";")[0]!;
});
afterAll(() => server.close());

const about = { i: "1", p: { u: "/system/about" } };

/** A WebSocket with a session, as a page of ours opens it. */
function openSocket(): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${server.port}/rpc`, {
    headers: { cookie, origin: `http://127.0.0.1:${server.port}` },
  });
}

type Outcome = { code: number } | { answer: string };

/** The first answer to messages, or the code with which the connection was closed. */
function outcomeOf(socket: WebSocket, ...messages: (string | Uint8Array)[]): Promise<Outcome> {
  return new Promise((resolve) => {
    socket.on("error", () => {});
    socket.on("close", (code) => resolve({ code }));
    socket.on("message", (data) => {
      resolve({ answer: String(data) });
      socket.close();
    });
    socket.on("open", () => {
      for (const message of messages) socket.send(message);
    });
  });
}

/** The core that was started first still answers. */
async function expectStanding(): Promise<void> {
  expect(await outcomeOf(openSocket(), JSON.stringify(about))).toMatchObject({
    answer: expect.stringContaining("1.2.3"),
  });
  expect(starts).toBe(1);
}

/** Sends bytes and gives what came back until the other side closed, or until it was enough. */
async function raw(
  bytes: string | Uint8Array,
  isEnough: (received: string) => boolean = () => false,
): Promise<string> {
  const socket = await connected();
  let received = "";
  await new Promise<void>((resolve) => {
    socket.on("data", (data) => {
      received += data.toString("latin1");
      if (isEnough(received)) resolve();
    });
    socket.on("end", resolve).on("close", resolve);
    socket.write(bytes);
  });
  socket.destroy();
  return received;
}

function connected(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: server.port, host: "127.0.0.1", allowHalfOpen: true });
    socket.on("error", () => {});
    socket.once("error", reject);
    socket.once("connect", () => resolve(socket));
  });
}

const host = () => `127.0.0.1:${server.port}`;
const get = (path: string, ...headers: string[]) =>
  `${[`GET ${path} HTTP/1.1`, `Host: ${host()}`, ...headers].join("\r\n")}\r\n\r\n`;
const upgrade = (...headers: string[]) =>
  get(
    "/rpc",
    `Origin: http://${host()}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ...headers,
  );

/** A masked frame of a client: first byte, payload, and the length that it claims. */
function frame(first: number, payload: Uint8Array, claimed = payload.length): Buffer {
  const length = Buffer.alloc(claimed < 126 ? 1 : 9);
  length[0] = 0x80 | (claimed < 126 ? claimed : 127);
  if (claimed >= 126) length.writeBigUInt64BE(BigInt(claimed), 1);
  return Buffer.concat([Buffer.of(first), length, Buffer.alloc(4), payload]);
}

test("upgrades that are reset, without and with a session, end nothing", async () => {
  for (let n = 0; n < 12; n++) {
    const socket = await connected();
    socket.write(upgrade(...(n % 2 ? [`Cookie: ${cookie}`] : [])));
    if (n % 3) await wait(20);
    socket.resetAndDestroy();
  }
  await wait(300);
  await expectStanding();
});

test.each([
  ["no session", () => upgrade(), "401"],
  ["a guessed session", () => upgrade(`Cookie: bulbar-${server.port}=guess`), "401"],
  ["another server's cookie", () => upgrade(`Cookie: ${cookie.replace(/^[^=]+/, "bulbar-1")}`), "401"],
  ["another path", () => upgrade(`Cookie: ${cookie}`).replace("/rpc", "/rpc/x"), "404"],
  [
    "another site",
    () => upgrade(`Cookie: ${cookie}`).replace(/Origin: .*/, "Origin: https://evil.example"),
    "403",
  ],
  ["a rebound name", () => upgrade(`Cookie: ${cookie}`).replace(/Host: .*/, "Host: evil.example"), "403"],
  ["an old version", () => upgrade(`Cookie: ${cookie}`).replace("Version: 13", "Version: 7"), "400"],
  ["a bad key", () => upgrade(`Cookie: ${cookie}`).replace(/Key: .*/, "Key: short"), "400"],
  ["POST", () => upgrade(`Cookie: ${cookie}`).replace("GET", "POST"), "405"],
])("an upgrade with %s is refused and its connection ended", async (_name, request, status) => {
  expect(await raw(request())).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test("an upgrade that a half-open client leaves lying keeps nobody else out", async () => {
  const lying = await Promise.all(Array.from({ length: 40 }, connected));
  for (const socket of lying.slice(0, 20)) socket.end(upgrade(`Cookie: ${cookie}`));
  await wait(200);
  await expectStanding();
  for (const socket of lying) socket.destroy();
});

const junk = Buffer.from("abc");
test.each<[string, () => Buffer, number | null]>([
  ["an unmasked frame", () => Buffer.from([0x81, 0x01, 0x41]), 1002],
  ["reserved bits", () => frame(0xf1, junk), 1002],
  ["a reserved opcode", () => frame(0x83, junk), 1002],
  ["a continuation of nothing", () => frame(0x80, junk), 1002],
  [
    "a second start in a fragmented message",
    () => Buffer.concat([frame(0x01, junk), frame(0x81, junk)]),
    1002,
  ],
  ["a fragmented ping", () => frame(0x09, junk), 1002],
  ["a long ping", () => frame(0x89, Buffer.alloc(200)), 1002],
  ["text that is no UTF-8", () => frame(0x81, Buffer.of(0xff, 0xfe)), 1007],
  ["a close code that is none", () => frame(0x88, Buffer.of(0x00, 0x01)), 1002],
  ["a close reason that is no UTF-8", () => frame(0x88, Buffer.of(0x03, 0xe8, 0xff)), 1007],
  ["a claim of 65 MiB", () => frame(0x82, junk, 65 * 2 ** 20), 1009],
  ["a claim of 2^53 bytes", () => frame(0x82, junk, 2 ** 53), 1009],
  ["17 MiB in fragments", () => fragments(17), 1009],
  ["a fragmented message that never ends", () => frame(0x01, junk), null],
  ["half a frame", () => frame(0x81, junk).subarray(0, 3), null],
  ["random bytes", () => randomBytes(4096), null],
])("%s closes its own connection", async (_name, bytes, code) => {
  const closing = code === null ? "" : Buffer.of(0x88, 0x02, code >> 8, code & 255).toString("latin1");
  const isTold = (received: string) => received.startsWith("HTTP/1.1 101 ") && received.includes(closing);
  const sent = Buffer.concat([Buffer.from(upgrade(`Cookie: ${cookie}`)), bytes()]);
  expect(await raw(sent, isTold)).toSatisfy(isTold);
  await expectStanding();
});

function fragments(mebibytes: number): Buffer {
  const piece = Buffer.alloc(2 ** 20, 0x20);
  return Buffer.concat([
    frame(0x01, piece),
    ...Array.from({ length: mebibytes - 1 }, () => frame(0x00, piece)),
  ]);
}

test.each<[string, string | Uint8Array]>([
  ["a letter", "x"],
  ["nothing", ""],
  ["null", "null"],
  ["a number", "17"],
  ["a list", "[]"],
  ["an empty object", "{}"],
  ["a request without payload", '{"i":"1"}'],
  ["a request whose address is a number", '{"i":"1","p":{"u":1}}'],
  ["a request whose address is none", '{"i":"1","p":{"u":"x"}}'],
  ["half a request", JSON.stringify(about).slice(0, 20)],
  ["a hundred thousand brackets", "[".repeat(100_000)],
  ["binary zeros", new Uint8Array(64)],
  ["random binary", randomBytes(64)],
  ["a delimiter alone", Uint8Array.of(255)],
])("%s in place of a message closes its connection as malformed", async (_name, message) => {
  expect(await outcomeOf(openSocket(), message)).toEqual({ code: 1007 });
  await expectStanding();
});

const deep = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
test.each<[string, string]>([
  ["an unknown operation", '{"i":"1","p":{"u":"/system/nothing"}}'],
  [
    "an operation of the command line",
    '{"i":"1","p":{"u":"/files/analyse","b":{"json":{"path":"/etc/passwd"}}}}',
  ],
  ["the prototype", '{"i":"1","p":{"u":"/__proto__/toString"}}'],
  ["a constructor", '{"i":"1","p":{"u":"/patients/constructor"}}'],
  ["an operation's inside", '{"i":"1","p":{"u":"/patients/list/~orpc"}}'],
  ["no input", '{"i":"1","p":{"u":"/patients/get"}}'],
  ["input of a wrong type", '{"i":"1","p":{"u":"/patients/get","b":{"json":{"id":{"a":[1]}}}}}'],
  ["input that is a list", '{"i":"1","p":{"u":"/patients/create","b":{"json":[1,2,3]}}}'],
  ["a body that is a number", '{"i":"1","p":{"u":"/patients/get","b":3}}'],
  [
    "types of places that are not there",
    '{"i":"1","p":{"u":"/patients/get","b":{"json":{},"meta":[[1,"a","b"],["x"]]}}}',
  ],
  ["types that are none", '{"i":"1","p":{"u":"/patients/get","b":{"json":{"id":"a"},"meta":[[99,"id"]]}}}'],
  ["a date that is none", '{"i":"1","p":{"u":"/patients/get","b":{"json":{"id":"x"},"meta":[[1,"id"]]}}}'],
  [
    "a polluting name",
    '{"i":"1","p":{"u":"/patients/get","b":{"json":{"__proto__":{"id":"x"}},"meta":[[1,"__proto__","id"]]}}}',
  ],
  ["deep input", `{"i":"1","p":{"u":"/patients/get","b":{"json":${deep}}}}`],
  ["a long id", `{"i":"1","p":{"u":"/patients/get","b":{"json":{"id":"${"x".repeat(2 ** 20)}"}}}}`],
  [
    "a file without bytes",
    '{"i":"1","p":{"u":"/patients/get","h":{"content-disposition":"attachment; filename=x"}}}',
  ],
  ["GET without data", '{"i":"1","p":{"u":"/patients/get","m":"GET"}}'],
  ["GET with broken data", '{"i":"1","p":{"u":"/patients/get?data=%7B","m":"GET"}}'],
])("a request with %s is answered with an error, not with a closed connection", async (_name, message) => {
  const { answer = "" } = (await outcomeOf(openSocket(), message)) as { answer?: string };
  expect(JSON.parse(answer).p.s).toBeGreaterThanOrEqual(400);
  await expectStanding();
});

test("events and aborts of requests that are not there, and one id for two requests, disturb nothing", async () => {
  const messages = [
    '{"i":"9","t":3,"p":{"e":"message","d":1}}',
    '{"i":"9","t":4}',
    '{"i":"8","p":{"u":"/patients/get","h":{"content-type":"text/event-stream"}}}',
    '{"i":"8","t":3,"p":{"e":"nonsense"}}',
    '{"i":"8","t":4}',
    JSON.stringify({ ...about, i: "7" }),
    JSON.stringify({ ...about, i: "7" }),
  ];
  const { answer = "" } = (await outcomeOf(openSocket(), ...messages)) as { answer?: string };
  expect(answer).toMatch(/"i":"[78]"/);
  await expectStanding();
});

test.each<[string, () => string | Buffer, RegExp]>([
  ["bytes that are no HTTP", () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", /^HTTP\/1.1 400 /],
  ["a header of 100 kB", () => get("/", `X: ${"x".repeat(100_000)}`), /^HTTP\/1.1 431 /],
  [
    "ten thousand headers",
    () => get("/", ...Array.from({ length: 10_000 }, (_, n) => `X-${n}: 1`)),
    /^HTTP\/1.1 431 /,
  ],
  ["two lengths", () => get("/", "Content-Length: 1", "Content-Length: 2"), /^HTTP\/1.1 400 /],
  [
    "a length and chunks",
    () => get("/", "Content-Length: 1", "Transfer-Encoding: chunked"),
    /^HTTP\/1.1 400 /,
  ],
  ["CONNECT", () => get("/").replace("GET /", "CONNECT 127.0.0.1:1"), /^$/],
  ["an unknown method", () => get("/").replace("GET", "BREW"), /^HTTP\/1.1 400 /],
  ["an address that is none", () => get("//", "Connection: close"), /^HTTP\/1.1 40[01] /],
  ["a broken escape", () => get("/%E0%A4%A", `Cookie: ${cookie}`, "Connection: close"), /^HTTP\/1.1 404 /],
  ["a zero in the address", () => get("/a%00b", `Cookie: ${cookie}`, "Connection: close"), /^HTTP\/1.1 404 /],
  [
    "a way up",
    () => get("/%2e%2e/%2e%2e/package.json", `Cookie: ${cookie}`, "Connection: close"),
    /^HTTP\/1.1 404 /,
  ],
  ["no Host", () => "GET / HTTP/1.1\r\n\r\n", /^HTTP\/1.1 400 /],
])("%s is answered or cut, and ends nothing", async (_name, request, answer) => {
  const isAnswered = (received: string) => received !== "" && answer.test(received);
  expect(await raw(request(), isAnswered)).toMatch(answer);
  await expectStanding();
});

test("requests that are sent in one go are answered one by one", async () => {
  const requests = [...Array.from({ length: 30 }, () => get("/")), get("/", "Connection: close")];
  const answers = (await raw(requests.join(""))).match(/HTTP\/1\.1 401 /g);
  expect(answers).toHaveLength(31);
});

test("a request whose headers drip is ended after seconds", async () => {
  const socket = await connected();
  const closed = new Promise((resolve) => socket.on("close", resolve));
  const drip = setInterval(() => socket.write("X: y\r\n"), 500);
  socket.on("end", () => socket.destroy());
  socket.resume();
  socket.write(`GET / HTTP/1.1\r\nHost: ${host()}\r\n`);
  await closed; // the drip goes on for as long as the test may last
  clearInterval(drip);
});

test("an upload that breaks off leaves no file", async () => {
  const head = (...headers: string[]) =>
    get("/uploads", `Cookie: ${cookie}`, ...headers).replace("GET", "POST");
  for (const request of [
    `${head("Content-Length: 1000000")}some bytes`,
    `${head("Transfer-Encoding: chunked")}5\r\nbytes\r\nnonsense`,
  ]) {
    const socket = await connected();
    socket.write(request);
    await wait(150);
    socket.resetAndDestroy();
  }
  const received = () =>
    readdirSync(dataFolder, { recursive: true, encoding: "utf8" }).filter((path) =>
      /[0-9a-f]{12}.[0-9a-f]{8}-/.test(path),
    );
  await wait(300);
  await expect.poll(received).toEqual([]);
  await expectStanding();
});
