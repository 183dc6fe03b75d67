import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { Readable } from "node:stream";
import { captureSocketPath } from "../../../shared/contract/capture-stream.ts";
import { capturePlace } from "../../core/capture/capture-place.ts";
import type { CoreOptions } from "../../core/core.ts";
import { startCore } from "../../core/start-core.ts";
import { Uploads } from "../../core/uploads.ts";
import { answerAppRequest, text } from "../app-request.ts";
import { CaptureDoor } from "../capture-door.ts";
import { listen } from "../listen.ts";
import { coreEndedLine, logIn } from "../log.ts";
import { corePortEnd, relay } from "../relay.ts";
import { superviseCore } from "../supervise-core.ts";
import { refusal, Sessions } from "./session.ts";
import { openSockets, webSocketEnd } from "./socket-end.ts";

export type RunningServer = {
  port: number;
  /** A URL that opens one window. */
  url(): string;
  /** Cancels what runs, closes the history and removes received files, within 5 s. */
  close(): Promise<void>;
};

export type LoopbackDoor = {
  port: number;
  /** Called when a token was used, so that the caller can offer the next URL. */
  onTokenUsed?: () => void;
  /** How a core is started; tests keep hold of it to end it. */
  start?: typeof startCore;
};

/** Headers must be there within this, a whole request (a file of 2 GiB from a slow stick) within that, ms. */
const headersLimitMs = 10_000;
const requestLimitMs = 15 * 60_000;

/** Windows of one person; more is somebody's mistake. */
const maximumSockets = 64;

/**
 * The loopback door: the built renderer, uploads, the contract over a WebSocket at /rpc, and what is recorded over one at
 * /capture. Listens on 127.0.0.1 only; a request needs the right Host and Origin and a session, which a URL's token opens
 * once; see `Sessions`.
 * @throws BulbarError `port-unavailable`
 */
export async function serve(options: CoreOptions, door: LoopbackDoor): Promise<RunningServer> {
  const uploads = new Uploads(options.dataFolder);
  const captures = capturePlace(options.dataFolder);
  const captureDoor = new CaptureDoor(captures);
  const log = logIn(options.dataFolder);
  const parts = { rendererFolder: join(options.programFolder, "out", "renderer"), uploads, log };
  const limits = {
    headersTimeout: headersLimitMs,
    requestTimeout: requestLimitMs,
    connectionsCheckingInterval: 2_000,
  };
  const server = createServer(limits, (request, response) => {
    answerRequest(request)
      .catch(() => text(500, "The program failed on this request."))
      .then((answer) => send(answer, response))
      .catch(() => response.destroy());
  });
  const port = await listen(server, door.port);
  const sessions = new Sessions(port);
  const core = superviseCore(
    () => (door.start ?? startCore)({ ...options, uploads: uploads.place, captures, backsUp: true }),
    (ending, isReplaced) => log(coreEndedLine(ending, isReplaced)),
  );
  const sockets = openSockets();

  async function answerRequest(request: IncomingMessage): Promise<Response> {
    const refused = refusal(request.headers, port);
    if (refused) return text(403, refused);
    const url = URL.parse(request.url ?? "/", `http://127.0.0.1:${port}`);
    if (!url) return text(400, "There is no such address.");
    const token = url.searchParams.get("token");
    if (token !== null) return openSession(token, request);
    // The pages hold nothing of a patient: for them the cookie is enough.
    const isPage = request.method !== "POST" && url.pathname !== "/session";
    if (!(isPage ? sessions.accepts(request.headers) : sessions.acceptsTab(request.headers))) {
      return text(401, "Open the address that Bulbar printed, with its one-time token.");
    }
    if (url.pathname === "/session") return new Response(null, { status: 204 });
    const body = request.method === "POST" ? Readable.from(request) : null;
    return answerAppRequest({ method: request.method ?? "GET", path: url.pathname, body }, parts);
  }

  function openSession(token: string, request: IncomingMessage): Response {
    const opened = sessions.redeem(token, request.headers);
    if (opened) door.onTokenUsed?.();
    else if (!sessions.accepts(request.headers)) {
      return text(401, "This address was already used. Open the newest one that Bulbar printed.");
    }
    const location = opened ? `/#tab=${opened.tab}` : "/";
    const headers = new Headers({ location, "referrer-policy": "no-referrer" });
    if (opened?.session) headers.set("set-cookie", sessions.cookie(opened.session));
    return new Response(null, { status: 303, headers });
  }

  function upgradeRefusal({ url, headers }: IncomingMessage): string | null {
    if (url !== "/rpc" && url !== captureSocketPath) return "404 Not Found";
    if (refusal(headers, port)) return "403 Forbidden";
    if (!sessions.acceptsTab(headers)) return "401 Unauthorized";
    if (sockets.clients.size >= maximumSockets) return "503 Service Unavailable";
    if (url === "/rpc" && !core.isThere()) return "503 Service Unavailable";
    return null;
  }

  server.on("upgrade", (request, socket: Duplex, head) => {
    // A client that resets the connection is nobody's error.
    socket.on("error", () => socket.destroy());
    const refused = upgradeRefusal(request);
    if (refused) {
      socket.end(`HTTP/1.1 ${refused}\r\nconnection: close\r\n\r\n`, () => socket.destroy());
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      sockets.emit("connection", webSocket, request);
      if (request.url === captureSocketPath) captureDoor.serve(webSocketEnd(webSocket));
      else relay(webSocketEnd(webSocket), corePortEnd(core.connect("window")));
    });
  });

  return {
    port,
    url: () => `http://127.0.0.1:${port}/?token=${sessions.token}`,
    close: async () => {
      server.close();
      await core.close();
      for (const client of sockets.clients) client.terminate();
      await captureDoor.close();
      sockets.close();
      server.closeAllConnections();
      await uploads.release();
    },
  };
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(answer.body ? Buffer.from(await answer.arrayBuffer()) : undefined);
}
