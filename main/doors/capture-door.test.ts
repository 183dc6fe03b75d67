import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CaptureAnswer, pieceMessage } from "../../shared/contract/capture-stream.ts";
import type { CaptureDevice } from "../../shared/domain/capture-device.ts";
import type { CaptureId, VisitId } from "../../shared/domain/ids.ts";
import { type CapturePlace, captureFileOf, capturePlace } from "../core/capture/capture-place.ts";
import type { Core } from "../core/core.ts";
import { testCoreOptions } from "../core/core-options.fixture.ts";
import { patientDetails, visitDetails } from "../core/history/history.fixtures.ts";
import { createPatient } from "../core/history/patients.ts";
import { readRecordingBytes } from "../core/history/recordings.ts";
import { createVisit, removeVisit } from "../core/history/visits.ts";
import { loggedOnCore } from "../core/logged-on.fixture.ts";
import { captures } from "../core/operations/captures.ts";
import { synthesise } from "../core/synth/synthesise.ts";
import { CaptureDoor } from "./capture-door.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-capture-"));
const place: CapturePlace = capturePlace(dataFolder);
const session = { user: "a technician", role: "technician" } as const;
let core: Core;
let visitId: VisitId;
let now = new Date();

beforeAll(async () => {
  core = await loggedOnCore({ ...testCoreOptions(dataFolder), captures: place }, () => now);
  const history = await core.history();
  const patient = createPatient(history, patientDetails("P1"));
  visitId = createVisit(history, { patientId: patient.id, ...visitDetails("2026-11-27") }).id;
});
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true });
});

const device: CaptureDevice = {
  ...{ label: "a microphone", sampleRateHz: 44_100, channels: 1, suspectedBluetooth: false },
  ...{ echoCancellation: false, autoGainControl: false, noiseSuppression: false },
};
const context = () => ({ context: { core, session } });
const begin = () => call(captures.begin, { visitId, task: "vowel-a", passage: null, device }, context());

/** A connection to the door without a network, and all that the door says. */
function connect(door: CaptureDoor) {
  const answers: CaptureAnswer[] = [];
  let receive = (_message: unknown) => {};
  let closed = () => {};
  let heard = () => {};
  door.serve({
    send: (message) => {
      answers.push(JSON.parse(String(message)));
      heard();
    },
    onMessage: (given) => {
      receive = given;
    },
    onClose: (given) => {
      closed = given;
    },
    close: () => closed(),
  });
  /** Says something and waits for the answer. */
  const say = (message: unknown) =>
    new Promise<CaptureAnswer>((resolve) => {
      heard = () => resolve(answers.at(-1)!);
      receive(message);
    });
  const hello = (ticket: string, format = { sampleRateHz: 44_100, channels: 1 }) =>
    say(JSON.stringify({ ticket, ...format }));
  return { answers, say, hello, drop: () => closed() };
}

const { signal: voice } = synthesise({
  task: "vowel-a",
  sex: "male",
  severity: 0,
  seed: 1,
  sampleRateHz: 44_100,
  snrDb: 45,
});
const pieces = Array.from({ length: Math.ceil(voice.samples.length / 4410) }, (_, k) =>
  voice.samples.slice(k * 4410, (k + 1) * 4410),
);

async function finish(id: CaptureId, lostSamples: number | null = 0) {
  const events = [];
  for await (const event of await call(captures.finish, { id, ended: "silence", lostSamples }, context()))
    events.push(event);
  return events;
}

test("pieces are acknowledged, lie encrypted, and become one recording with its verdict; what is sent twice counts once", async () => {
  const door = new CaptureDoor(place);
  const { id, ticket } = await begin();
  const first = connect(door);
  expect(await first.hello(ticket)).toEqual({ pieces: 0, ended: false });
  for (const k of [0, 1, 2])
    expect(await first.say(pieceMessage(k, pieces[k]!))).toMatchObject({ pieces: k + 1 });
  first.drop();
  const second = connect(door);
  expect(await second.hello(ticket)).toEqual({ pieces: 3, ended: false });
  for (let k = 2; k < pieces.length; k++) await second.say(pieceMessage(k, pieces[k]!));
  const file = readFileSync(captureFileOf(place, id));
  expect(file.includes(Buffer.from(pieces[1]!.buffer).subarray(0, 64))).toBe(false);
  expect(await second.say(JSON.stringify({ pieces: pieces.length + 1 }))).toMatchObject({ ended: false });
  expect(await second.say(JSON.stringify({ pieces: pieces.length }))).toEqual({
    pieces: pieces.length,
    ended: true,
  });
  second.drop();
  await door.close();

  const events = await finish(id);
  const judged = events.findIndex(({ type }) => type === "judged");
  expect(events[judged]).toMatchObject({ acceptance: { verdict: "usable" } });
  expect(judged).toBeLessThan(events.length - 1);
  const done = events.at(-1)!;
  if (done.type !== "done") throw new Error("no recording");
  const { recording } = done;
  expect(recording).toMatchObject({
    task: "vowel-a",
    capture: { device, ended: "silence", lostSamples: 0, by: "a technician" },
  });
  const bytes = readRecordingBytes(await core.history(), recording.id);
  const sound = bytes.subarray(Buffer.from(bytes).indexOf("data") + 8);
  const stored = new Float32Array(Uint8Array.from(sound).buffer);
  expect(stored).toEqual(voice.samples);
  expect(() => readFileSync(captureFileOf(place, id))).toThrow("ENOENT");
  const left = await call(captures.replace, { id: recording.id, reason: "recorded again" }, context());
  expect(left.choice).toMatchObject({ decision: "leave-out", reason: "recorded again", by: "a technician" });
});

