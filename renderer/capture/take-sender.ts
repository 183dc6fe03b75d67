import {
  CaptureAnswer,
  type CaptureEnding,
  type CaptureHello,
  pieceMessage,
} from "../../shared/contract/capture-stream.ts";

/** A connection to the door, however it is made. */
export type SenderConnection = {
  send(message: string | Uint8Array<ArrayBuffer>): void;
  close(): void;
};
type Hearing = { onMessage: (message: unknown) => void; onClose: () => void };
/** Opens a connection; done when it takes messages. Fails where there is none now. */
export type Connect = (hearing: Hearing) => Promise<SenderConnection>;

/** Why the door does not keep a take. */
export type Refused = Extract<CaptureAnswer, { refused: unknown }>["refused"];

const reconnectMs = 300;
/** Length of a piece: what a crash of the page loses at most. */
const pieceSeconds = 0.1;

/**
 * Sends the sound of one take in pieces and keeps each until the door has written it: after a connection is lost what
 * was not acknowledged is sent again. Sound may come before the ticket.
 */
export class TakeSender {
  readonly #format: Omit<CaptureHello, "ticket">;
  readonly #connect: Connect;
  readonly #onConnection: (isThere: boolean) => void;
  #ticket: string | null = null;
  #connection: SenderConnection | null = null;
  /** Pieces that are not acknowledged; the first has the number `#acknowledged`. */
  #waiting: Float32Array[] = [];
  #acknowledged = 0;
  /** Whether the door has said where it goes on. */
  #isAgreed = false;
  #piece: Float32Array;
  #filled = 0;
  #isOver = false;
  #refused: Refused | null = null;
  #settle: ((refused: Refused | null) => void) | null = null;

  constructor(
    format: Omit<CaptureHello, "ticket">,
    connect: Connect,
    onConnection: (isThere: boolean) => void = () => {},
  ) {
    this.#format = format;
    this.#connect = connect;
    this.#onConnection = onConnection;
    this.#piece = this.#emptyPiece();
  }

  giveTicket(ticket: string): void {
    this.#ticket = ticket;
    void this.#open();
  }

  /** Takes sound, channel beside channel. */
  add(interleaved: Float32Array): void {
    for (let at = 0; at < interleaved.length; ) {
      const part = interleaved.subarray(at, at + this.#piece.length - this.#filled);
      this.#piece.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#piece.length) this.#pack();
    }
  }

  /** Sends what is left. Done when the door has all of it on its disk, or has refused it, which is told. */
  end(): Promise<Refused | null> {
    this.#pack();
    return new Promise((resolve) => {
      this.#settle = resolve;
      if (this.#refused) resolve(this.#refused);
      else this.#sendEnding();
    });
  }

  #emptyPiece(): Float32Array {
    const { sampleRateHz, channels } = this.#format;
    return new Float32Array(Math.round(pieceSeconds * sampleRateHz) * channels);
  }

  #pack(): void {
    if (this.#filled === 0) return;
    this.#waiting.push(this.#piece.subarray(0, this.#filled));
    this.#piece = this.#emptyPiece();
    this.#filled = 0;
    if (this.#isAgreed) this.#sendPiece(this.#waiting.length - 1);
  }

  async #open(): Promise<void> {
    if (this.#isOver || this.#ticket === null) return;
    const again = () => {
      const wasThere = this.#isAgreed;
      this.#connection = null;
      this.#isAgreed = false;
      if (this.#isOver) return;
      if (wasThere) this.#onConnection(false);
      setTimeout(() => void this.#open(), reconnectMs);
    };
    try {
      const hearing = { onMessage: (message: unknown) => this.#hear(message), onClose: again };
      this.#connection = await this.#connect(hearing);
    } catch {
      return again();
    }
    const hello: CaptureHello = { ticket: this.#ticket, ...this.#format };
    this.#connection.send(JSON.stringify(hello));
  }

  #hear(message: unknown): void {
    const answer = CaptureAnswer.parse(JSON.parse(String(message)));
    if ("refused" in answer) {
      this.#end(answer.refused);
      return;
    }
    const written = answer.pieces - this.#acknowledged;
    if (written > 0) {
      this.#waiting.splice(0, written);
      this.#acknowledged = answer.pieces;
    }
    if (!this.#isAgreed) this.#goOn();
    else if (answer.ended) this.#end(null);
  }

  /** The door is there, or there again, and has said what it has. */
  #goOn(): void {
    this.#isAgreed = true;
    this.#onConnection(true);
    for (const index of this.#waiting.keys()) this.#sendPiece(index);
    this.#sendEnding();
  }

  #sendPiece(index: number): void {
    this.#connection?.send(pieceMessage(this.#acknowledged + index, this.#waiting[index]!));
  }

  #sendEnding(): void {
    if (!this.#settle || !this.#isAgreed) return;
    const ending: CaptureEnding = { pieces: this.#acknowledged + this.#waiting.length };
    this.#connection?.send(JSON.stringify(ending));
  }

  #end(refused: Refused | null): void {
    this.#isOver = true;
    this.#refused = refused;
    this.#connection?.close();
    this.#settle?.(refused);
  }
}
