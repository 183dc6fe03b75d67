import { expect, test } from "vitest";
import { type RoomAspect, RoomFacts } from "../../../shared/domain/room-check.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { roomFacts } from "../audio/room-facts.ts";
import { roomRateHz, roomSound } from "../audio/room-sound.fixture.ts";
import { judgeRoom } from "./room.ts";

/** Standing or remark of each aspect. */
function judged(sound: Sound): Record<RoomAspect, string> {
  const findings = judgeRoom(roomFacts(sound), sound);
  return Object.fromEntries(
    findings.map(({ aspect, standing, remark }) => [aspect, remark ?? standing]),
  ) as Record<RoomAspect, string>;
}

const changed = (sound: Sound, change: (sample: number, seconds: number) => number): Sound => ({
  ...sound,
  samples: sound.samples.map((sample, n) => change(sample, n / roomRateHz)),
});

const allGood = { level: "good", noise: "good", hum: "good", gate: "good", gain: "good", band: "good" };

test("nothing is found in a quiet room with a plain microphone", () => {
  const sound = roomSound();
  expect(judged(sound)).toEqual(allGood);
  const facts = roomFacts(sound);
  expect(facts.noiseDbfs).toBeCloseTo(-62, 0);
  expect(facts.toneDriftDb).toBeCloseTo(0, 1);
  expect(facts).toMatchObject({ bandEdgeHz: null, hum: null, heldSeconds: 0 });
});

test("a gate is found by the runs of equal samples that it leaves in the pauses, at zero or beside it", () => {
  const sound = roomSound();
  for (const rest of [0, 0.001]) {
    let open = 0;
    const gated = changed(sound, (sample, seconds) => {
      if (Math.abs(sample) > 0.02) open = seconds + 0.05;
      return seconds < open ? sample : rest;
    });
    expect(judged(gated).gate).toBe("gated");
  }
});

test("pauses that no room has are told as unnaturally quiet", () => {
  expect(judged(roomSound({ noiseDbfs: -105 })).gate).toBe("unnaturally-quiet");
});

test("a gain that takes a steady tone down, or up, is found", () => {
  const decibels = (perSecond: number) =>
    changed(
      roomSound(),
      (sample, seconds) => sample * 10 ** ((perSecond * Math.min(4, Math.max(0, seconds - 3))) / 20),
    );
  expect(judged(decibels(-2)).gain).toBe("gain-follows");
  expect(judged(decibels(1.5)).gain).toBe("gain-follows");
  expect(judged(decibels(-0.2)).gain).toBe("good");
});

test.each([50, 60])("a hum of %i Hz is found with its frequency", (hz) => {
  const sound = roomSound({ hum: { hz, amplitude: 0.002 } });
  expect(judged(sound).hum).toBe("hum");
  expect(roomFacts(sound).hum?.hz).toBe(hz);
});

test("a room that is not quiet is noisy: it is said by how much the voice stands out", () => {
  const sound = roomSound({ noiseDbfs: -42 });
  expect(judged(sound)).toMatchObject({ noise: "noisy", gate: "good" });
  expect(roomFacts(sound).snrDb).toBeLessThan(30);
});

test("a voice that is too quiet and one that is overloaded are told", () => {
  expect(judged(roomSound({ voicePeak: 0.004, tone: 0.002, noiseDbfs: -85 })).level).toBe("too-quiet");
  const loud = changed(roomSound({ voicePeak: 2 }), (sample) => Math.max(-1, Math.min(1, sample)));
  expect(judged(loud).level).toBe("clipped");
});

test("what was not heard is not checked: no tone, no voice, nothing at all", () => {
  expect(judged(roomSound({ tone: 0 })).gain).toBe("not-checked");
  expect(judged(roomSound({ voicePeak: 0, tone: 0 }))).toMatchObject({
    noise: "not-checked",
    gain: "not-checked",
    band: "not-checked",
  });
  const muted = judged({ samples: new Float32Array(10 * roomRateHz), sampleRateHz: roomRateHz });
  expect(muted).toEqual({
    level: "silent",
    noise: "not-checked",
    hum: "not-checked",
    gate: "not-checked",
    gain: "not-checked",
    band: "not-checked",
  });
});

test("a tone that is cut off before its end says nothing of the gain", () => {
  const { samples, sampleRateHz } = roomSound();
  expect(judged({ samples: samples.subarray(0, 5 * roomRateHz), sampleRateHz }).gain).toBe("not-checked");
});

test("a device that records with 16 kHz is narrow, whatever it hears", () => {
  const findings = judgeRoom(roomFacts(roomSound()), { sampleRateHz: 16_000 });
  expect(findings.find(({ aspect }) => aspect === "band")).toMatchObject({ remark: "narrow-band" });
});

test("pauses that are digital silence hold no hum, and every figure can be kept", () => {
  const sampleRateHz = 44_100;
  const samples = Float32Array.from({ length: 12 * sampleRateHz }, (_, n) =>
    n % (6 * sampleRateHz) < 3 * sampleRateHz ? 0.3 * Math.sin(n * n) : 0,
  );
  const facts = roomFacts({ samples, sampleRateHz });
  expect(facts.hum).toBeNull();
  expect(RoomFacts.safeParse(facts).success).toBe(true);
});
