import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { RPCHandler } from "@orpc/server/message-port";
import { type CoreOptions, createCore } from "./core.ts";
import { sweepHeldFolders } from "./held-folder.ts";
import type { Context } from "./operations/implementer.ts";
import { localRouter, router } from "./operations/router.ts";

/** What a door may call: a window never gets the operations that take paths. */
export type Scope = "window" | "local";

export type WorkerRequest = { type: "connect"; scope: Scope; port: MessagePort } | { type: "close" };

if (!parentPort) throw new Error("worker.ts runs in a worker thread; use startCore.");
const core = createCore(workerData as CoreOptions);
// What a process that was killed has left. A start does not wait for it.
void sweepHeldFolders(core.options.dataFolder);
const handlers = { window: new RPCHandler<Context>(router), local: new RPCHandler<Context>(localRouter) };

parentPort.on("message", async (request: WorkerRequest) => {
  if (request.type === "connect") {
    handlers[request.scope].upgrade(request.port, { context: { core } });
    request.port.start();
    return;
  }
  await core.close();
  process.exit(0);
});
