import { expect, test } from "vitest";
import { isBluetooth } from "./bluetooth.ts";

test.each([
  ["Headset (WH-1000XM4 Hands-Free AG Audio) (Bluetooth)", 48_000],
  ["AirPods Pro", 24_000],
  ["Handsfree HS-1", 44_100],
  ["", 16_000],
  ["Monitor of Something", 8000],
])("%s at %i Hz is perhaps Bluetooth", (label, rate) => {
  expect(isBluetooth(label, rate)).toBe(true);
});

test.each([
  ["Microphone (Yeti) (b58e:9e84)", 48_000],
  ["", 44_100],
  ["Built-in Audio Analog Stereo", 22_050],
])("%s at %i Hz is not", (label, rate) => {
  expect(isBluetooth(label, rate)).toBe(false);
});
