import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { scheduleDeliveries } from "./analysis/deliver-messages.ts";
import { type CoreOptions, createCore, historyPlaceOf } from "./core.ts";
import { sweepHeldFolders } from "./held-folder.ts";
import { scheduleBackups } from "./history/backup-schedule.ts";
import { scheduleChecks } from "./history/check-schedule.ts";
import { localRouter, programRouter, router } from "./operations/router.ts";
import { connectionHandler, type ServedConnection, serveConnection } from "./operations/serve-connection.ts";

/** What a door may call: a window never gets the operations that take paths, another program none on patients. */
export type Scope = "window" | "local" | "program";

export type WorkerRequest = { type: "connect"; scope: Scope; port: MessagePort } | { type: "close" };

/** How long a stop waits for what runs to end by itself once it was cancelled, ms. */
const stopLimitMs = 3000;
/** How often sessions that nobody uses are looked for, ms. */
const sweepEveryMs = 2000;

if (!parentPort) throw new Error("worker.ts runs in a worker thread; use startCore.");
const core = createCore(workerData as CoreOptions);
// What a process that was killed has left. A start does not wait for it.
void sweepHeldFolders(core.options.dataFolder);
const { dataFolder, backsUp } = core.options;
const stopBackups = backsUp
  ? scheduleBackups(dataFolder, () => (core.vault.isOpen() ? historyPlaceOf(core, "schedule") : null))
  : () => {};
const stopChecks = backsUp
  ? scheduleChecks(
      dataFolder,
      () => ({
        idleForMs: core.now().getTime() - core.presence.lastAt,
        logOffAfterMinutes: core.vault.logOffAfterMinutes(),
      }),
      () => (core.vault.isOpen() ? historyPlaceOf(core, "schedule") : null),
    )
  : () => {};
const stopDeliveries = backsUp ? scheduleDeliveries(core) : () => {};
const handlers = {
  window: connectionHandler(router),
  local: connectionHandler(localRouter),
  program: connectionHandler(programRouter),
};
const connections = new Set<ServedConnection>();
const sweeping = setInterval(() => core.vault.sweep(), sweepEveryMs);

parentPort.on("message", (request: WorkerRequest) => {
  if (request.type === "close") void stop();
  else connect(request.scope, request.port);
});

function connect(scope: Scope, port: MessagePort): void {
  const connection = serveConnection(port, handlers[scope], core);
  connections.add(connection);
  // What runs for a window that left is still waited for at a stop.
  port.on("close", async () => {
    await Promise.allSettled(connection.running);
    connections.delete(connection);
  });
}

/** Cancels what runs and waits for it, within the limit: its temporary files go, then the history is closed. */
async function stop(): Promise<void> {
  stopBackups();
  stopChecks();
  stopDeliveries();
  clearInterval(sweeping);
  for (const connection of connections) connection.close("stopping");
  const running = [...connections].flatMap((connection) => [...connection.running]);
  await Promise.race([
    Promise.allSettled(running),
    new Promise((resolve) => setTimeout(resolve, stopLimitMs)),
  ]);
  await core.close();
  process.exit(0);
}
