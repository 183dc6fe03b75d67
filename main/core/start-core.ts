// Before the worker starts: inside it, it is too late.
import "./inference/library-environment.ts";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { ContractRouterClient } from "@orpc/contract";
import { type Closing, isFarewell, type Link, linkUntilLost } from "../../shared/contract/connection.ts";
import type { localContract } from "../../shared/contract/local.ts";
import type { CoreOptions } from "./core.ts";
import type { Scope, WorkerRequest } from "./worker.ts";

export type { Scope } from "./worker.ts";

/** How a core's thread ended: an error that nobody caught, or an exit code alone. */
export type CoreEnding = { error: Error | null; exitCode: number };

/** A core that runs in a worker thread of this process. */
export type RunningCore = {
  /** A new connection; the door passes the port on, or speaks oRPC over it. A core that has ended closes it at once. */
  connect(scope: Scope): MessagePort;
  /** Cancels what runs, closes the history and ends the thread: within 5 s, whatever runs. */
  close(): Promise<void>;
  /** Ends the thread at once, as a crash would. */
  terminate(): Promise<void>;
  /** Settles when the thread has ended, asked or not. */
  ended: Promise<CoreEnding>;
};

export type LocalClient = ContractRouterClient<typeof localContract>;

/** A thread that has not stopped by itself then is ended, ms: what cannot be cancelled, or does not listen. */
const terminateAfterMs = 4000;

/** Starts the core behind every door: model runs and signal processing never block the door's own thread. */
export function startCore(options: CoreOptions): RunningCore {
  const file = import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js";
  const worker = new Worker(new URL(file, import.meta.url), { workerData: options });
  let hasEnded = false;
  const ended = new Promise<CoreEnding>((resolve) => {
    let error: Error | null = null;
    worker.once("error", (thrown) => (error = thrown instanceof Error ? thrown : new Error("no error")));
    worker.once("exit", (exitCode) => {
      hasEnded = true;
      resolve({ error, exitCode });
    });
  });
  const send = (request: WorkerRequest, transfer: MessagePort[] = []) =>
    worker.postMessage(request, transfer);
  return {
    ended,
    connect: (scope) => {
      const { port1, port2 } = new MessageChannel();
      if (hasEnded) port2.close();
      else send({ type: "connect", scope, port: port2 }, [port2]);
      return port1;
    },
    close: async () => {
      send({ type: "close" });
      const timer = setTimeout(() => void worker.terminate(), terminateAfterMs);
      await ended;
      clearTimeout(timer);
    },
    terminate: async () => {
      await worker.terminate();
    },
  };
}

/**
 * A typed client over a port of `connect("local")`.
 * @throws ORPCError `core-ended` from every call that waits when the core ends, and from every later one
 */
export function localClient(port: MessagePort): LocalClient {
  return createORPCClient(portLink(port));
}

/**
 * A typed client that opens a connection at its first call, and a new one after the core of the last one has ended.
 * @param core `ended` settles when the core that `connect` last asked has ended, and what replaces it is there: a port
 *   closes before
 * @param logOn is asked to log on where an operation needs it, once a connection; then the operation is tried again
 */
export function reconnectingClient(
  core: { connect(scope: "local"): MessagePort; ended(): Promise<unknown> },
  logOn?: (client: LocalClient) => Promise<void>,
): LocalClient {
  let link: Link | null = null;
  let loggedOn: Promise<void> | null = null;
  const open = () => {
    const port = core.connect("local");
    const ended = core.ended();
    return portLink(port, async (closing) => {
      if (closing === "core-ended") await ended;
      link = null;
      loggedOn = null;
    });
  };
  return createORPCClient({
    call: async (path, input, options) => {
      link ??= open();
      const opened = link;
      try {
        return await opened.call(path, input, options);
      } catch (error) {
        if (!logOn || !needsLogOn(error)) throw error;
        loggedOn ??= logOn(createORPCClient(opened));
        await loggedOn;
        return opened.call(path, input, options);
      }
    },
  } satisfies Link);
}

/** A password that must be changed first is logged on with already. */
function needsLogOn(error: unknown): boolean {
  const { code, data } = error as { code?: string; data?: { why?: string } };
  return code === "not-logged-on" && data?.why !== "change-password";
}

/** @param onLost what to wait for before those who wait are told */
function portLink(port: MessagePort, onLost = async (_closing: Closing) => {}): Link {
  let closing: Closing = "core-ended";
  port.on("message", (message) => {
    if (isFarewell(message)) closing = message.closed;
  });
  const link = linkUntilLost(
    () => new RPCLink({ port: withoutFarewell(port) }),
    (lost) => port.once("close", () => lost(closing, onLost(closing))),
  );
  port.start();
  return link;
}

/** The port as oRPC listens to it. */
function withoutFarewell(port: MessagePort) {
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    on: (event: string, listener: (event: { data: unknown }) => void) =>
      port.on(event as "message", (data: unknown) => {
        if (!isFarewell(data)) listener({ data });
      }),
  };
}
