import { type IpcMainEvent, MessageChannelMain, type MessagePortMain } from "electron";
import { shellChannels } from "../../../shared/contract/shell.ts";
import type { CaptureDoor } from "../capture-door.ts";
import { corePortEnd, type MessageEnd, relay } from "../relay.ts";
import type { SupervisedCore } from "../supervise-core.ts";

/** Gives a page that asks a port to the core; one that is given none tries again. */
export function connectPage({ sender }: IpcMainEvent, core: SupervisedCore): void {
  if (!core.isThere()) {
    sender.postMessage(shellChannels.port, null, []);
    return;
  }
  const { port1, port2 } = new MessageChannelMain();
  relay(electronPortEnd(port2), corePortEnd(core.connect("window")));
  sender.postMessage(shellChannels.port, null, [port1]);
}

/** Gives a page that asks a port to what takes its recordings. */
export function connectCapture({ sender }: IpcMainEvent, captures: CaptureDoor): void {
  const { port1, port2 } = new MessageChannelMain();
  captures.serve(electronPortEnd(port2));
  sender.postMessage(shellChannels.capturePort, null, [port1]);
}

/** A MessagePort of Electron's main process as an end. */
function electronPortEnd(port: MessagePortMain): MessageEnd {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (receive) => {
      port.on("message", ({ data }) => receive(data));
      port.start();
    },
    onClose: (closed) => void port.on("close", () => closed()),
    close: () => port.close(),
  };
}
