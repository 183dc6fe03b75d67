import { type Closing, isFarewell } from "../../shared/contract/connection.ts";

/** One end of a connection that carries oRPC messages as they are. */
export type MessageEnd = {
  send(message: unknown): void;
  onMessage(receive: (message: unknown) => void): void;
  /** `why` where the core ended it, in order or not. */
  onClose(closed: (why?: Closing) => void): void;
  close(why?: Closing): void;
};

/** Joins two ends: what one sends the other gets, and when one closes so does the other, for the same reason. */
export function relay(a: MessageEnd, b: MessageEnd): void {
  a.onMessage((message) => b.send(message));
  b.onMessage((message) => a.send(message));
  a.onClose((why) => b.close(why));
  b.onClose((why) => a.close(why));
}

type NodePort = {
  postMessage(message: unknown): void;
  on(event: "message", receive: (message: unknown) => void): unknown;
  on(event: "close", closed: () => void): unknown;
  close(): void;
};

/** A port of the core as an end. Its farewell is the reason of its closing; without one the core has ended. */
export function corePortEnd(port: NodePort): MessageEnd {
  let closing: Closing = "core-ended";
  return {
    send: (message) => port.postMessage(message),
    onMessage: (receive) =>
      void port.on("message", (message) => {
        if (isFarewell(message)) closing = message.closed;
        else receive(message);
      }),
    onClose: (closed) => void port.on("close", () => closed(closing)),
    close: () => port.close(),
  };
}
