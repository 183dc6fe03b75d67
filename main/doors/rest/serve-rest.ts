import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { setTimeout as wait } from "node:timers/promises";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { Language } from "../../../shared/words/language.ts";
import type { CoreOptions } from "../../core/core.ts";
import { Uploads } from "../../core/uploads.ts";
import { foreignPart, loopbackAddress } from "../foreign-request.ts";
import { listen } from "../listen.ts";
import { failureLine, logIn, logToFile } from "../log.ts";
import { newSecret, sameSecret } from "../secret.ts";
import { Admission, type Limits } from "./admission.ts";
import { type Answer, acceptedLanguage, errorAnswer, jsonAnswer, send } from "./answers.ts";
import { certifiedAddress, type PublicAddress } from "./certificate.ts";
import { CorePool } from "./core-pool.ts";
import { docsAnswer } from "./docs-page.ts";
import { openApiDocument } from "./openapi.ts";
import { receiveForm } from "./receive-form.ts";
import { findRoute, type Route } from "./routes.ts";

export type RestDoor = {
  port: number;
  /** Where to listen besides this computer; null: on 127.0.0.1, without TLS. */
  publicAddress: PublicAddress | null;
  /** Cores that work at the same time, each on one recording. */
  cores: number;
  /** Largest recording, bytes. */
  recordingBytes: number;
} & Limits;

export type RunningRest = {
  port: number;
  /** What programs ask: scheme, host and port. */
  url: string;
  /** What they show: `Authorization: Bearer TOKEN`. */
  token: string;
  /** Takes nothing more in, gives what runs a moment, cancels the rest, and removes received recordings, within 5 s. */
  close(): Promise<void>;
};

/** A request that is being answered. */
type Call = {
  request: IncomingMessage;
  response: ServerResponse;
  language: Language;
  /** Aborted when the client is gone. */
  signal: AbortSignal;
  /** Its address as the contract writes it, for the log: nothing that a client made up, no file's name. */
  path: string;
};

/** Headers must be there within this, a whole request within that, ms. */
const headersLimitMs = 10_000;
const requestLimitMs = 2 * 60_000;
const idleLimitMs = 5_000;
const mostConnections = 256;
/** What runs at a stop is given this long to end by itself, ms. */
const graceMs = 1_000;

/**
 * The door for other programs: the contract's `rest` over HTTP, its description, and a page to try it. It has its own cores,
 * so that it never holds up a window, and reaches nothing of patients. Recordings pass through encrypted.
 * @throws BulbarError `port-unavailable`
 */
