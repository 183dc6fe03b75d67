import { expect, test } from "vitest";
import { readPieceMessage } from "../../shared/contract/capture-stream.ts";
import { type Connect, TakeSender } from "./take-sender.ts";

const format = { sampleRateHz: 1000, channels: 2 };
/** Frames 0, 1, 2 ... in both channels. */
const frames = (from: number, to: number) =>
  Float32Array.from({ length: 2 * (to - from) }, (_, k) => from + (k >> 1));

/** A door that keeps what it acknowledges; its connections can be cut. */
function fakeDoor({ refuses = false } = {}) {
  const pieces: Uint8Array[] = [];
  let cut = () => {};
  let hellos = 0;
  /** Pieces that are taken before the door falls silent. */
  let takes = Number.POSITIVE_INFINITY;
  const connect: Connect = async ({ onMessage, onClose }) => {
    let isOpen = true;
    cut = () => {
      isOpen = false;
      onClose();
    };
    const answer = (told: object) => queueMicrotask(() => isOpen && onMessage(JSON.stringify(told)));
    return {
      send: (message) => {
        if (!isOpen) return;
        if (typeof message !== "string") {
          const piece = readPieceMessage(message);
          if (piece?.number !== pieces.length || takes-- <= 0) return;
          pieces.push(piece.sound.slice());
          answer({ pieces: pieces.length, ended: false });
        } else if (message.includes("ticket")) {
          hellos++;
          answer(refuses ? { refused: "ticket" } : { pieces: pieces.length, ended: false });
        } else answer({ pieces: pieces.length, ended: JSON.parse(message).pieces === pieces.length });
      },
      close: () => {
        isOpen = false;
      },
    };
  };
  return {
    connect,
    hellos: () => hellos,
    cut: () => cut(),
    takeOnly: (count: number) => {
      takes = count;
    },
    sound: () => Float32Array.from(pieces.flatMap((piece) => [...new Float32Array(piece.buffer)])),
  };
}

test("sound that comes before its ticket is sent, in pieces of a tenth of a second and a rest", async () => {
  const door = fakeDoor();
  const sender = new TakeSender(format, door.connect);
  sender.add(frames(0, 250));
  const ended = sender.end();
  expect(door.hellos()).toBe(0);
  sender.giveTicket("ticket");
  expect(await ended).toBeNull();
  expect(door.sound()).toEqual(frames(0, 250));
});

test("what was not acknowledged is sent again when the connection comes back, each piece once", async () => {
  const door = fakeDoor();
  const told: boolean[] = [];
  const sender = new TakeSender(format, door.connect, (isThere) => told.push(isThere));
  sender.giveTicket("ticket");
  await expect.poll(door.hellos).toBe(1);
  door.takeOnly(2);
  sender.add(frames(0, 500));
  await expect.poll(() => door.sound().length).toBe(2 * 200);
  door.cut();
  door.takeOnly(Number.POSITIVE_INFINITY);
  sender.add(frames(500, 730));
  expect(await sender.end()).toBeNull();
  expect(door.sound()).toEqual(frames(0, 730));
  expect(told).toEqual([true, false, true]);
});

test("a door that refuses is told to who ends the take, before or after", async () => {
  const door = fakeDoor({ refuses: true });
  const sender = new TakeSender(format, door.connect);
  sender.add(frames(0, 100));
  sender.giveTicket("ticket");
  await expect.poll(door.hellos).toBe(1);
  expect(await sender.end()).toBe("ticket");
});
