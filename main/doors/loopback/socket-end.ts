import { type WebSocket, WebSocketServer } from "ws";
import type { Closing } from "../../../shared/contract/connection.ts";
import type { MessageEnd } from "../relay.ts";

/** Largest message that a page may send, bytes. Files go by `POST /uploads`; what is left are forms and lists. */
const maximumMessageBytes = 16 * 1024 ** 2;

/** Bytes that wait for a reader before it is taken for gone: several times the largest picture or sound. */
const maximumWaitingBytes = 512 * 1024 ** 2;

/** Between two pings, ms; a socket that has not answered one when the next is due is ended. */
const pingMs = 30_000;

/** Close codes (RFC 6455 section 7.4, registry of IANA) for what ended a connection. */
const closeCodes: Record<Closing, number> = {
  stopping: 1001,
  "malformed-message": 1007,
  failed: 1011,
  "core-ended": 1012,
};

/** What turns upgrades into WebSockets; ends those that are half open. */
export function openSockets(): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumMessageBytes });
  const answered = new WeakSet<WebSocket>();
  sockets.on("connection", (socket: WebSocket) => {
    answered.add(socket);
    socket.on("pong", () => answered.add(socket));
  });
  const timer = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!answered.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, pingMs);
  timer.unref();
  sockets.once("close", () => clearInterval(timer));
  return sockets;
}

/** A WebSocket as an end: texts as strings, binary messages as bytes. */
export function webSocketEnd(socket: WebSocket): MessageEnd {
  // A broken frame or a reset: ws closes this socket, with 1002, 1007 or 1009 where it can still say so.
  socket.on("error", () => {});
  return {
    send: (message) => {
      if (socket.bufferedAmount > maximumWaitingBytes) socket.terminate();
      else socket.send(message as string | Uint8Array);
    },
    onMessage: (receive) =>
      void socket.on("message", (data, isBinary) =>
        receive(isBinary ? new Uint8Array(data as Buffer) : data.toString()),
      ),
    onClose: (closed) => void socket.on("close", () => closed()),
    close: (why) => (why ? socket.close(closeCodes[why], why) : socket.close()),
  };
}
