import { expect, test } from "vitest";
import {
  type RoomAspect,
  RoomFacts,
  type RoomFinding,
  type RoomRemark,
} from "../../../shared/domain/room-check.ts";
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

/** A quiet room, as a check measures it. */
const quiet: RoomFacts = {
  ...{ durationSeconds: 12, peakDbfs: -10, clippedFraction: 0, noiseDbfs: -62, snrDb: 50, hum: null },
  ...{ humHeard: true, heldSeconds: 0, toneDriftDb: 0, bandEdgeHz: null },
};
const hum = (overNoiseDb: number) => ({ hum: { hz: 50, overNoiseDb } });

test.each<[RoomAspect, Partial<RoomFacts>, RoomFinding["standing"], RoomRemark | null]>([
  ["level", { peakDbfs: null }, "poor", "silent"],
  ["level", { peakDbfs: -60.1 }, "poor", "silent"],
  ["level", { peakDbfs: -60 }, "poor", "too-quiet"],
  ["level", { peakDbfs: -40.1 }, "poor", "too-quiet"],
  ["level", { peakDbfs: -40 }, "good", null],
  ["level", { clippedFraction: 0.9e-4 }, "good", null],
  ["level", { clippedFraction: 1e-4 }, "poor", "clipped"],
  ["noise", { snrDb: 29.9 }, "poor", "noisy"],
  ["noise", { snrDb: 30 }, "good", null],
  ["noise", { snrDb: null }, "not-checked", null],
  ["hum", hum(-10.1), "good", null],
  ["hum", hum(-10), "poor", "hum"],
  ["hum", { humHeard: false }, "not-checked", null],
  ["gate", { heldSeconds: 0.09 }, "good", null],
  ["gate", { heldSeconds: 0.1, snrDb: null }, "poor", "gated"],
  ["gate", { snrDb: 72 }, "good", null],
  ["gate", { snrDb: 72.1 }, "poor", "unnaturally-quiet"],
  ["gate", { snrDb: null }, "not-checked", null],
  ["gain", { toneDriftDb: 2.9 }, "good", null],
  ["gain", { toneDriftDb: -3 }, "poor", "gain-follows"],
  ["gain", { toneDriftDb: null }, "not-checked", null],
  ["band", { bandEdgeHz: 8500, snrDb: null }, "poor", "narrow-band"],
  ["band", { bandEdgeHz: 8501 }, "good", null],
  ["band", { snrDb: null }, "not-checked", null],
  ["band", { peakDbfs: -60.1, bandEdgeHz: 8000 }, "not-checked", null],
])("of the %s, where %j is heard: %s, %s", (aspect, heard, standing, remark) => {
  const findings = judgeRoom({ ...quiet, ...heard }, { sampleRateHz: 44_100 });
  expect(findings.find((one) => one.aspect === aspect)).toEqual({ aspect, standing, remark });
});
