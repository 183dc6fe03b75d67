import { expect, test } from "vitest";
import type { HeardInRoom } from "../domain/room-sound.ts";
import { sayListener, sayRoomSound } from "./say-room-sound.ts";

const ring = {
  sound: "telephone",
  startSeconds: 2.1,
  endSeconds: 4,
  probability: 0.9,
  during: true,
} as const;
const room: HeardInRoom = {
  model: "audioset-yamnet",
  version: "0.1.0",
  modelSha256: "ab".repeat(32),
  device: "cpu",
  provenance: {
    notice: "Research use only, not for diagnosis.",
    status: "experimental",
    trainedOn: "AudioSet.",
    honestError: { metric: "mAP", value: 0.306, interval: null, protocol: "as published" },
  },
  sounds: [ring],
};

test("a sound is told with its times", () => {
  expect(sayRoomSound(ring, "en")).toBe("a telephone rings from 2.1 to 4.0 s");
  expect(sayRoomSound(ring, "de")).toBe("ein Telefon klingelt, von 2,1 bis 4,0 s");
});

test("who listened is told with status, training data, honest error and what it is not for", () => {
  const told = sayListener(room, "en");
  for (const part of [
    "audioset-yamnet 0.1.0",
    "experimental",
    "AudioSet",
    "mAP 0.31",
    room.provenance.notice,
  ])
    expect(told).toContain(part);
  expect(sayListener(room, "de")).toContain("nicht zur Diagnose");
});
