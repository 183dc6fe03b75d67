/** One end of a connection that carries oRPC messages as they are. */
export type MessageEnd = {
  send(message: unknown): void;
  onMessage(receive: (message: unknown) => void): void;
  onClose(closed: () => void): void;
  close(): void;
};

/** Joins two ends: what one sends the other gets, and when one closes so does the other. */
export function relay(a: MessageEnd, b: MessageEnd): void {
  a.onMessage((message) => b.send(message));
  b.onMessage((message) => a.send(message));
  a.onClose(() => b.close());
  b.onClose(() => a.close());
}

type NodePort = {
  postMessage(message: unknown): void;
  on(event: "message", receive: (message: unknown) => void): unknown;
  on(event: "close", closed: () => void): unknown;
  close(): void;
};

/** A MessagePort of node:worker_threads as an end. */
export function nodePortEnd(port: NodePort): MessageEnd {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (receive) => void port.on("message", receive),
    onClose: (closed) => void port.on("close", closed),
    close: () => port.close(),
  };
}
