import { z } from "zod";

/**
 * The connection on which a take's sound goes from the capturing worker to its door, a WebSocket at this path or a
 * MessagePort. The worker says `CaptureHello`; the door answers how many pieces it has. Then pieces come one after the
 * other, each acknowledged when it is written, and at last `CaptureEnding`, which the door answers with `ended` when
 * everything lies on the disk.
 */
export const captureSocketPath = "/capture";

export const CaptureHello = z.object({
  /** From `captures.begin`. */
  ticket: z.string().max(2000),
  sampleRateHz: z.int().min(1000).max(768_000),
  channels: z.int().min(1).max(32),
});
export type CaptureHello = z.infer<typeof CaptureHello>;

export const CaptureEnding = z.object({ pieces: z.int().nonnegative() });
export type CaptureEnding = z.infer<typeof CaptureEnding>;

/** What the door says: how many pieces it has; that it has all of them on the disk; why it takes none. */
export const CaptureAnswer = z.union([
  z.object({ pieces: z.int().nonnegative(), ended: z.boolean() }),
  z.object({ refused: z.enum(["ticket", "format", "storage-full", "storage"]) }),
]);
export type CaptureAnswer = z.infer<typeof CaptureAnswer>;

/** Bytes before the sound of a piece: its number, 32 bits, little-endian. */
const numberBytes = 4;
/** Longest piece, bytes of sound. */
export const longestPieceBytes = 8 * 1024 ** 2;

/** A piece as it is sent: its number, then 32-bit floats, little-endian, channel beside channel. */
export function pieceMessage(number: number, interleaved: Float32Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(numberBytes + interleaved.byteLength);
  new DataView(message.buffer).setUint32(0, number, true);
  message.set(
    new Uint8Array(interleaved.buffer, interleaved.byteOffset, interleaved.byteLength),
    numberBytes,
  );
  return message;
}

/** Number and sound of a piece; null for a message that is none. */
export function readPieceMessage(message: Uint8Array): { number: number; sound: Uint8Array } | null {
  if (message.byteLength <= numberBytes || message.byteLength > numberBytes + longestPieceBytes) return null;
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  return { number: view.getUint32(0, true), sound: message.subarray(numberBytes) };
}
