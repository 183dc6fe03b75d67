import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { CoreOptions } from "../../core/core.ts";
import { startCore } from "../../core/start-core.ts";
import { Uploads } from "../../core/uploads.ts";
import { answerAppRequest, text } from "../app-request.ts";
import { type MessageEnd, nodePortEnd, relay } from "../relay.ts";
import { refusal, Sessions, sessionCookie } from "./session.ts";

export type RunningServer = {
  port: number;
  /** A URL that opens one window. */
  url(): string;
  close(): Promise<void>;
};

/**
 * The loopback door: the built renderer, uploads, and the contract over a WebSocket at /rpc. Listens on 127.0.0.1
 * only; a request needs the right Host and Origin and a session, which a URL's token opens once.
 * @param door.onTokenUsed called when a token was used, so that the caller can offer the next URL
 */
export async function serve(
  options: CoreOptions,
  door: { port: number; onTokenUsed?: () => void },
): Promise<RunningServer> {
  const uploads = new Uploads(options.dataFolder);
  const core = startCore({ ...options, uploads: uploads.place });
  const sessions = new Sessions();
  const folders = {
    rendererFolder: join(options.programFolder, "out", "renderer"),
    uploads,
  };
  const server = createServer(async (request, response) => {
    const answer = await answerRequest(request).catch(() => text(500, "The program failed on this request."));
    await send(answer, response);
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 ** 2 });
  server.listen(door.port, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  async function answerRequest(request: IncomingMessage): Promise<Response> {
    const refused = refusal(request.headers, port);
    if (refused) return text(403, refused);
    const url = new URL(request.url ?? "/", `http://127.0.0.1:${port}`);
    const token = url.searchParams.get("token");
    if (token !== null) return openSession(token, request);
    if (!sessions.accepts(request.headers)) {
      return text(401, "Open the address that Bulbar printed, with its one-time token.");
    }
    const body = request.method === "POST" ? Readable.from(request) : null;
    return answerAppRequest({ method: request.method ?? "GET", path: url.pathname, body }, folders);
  }

  function openSession(token: string, request: IncomingMessage): Response {
    const session = sessions.redeem(token);
    if (session) door.onTokenUsed?.();
    else if (!sessions.accepts(request.headers)) {
      return text(401, "This address was already used. Open the newest one that Bulbar printed.");
    }
    const headers = new Headers({ location: "/", "referrer-policy": "no-referrer" });
    if (session) headers.set("set-cookie", sessionCookie(session));
    return new Response(null, { status: 303, headers });
  }

  server.on("upgrade", (request, socket, head) => {
    const allowed =
      request.url === "/rpc" && !refusal(request.headers, port) && sessions.accepts(request.headers);
    if (!allowed) {
      socket.end("HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      relay(webSocketEnd(webSocket), nodePortEnd(core.connect("window")));
    });
  });

  return {
    port,
    url: () => `http://127.0.0.1:${port}/?token=${sessions.token}`,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      server.close();
      await core.close();
      await uploads.release();
    },
  };
}

/** A WebSocket as an end: texts as strings, binary messages as bytes. */
function webSocketEnd(socket: WebSocket): MessageEnd {
  return {
    send: (message) => socket.send(message as string | Uint8Array),
    onMessage: (receive) =>
      void socket.on("message", (data, isBinary) =>
        receive(isBinary ? new Uint8Array(data as Buffer) : data.toString()),
      ),
    onClose: (closed) => void socket.on("close", closed),
    close: () => socket.close(),
  };
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(answer.body ? Buffer.from(await answer.arrayBuffer()) : undefined);
}