export async function serveRest(options: CoreOptions, door: RestDoor): Promise<RunningRest> {
  const token = newSecret();
  const uploads = new Uploads(options.dataFolder);
  const admission = new Admission(door);
  const log = logToFile(options.dataFolder, "api");
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  const { publicAddress } = door;
  const limits = {
    headersTimeout: headersLimitMs,
    requestTimeout: requestLimitMs,
    keepAliveTimeout: idleLimitMs,
    connectionsCheckingInterval: 2_000,
  };
  const server = publicAddress
    ? createTlsServer({ ...limits, ...publicAddress, minVersion: "TLSv1.2" })
    : createServer(limits);
  server.maxConnections = mostConnections;
  const port = await listen(server, door.port, publicAddress?.host);
  const ownAddress = publicAddress ? certifiedAddress(publicAddress.cert, port) : loopbackAddress(port);
  const pool = new CorePool({ ...options, uploads: uploads.place }, door.cores, logIn(options.dataFolder));
  const document = once((language: Language) => openApiDocument(options.programVersion, language));
  const take = (request: IncomingMessage, response: ServerResponse) => {
    const work = handle(request, response).finally(() => running.delete(work));
    running.add(work);
  };
  server.on("request", take);
  // who asks before sending is let send only when the recording is wanted
  server.on("checkContinue", take);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startMs = performance.now();
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const language = acceptedLanguage(request.headers["accept-language"]);
    const call: Call = { request, response, language, signal: gone.signal, path: "-" };
    const answer = await answerTo(call).catch((error: unknown) => {
      const why = stopping.signal.aborted ? new BulbarError("server-stopping") : error;
      const refused = errorAnswer(why, language);
      if (refused.status === 500) log(failureLine("internal", whereItBegan(error as Error)));
      return refused;
    });
    log(`${request.method} ${call.path} ${answer.status} ${Math.round(performance.now() - startMs)} ms`);
    await send(answer, request, response).catch(() => response.destroy());
  }

  async function answerTo(call: Call): Promise<Answer> {
    const { request, language, signal } = call;
    const { headers } = request;
    const foreign = foreignPart(headers, ownAddress);
    if (foreign) throw new BulbarError("request-foreign", { why: foreign === "host" ? "host" : "origin" });
    stopping.signal.throwIfAborted();
    const url = URL.parse(request.url ?? "/", `${ownAddress.scheme}://${headers.host}`);
    if (!url) throw new BulbarError("request-malformed", { why: "address" });
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET");
    const open = method === "GET" ? await openAnswer(url.pathname, language) : null;
    if (open) {
      call.path = url.pathname;
      return open;
    }
    if (!hasToken(headers.authorization, token)) throw new BulbarError("token-refused");
    admission.count();
    const route = findRoute(method, url.pathname);
    call.path = route.path;
    if (method === "GET") return jsonAnswer(await ask(route, { params: route.params }, signal));
    return answerAboutRecording(call, route, queryOf(url));
  }

  /** Takes the recording in, asks a core about it, and removes it whatever comes of that. */
  async function answerAboutRecording(
    { request, response, signal }: Call,
    route: Route,
    query: Record<string, string>,
  ): Promise<Answer> {
    const leave = admission.enter();
    try {
      const letSend = () => {
        if (request.headers.expect) response.writeContinue();
      };
      const { fields, file } = await receiveForm(request, uploads, door.recordingBytes, letSend, signal);
      try {
        return jsonAnswer(await ask(route, { query, body: { ...fields, file } }, signal));
      } finally {
        await uploads.remove(file.uploadId);
      }
    } finally {
      leave();
    }
  }

  /** What needs no token: it tells nothing but what the program is. */
  async function openAnswer(path: string, language: Language): Promise<Answer | null> {
    if (path === "/health") return jsonAnswer({ status: "ok", version: options.programVersion });
    if (path === "/openapi.json") return jsonAnswer(await document(language));
    return docsAnswer(path, language);
  }

  /** Hands what was sent on to a core, which checks it against the contract. */
  function ask({ operation }: Route, sent: unknown, signal: AbortSignal): Promise<unknown> {
    return pool.run(signal, (client) => {
      const operate = client[operation] as (
        sent: unknown,
        options: { signal: AbortSignal },
      ) => Promise<unknown>;
      return operate(sent, { signal });
    });
  }

  return {
    port,
    url: `${ownAddress.scheme}://${hostInUrl(publicAddress?.host ?? "127.0.0.1")}:${port}`,
    token,
    close: async () => {
      server.close();
      server.closeIdleConnections();
      await Promise.race([Promise.allSettled(running), wait(graceMs)]);
      stopping.abort();
      await pool.close();
      await Promise.race([Promise.allSettled(running), wait(graceMs / 4)]);
      server.closeAllConnections();
      await uploads.release();
    },
  };
}

/** What was made for a key is kept. */
function once<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

/** The error with the stack of where it began: of one that crossed from a core that is its detail. */
function whereItBegan(error: Error & { data?: { detail?: string } }): Error {
  const { detail } = error.data ?? {};
  return detail === undefined ? error : Object.assign(new Error(), { stack: detail });
}

function hostInUrl(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

function hasToken(authorization = "", token: string): boolean {
  const [, shown = ""] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  return sameSecret(shown, token);
}

function queryOf({ searchParams }: URL): Record<string, string> {
  for (const field of searchParams.keys())
    if (searchParams.getAll(field).length > 1)
      throw new BulbarError("request-malformed", {
        why: "field-twice",
        facts: { field: field.slice(0, 80) },
      });
  return Object.fromEntries([...searchParams].filter(([, value]) => value !== ""));
}
