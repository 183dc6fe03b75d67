// Before the worker starts: it is too late inside it.
import "./inference/no-telemetry.ts";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { ContractRouterClient } from "@orpc/contract";
import type { localContract } from "../../shared/contract/local.ts";
import type { CoreOptions } from "./core.ts";
import type { Scope, WorkerRequest } from "./worker.ts";

/** A core that runs in a worker thread of this process. */
export type RunningCore = {
  /** A new connection; the door passes the port on, or speaks oRPC over it. */
  connect(scope: Scope): MessagePort;
  /** Closes the history and ends the thread. */
  close(): Promise<void>;
  /** Settles when the thread ends by itself, with its failure. */
  ended: Promise<Error | null>;
};

export type LocalClient = ContractRouterClient<typeof localContract>;

/** Starts the core behind every door: model runs and signal processing never block the door's own thread. */
export function startCore(options: CoreOptions): RunningCore {
  const file = import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js";
  const worker = new Worker(new URL(file, import.meta.url), { workerData: options });
  const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  const ended = new Promise<Error | null>((resolve) => {
    worker.once("error", resolve);
    exited.then(() => resolve(null));
  });
  const send = (request: WorkerRequest, transfer: MessagePort[] = []) =>
    worker.postMessage(request, transfer);
  return {
    ended,
    connect: (scope) => {
      const { port1, port2 } = new MessageChannel();
      send({ type: "connect", scope, port: port2 }, [port2]);
      return port1;
    },
    close: async () => {
      send({ type: "close" });
      await exited;
    },
  };
}

/** A typed client over a port of `connect("local")`. */
export function localClient(port: MessagePort): LocalClient {
  const client: LocalClient = createORPCClient(new RPCLink({ port }));
  port.start();
  return client;
}
