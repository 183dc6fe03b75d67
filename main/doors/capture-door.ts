import {
  type CaptureAnswer,
  CaptureEnding,
  CaptureHello,
  readPieceMessage,
} from "../../shared/contract/capture-stream.ts";
import type { CaptureId } from "../../shared/domain/ids.ts";
import { storageError } from "../../shared/domain/storage-error.ts";
import { CaptureWriter } from "../core/capture/capture-file.ts";
import { type CapturePlace, captureFileOf, openTicket } from "../core/capture/capture-place.ts";
import type { MessageEnd } from "./relay.ts";

type Refused = Extract<CaptureAnswer, { refused: unknown }>["refused"];

/**
 * Takes the sound of takes, in the door's own thread: a model's run, or the end of the core, does not hold it up. See
 * `capture-stream.ts` for what is said on the connection.
 */
export class CaptureDoor {
  readonly #place: CapturePlace;
  /** The connection that writes a take; a worker that comes back takes its place over. */
  readonly #writing = new Map<CaptureId, { end: () => Promise<void> }>();

  constructor(place: CapturePlace) {
    this.#place = place;
  }

  /** Serves one connection until it closes. */
  serve(end: MessageEnd): void {
    const answer = (told: CaptureAnswer) => end.send(JSON.stringify(told));
    let writer: CaptureWriter | null = null;
    let id: CaptureId | null = null;
    let isOver = false;
    let work: Promise<void> = Promise.resolve();

    const refuse = (refused: Refused) => {
      answer({ refused });
      isOver = true;
      end.close();
    };
    const stop = async () => {
      isOver = true;
      const written = writer;
      writer = null;
      if (id && this.#writing.get(id) === held) this.#writing.delete(id);
      await written?.close();
    };
    const held = { end: () => (work = work.then(stop, stop)) };

    const begin = async (message: unknown) => {
      const hello = CaptureHello.safeParse(parsed(message)).data;
      const ticket = hello && openTicket(this.#place, hello.ticket, new Date());
      if (!ticket) return refuse("ticket");
      await this.#writing.get(ticket.id)?.end();
      id = ticket.id;
      this.#writing.set(id, held);
      const { sampleRateHz, channels } = hello;
      writer = await CaptureWriter.open(captureFileOf(this.#place, id), ticket.key, {
        sampleRateHz,
        channels,
      });
      if (!writer) return refuse("format");
      answer({ pieces: writer.pieces, ended: false });
    };
    const take = async (open: CaptureWriter, message: unknown) => {
      if (typeof message === "string") {
        const ending = CaptureEnding.safeParse(parsed(message)).data;
        if (ending?.pieces !== open.pieces) return answer({ pieces: open.pieces, ended: false });
        await open.sync();
        return answer({ pieces: open.pieces, ended: true });
      }
      const piece = bytesOf(message);
      const read = piece && readPieceMessage(piece);
      if (!read) return refuse("format");
      // one that was sent again, or comes before its turn after a connection was lost, is told where to go on
      if (read.number === open.pieces) await open.append(read.sound);
      answer({ pieces: open.pieces, ended: false });
    };

    end.onMessage((message) => {
      work = work
        .then(async () => {
          if (isOver) return;
          await (writer ? take(writer, message) : begin(message));
        })
        .catch((error) => refuse(storageError(error)?.code === "storage-full" ? "storage-full" : "storage"));
    });
    end.onClose(() => void held.end());
  }

  /** Closes every take's file: what arrived stays. */
  async close(): Promise<void> {
    await Promise.all([...this.#writing.values()].map(({ end }) => end()));
  }
}

function parsed(message: unknown): unknown {
  try {
    return typeof message === "string" ? JSON.parse(message) : null;
  } catch {
    return null;
  }
}

function bytesOf(message: unknown): Uint8Array | null {
  if (message instanceof ArrayBuffer) return new Uint8Array(message);
  return message instanceof Uint8Array ? message : null;
}
