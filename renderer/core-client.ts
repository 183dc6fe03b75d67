import { type ClientLink, createORPCClient } from "@orpc/client";
import { RPCLink as MessagePortLink } from "@orpc/client/message-port";
import { RPCLink as WebSocketLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import type { contract } from "../shared/contract/contract.ts";

/** Every operation of the contract, typed; see shared/contract. */
export type Core = ContractRouterClient<typeof contract>;
export type ConnectionState = "connecting" | "open" | "lost";

type Link = ClientLink<Record<never, never>>;

declare global {
  interface Window {
    /** Given by the preload script inside Electron only. */
    bulbar?: { connect(): void };
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

/** Calls made while the connection is down wait until it is back. */
export const core: Core = createORPCClient({
  call: async (path, input, options) => {
    link ??= connect();
    return (await link).call(path, input, options);
  },
} satisfies Link);

function connect(): Promise<Link> {
  return window.bulbar ? connectPort(window.bulbar) : connectSocket(0);
}

function connectPort(bulbar: { connect(): void }): Promise<Link> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.data !== "bulbar:core" || !port) return;
      window.removeEventListener("message", receive);
      port.addEventListener("close", () => {
        change("lost");
        link = connectPort(bulbar);
      });
      port.start();
      change("open");
      resolve(new MessagePortLink({ port }));
    };
    window.addEventListener("message", receive);
    bulbar.connect();
  });
}

function connectSocket(attempt: number): Promise<Link> {
  const url = new URL("/rpc", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url);
  return new Promise((resolve) => {
    let opened = false;
    socket.addEventListener("open", () => {
      opened = true;
      change("open");
      resolve(new WebSocketLink({ websocket: socket }));
    });
    socket.addEventListener("close", () => {
      change("lost");
      const again = pause(retryDelay(attempt)).then(() => connectSocket(opened ? 0 : attempt + 1));
      if (opened) link = again;
      else resolve(again);
    });
  });
}

const retryDelay = (attempt: number) => Math.min(5000, 300 * 2 ** attempt);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
