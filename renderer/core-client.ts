import { createORPCClient, ORPCError } from "@orpc/client";
import { RPCLink as MessagePortLink } from "@orpc/client/message-port";
import { RPCLink as WebSocketLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import { type Link, linkUntilLost } from "../shared/contract/connection.ts";
import type { contract } from "../shared/contract/contract.ts";
import type { Shell } from "../shared/contract/shell.ts";
import { afterModelsKept } from "./models-kept.ts";
import { enterConnection, loggedOff } from "./session.ts";
import { tabHeaders, tabProtocols } from "./tab-secret.ts";

/** Every operation of the contract, typed; see shared/contract. */
export type Core = ContractRouterClient<typeof contract>;

/** `lost`: it is tried again; `refused`: the program is there, this tab has no session with it. */
export type ConnectionState = "connecting" | "open" | "lost" | "refused";

declare global {
  interface Window {
    /** Given by the preload script inside Electron only. */
    bulbar?: Shell;
  }
}

let state: ConnectionState = "connecting";
const listeners = new Set<() => void>();
let link: Promise<Link> | null = null;

/** State of the connection to the program, for `useSyncExternalStore`. */
export const connection = {
  get: () => state,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function change(next: ConnectionState) {
  state = next;
  for (const listener of listeners) listener();
}

/**
 * Calls made while the connection is down wait until it is back; those that wait for an answer when it is lost fail
 * with `core-ended`.
 */
export const core: Core = createORPCClient(
  afterModelsKept({
    call: async (path, input, options) => {
      link ??= connect(0);
      try {
        return await (await link).call(path, input, options);
      } catch (error) {
        if (needsLogOn(error)) loggedOff();
        throw error;
      }
    },
  }),
);

function needsLogOn(error: unknown): boolean {
  return (
    error instanceof ORPCError && error.code === "not-logged-on" && error.data?.why !== "change-password"
  );
}

/** A connection that was open for this long was a good one: the next pause is short again, ms. */
const steadyMs = 5000;
const retryDelay = (attempt: number) => Math.min(5000, 300 * 2 ** attempt);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Tries until a connection stands, each time after a longer pause, and again when it is lost. */
async function connect(attempt: number): Promise<Link> {
  const openedAt = performance.now();
  const again = async (next: number) => {
    change((await isRefused()) ? "refused" : "lost");
    await pause(retryDelay(next));
    return connect(next + 1);
  };
  const opened = await open(() => {
    change("lost");
    link = again(performance.now() - openedAt > steadyMs ? 0 : attempt);
  });
  if (!opened) return again(attempt);
  try {
    await enterConnection(createORPCClient(opened));
  } catch {
    return again(attempt); // lost again meanwhile
  }
  change("open");
  return opened;
}

const open = (onLost: () => void): Promise<Link | null> =>
  window.bulbar ? openPort(window.bulbar, onLost) : openSocket(onLost);

function openPort(bulbar: Shell, onLost: () => void): Promise<Link | null> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent) => {
      if (event.data !== "bulbar:core") return;
      window.removeEventListener("message", receive);
      const [port] = event.ports;
      if (!port) return resolve(null);
      const opened = linkUntilLost(
        () => new MessagePortLink({ port }),
        (lost) => port.addEventListener("close", () => lost("core-ended")),
      );
      port.addEventListener("close", onLost);
      port.start();
      resolve(opened);
    };
    window.addEventListener("message", receive);
    bulbar.connect();
  });
}

function openSocket(onLost: () => void): Promise<Link | null> {
  const url = new URL("/rpc", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url, tabProtocols);
  const opened = linkUntilLost(
    () => new WebSocketLink({ websocket: socket }),
    (lost) => socket.addEventListener("close", () => lost("core-ended")),
  );
  return new Promise((resolve) => {
    socket.addEventListener("close", () => resolve(null));
    socket.addEventListener("open", () => {
      socket.addEventListener("close", onLost);
      resolve(opened);
    });
  });
}

/** Whether the program answers and will not have this tab; a WebSocket does not say why it was refused. */
async function isRefused(): Promise<boolean> {
  if (window.bulbar) return false;
  const answer = await fetch("/session", { headers: tabHeaders }).catch(() => null);
  return answer?.status === 401;
}
