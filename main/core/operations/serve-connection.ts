import type { MessagePort } from "node:worker_threads";
import { RPCHandler } from "@orpc/server/bun-ws";
import type { Closing, Farewell } from "../../../shared/contract/connection.ts";
import type { Core } from "../core.ts";
import type { Seat } from "../vault/sessions.ts";
import type { SeatedContext } from "./implementer.ts";
import type { localRouter, programRouter, router } from "./router.ts";

type Call = { call: { reached: boolean } };
export type ConnectionHandler = RPCHandler<SeatedContext & Call>;

/** A connection that is served. */
export type ServedConnection = {
  /** Aborts what runs for it, says why, and closes the port. */
  close(why: Closing): void;
  /** What has been asked and is not done yet. */
  running: ReadonlySet<Promise<void>>;
};

/** What answers the messages of any number of connections with the operations of a router. */
export function connectionHandler(
  routes: typeof router | typeof localRouter | typeof programRouter,
): ConnectionHandler {
  return new RPCHandler<SeatedContext & Call>(routes, {
    rootInterceptors: [
      ({ context, next }) => {
        context.call.reached = true;
        return next();
      },
    ],
  });
}

/**
 * Answers the messages of a port until it closes. A message that is none (no text, no JSON, no request) closes this
 * connection with `malformed-message`, an answer that cannot be sent with `failed`: neither ends the thread, as a
 * rejection that nobody handles would. oRPC's own adapter for ports drops that promise, the one for Bun's sockets gives
 * it back, so that one is used.
 *
 * A connection begins without a session; what logs on seats one.
 */
export function serveConnection(port: MessagePort, handler: ConnectionHandler, core: Core): ServedConnection {
  const { vault } = core;
  const seat: Seat = { session: null };
  const running = new Set<Promise<void>>();
  let isOpen = true;
  const peer = {
    send: (message: string | ArrayBufferLike | Uint8Array) => {
      port.postMessage(message);
      return 0;
    },
  };
  const end = () => {
    isOpen = false;
    handler.close(peer);
  };
  const close = (why: Closing) => {
    if (!isOpen) return;
    end();
    port.postMessage({ closed: why } satisfies Farewell);
    port.close();
  };
  port.on("message", (message: unknown) => {
    if (!isOpen) return;
    const frame = frameOf(message);
    if (frame === null) return close("malformed-message");
    const call = { reached: false };
    const done = vault.begin(seat);
    const work = handler
      .message(peer, frame, { context: { core, session: seat.session, seat, call } })
      .catch(() => close(call.reached ? "failed" : "malformed-message"))
      .finally(() => {
        running.delete(work);
        done();
      });
    running.add(work);
  });
  port.on("messageerror", () => close("malformed-message"));
  port.on("close", () => {
    end();
    vault.leave(seat);
  });
  return { close, running };
}

/** The text or the bytes that a message is; null for anything else. */
function frameOf(message: unknown): string | Uint8Array | null {
  if (message instanceof ArrayBuffer) return new Uint8Array(message);
  return typeof message === "string" || message instanceof Uint8Array ? message : null;
}
