import { type ClientLink, ORPCError } from "@orpc/client";

/** Why the core's side ended a connection: a message that is none, a fault of ours, an orderly stop, a crash. */
export type Closing = "malformed-message" | "failed" | "stopping" | "core-ended";

/**
 * The last message on a port that the core closes. Everything else on it is a text or bytes; a port that closes without
 * it belonged to a core that ended unexpectedly.
 */
export type Farewell = { closed: Closing };

/** Whether a message is a farewell, not one of oRPC's. */
export function isFarewell(message: unknown): message is Farewell {
  return typeof message === "object" && message !== null && "closed" in message;
}

export type Link = ClientLink<Record<never, never>>;

/** Called when the connection is gone; those who wait are told when `told` settles. */
export type Lost = (closing: Closing, told?: Promise<unknown>) => void;

/**
 * A link over a connection that may be lost: what waits for a result or for the next event then is refused, and so is
 * every later call. oRPC alone leaves a call waiting for ever that was sent to a closed port.
 * @param onLost is given what to call when the connection is gone; it must listen before the link does
 * @throws ORPCError `core-ended`, after an orderly stop `cancelled`
 */
export function linkUntilLost(open: () => Link, onLost: (lost: Lost) => void): Link {
  const waiting = new Set<(error: unknown) => void>();
  let loss: { closing: Closing; told: Promise<unknown> } | null = null;
  onLost((closing, told = Promise.resolve()) => {
    loss ??= { closing, told };
    void told.then(() => {
      for (const refuse of waiting) refuse(connectionError(closing));
      waiting.clear();
    });
  });
  const link = open();
  const orLost: OrLost = async (work) => {
    if (loss) {
      await loss.told;
      throw connectionError(loss.closing);
    }
    return new Promise((resolve, reject) => {
      waiting.add(reject);
      work().then(
        (value) => {
          waiting.delete(reject);
          resolve(value);
        },
        (error) => {
          // Of a lost connection the link says less than we know.
          if (loss) return;
          waiting.delete(reject);
          reject(error);
        },
      );
    });
  };
  return {
    call: async (path, input, options) => {
      const output = await orLost(() => link.call(path, input, options));
      return isEvents(output) ? eventsUntilLost(output, orLost) : output;
    },
  };
}

type OrLost = <T>(work: () => Promise<T>) => Promise<T>;

function isEvents(output: unknown): output is AsyncIterator<unknown> {
  return typeof output === "object" && output !== null && Symbol.asyncIterator in output;
}

async function* eventsUntilLost(events: AsyncIterator<unknown>, orLost: OrLost): AsyncGenerator<unknown> {
  let done = false;
  try {
    while (true) {
      const next = await orLost(() => events.next());
      done = next.done === true;
      if (next.done) return next.value;
      yield next.value;
    }
  } finally {
    // Tells the core that nobody listens any more; over a lost connection it needs no telling.
    if (!done) await events.return?.().catch(() => {});
  }
}

function connectionError(closing: Closing): ORPCError<string, unknown> {
  const [code, status] =
    closing === "stopping" ? (["cancelled", 499] as const) : (["core-ended", 503] as const);
  return new ORPCError(code, { status, message: code, data: {} });
}