test("two takes of a microphone that gives nothing are two recordings, each with its verdict", async () => {
  const door = new CaptureDoor(place);
  const silence = new Float32Array(44_100);
  const taken = [];
  for (let take = 0; take < 2; take++) {
    const { id, ticket } = await begin();
    const connection = connect(door);
    await connection.hello(ticket);
    await connection.say(pieceMessage(0, silence));
    const events = await finish(id);
    expect(events.find(({ type }) => type === "judged")).toMatchObject({
      acceptance: { verdict: "unusable" },
    });
    taken.push(events.at(-1));
  }
  const [first, second] = taken.map((done) => (done?.type === "done" ? done.recording.id : null));
  expect(first).toBeTruthy();
  expect(second).not.toBe(first);
  await door.close();
});

test("what a crash left is offered to whoever logs on, up to the last whole piece, and becomes a recording", async () => {
  const door = new CaptureDoor(place);
  const { id, ticket } = await begin();
  const connection = connect(door);
  await connection.hello(ticket);
  for (const [k, piece] of pieces.entries()) await connection.say(pieceMessage(k, piece));
  const path = captureFileOf(place, id);
  expect(await call(captures.unfinished, undefined, context())).toEqual([]);
  truncateSync(path, readFileSync(path).length - 100);
  now = new Date(Date.now() + 60_000);
  const [left, ...others] = await call(captures.unfinished, undefined, context());
  expect(others).toEqual([]);
  const whole = pieces.slice(0, -1).reduce((sum, { length }) => sum + length, 0);
  expect(left).toMatchObject({ id, visitId, task: "vowel-a", by: "a technician", device });
  expect(left!.seconds).toBeCloseTo(whole / 44_100, 9);
  expect(left).not.toHaveProperty("key");
  const done = (await finish(id, null)).at(-1)!;
  expect(done).toMatchObject({ type: "done", recording: { capture: { lostSamples: null } } });
  expect(await call(captures.unfinished, undefined, context())).toEqual([]);
  await door.close();
});

test("a take is thrown away with its sound; of an erased visit nothing is left, in no file and for no key", async () => {
  const door = new CaptureDoor(place);
  const history = await core.history();
  const patient = createPatient(history, patientDetails("P2"));
  const other = createVisit(history, { patientId: patient.id, ...visitDetails("2026-11-27") }).id;
  const takes = [];
  for (const visit of [visitId, other]) {
    const begun = await call(
      captures.begin,
      { visitId: visit, task: "vowel-a", passage: null, device },
      context(),
    );
    const connection = connect(door);
    await connection.hello(begun.ticket);
    await connection.say(pieceMessage(0, pieces[0]!));
    takes.push(captureFileOf(place, begun.id));
    if (visit === visitId)
      expect(await call(captures.discard, { id: begun.id }, context())).toEqual({ removed: true });
  }
  expect(takes.map((path) => existsSync(path))).toEqual([false, true]);
  removeVisit(history, other);
  await call(captures.unfinished, undefined, context());
  expect(takes.map((path) => existsSync(path))).toEqual([false, false]);
  await door.close();
});

test("nobody writes without a ticket of this door, nor sound of another format or no sound at all", async () => {
  const door = new CaptureDoor(place);
  const { ticket } = await begin();
  const refusals = async (message: unknown) => connect(door).say(message);
  expect(await refusals("no json")).toEqual({ refused: "ticket" });
  expect(await refusals(pieceMessage(0, pieces[0]!))).toEqual({ refused: "ticket" });
  expect(await connect(door).hello(`A${ticket.slice(1)}`)).toEqual({ refused: "ticket" });
  expect(await connect(new CaptureDoor(capturePlace(dataFolder))).hello(ticket)).toEqual({
    refused: "ticket",
  });
  now = new Date();
  expect(await connect(door).hello(ticket)).toEqual({ pieces: 0, ended: false });
  expect(await connect(door).hello(ticket, { sampleRateHz: 48_000, channels: 2 })).toEqual({
    refused: "format",
  });
  const connection = connect(door);
  await connection.hello(ticket);
  expect(await connection.say(new Uint8Array(4))).toEqual({ refused: "format" });
  await door.close();
});
