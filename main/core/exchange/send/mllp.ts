import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Destination } from "../../../../shared/domain/exchange.ts";
import { checkAcknowledgement } from "../hl7/acknowledgement.ts";
import { answerSeconds, connectionFailure, lateFailure, refusePlain } from "./destination.ts";

/** A message stands between a vertical tab and a file separator with a carriage return (HL7 MLLP release 1). */
const startBlock = "\u000b";
const endBlock = "\u001c\r";
/** No acknowledgement is longer, bytes. */
const longestAnswer = 1_000_000;

/**
 * Sends one HL7 message over a connection of its own and waits till the receiver has accepted it.
 * @throws BulbarError exchange-failed; invalid-input where the host would have to be spoken to in plain; what `signal` aborts
 * with
 */
export async function sendMllp(
  destination: Destination,
  { controlId, text }: { controlId: string; text: string },
  signal?: AbortSignal,
): Promise<void> {
  refusePlain(destination);
  const answer = await exchangeBlocks(destination, text, signal);
  checkAcknowledgement(answer, controlId);
}

function exchangeBlocks(destination: Destination, text: string, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const socket = open(destination);
    const parts: Buffer[] = [];
    let bytes = 0;
    const end = (settle: () => void) => {
      signal?.removeEventListener("abort", abort);
      socket.destroy();
      settle();
    };
    const abort = () => end(() => reject(signal?.reason));
    signal?.addEventListener("abort", abort, { once: true });
    socket.setTimeout(answerSeconds * 1000, () => end(() => reject(lateFailure(destination))));
    socket.on("error", (error) => end(() => reject(connectionFailure(error, destination))));
    socket.on("close", () =>
      end(() => reject(connectionFailure(new Error("closed without an answer"), destination))),
    );
    socket.once(destination.tls ? "secureConnect" : "connect", () =>
      socket.write(startBlock + text + endBlock),
    );
    socket.on("data", (part) => {
      parts.push(part);
      bytes += part.length;
      const answer = Buffer.concat(parts).toString("utf8");
      if (answer.endsWith(endBlock) || bytes > longestAnswer)
        end(() => resolve(answer.slice(answer.indexOf(startBlock) + 1, -endBlock.length)));
    });
  });
}

function open({ host, port, tls, authority }: Destination): Socket {
  return tls
    ? connectTls({ host, port, ...(authority ? { ca: authority } : {}) })
    : connectPlain({ host, port });
}
