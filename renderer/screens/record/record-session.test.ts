import { afterEach, expect, test, vi } from "vitest";
import type { CaptureEnd } from "../../../shared/domain/capture.ts";
import type { CaptureDevice } from "../../../shared/domain/capture-device.ts";
import type { RecordingStep } from "../../../shared/domain/protocol.ts";
import { type EndedTake, Microphone } from "../../capture/microphone.ts";
import type { Core } from "../../core-client.ts";
import { RecordSession } from "./record-session.ts";

// The page's own logic: the microphone and the core are replaced.

vi.stubGlobal("window", { addEventListener: () => {}, removeEventListener: () => {} });
afterEach(() => vi.restoreAllMocks());

const step = { task: "vowel-a", passage: null, countInSeconds: 0, maximumSeconds: 5 } as RecordingStep;

/** Hears a take that ends when it is stopped, a moment later as the worker does. */
function hearFakeMicrophone() {
  let running: ReturnType<typeof begin> | null = null;
  const begin = () => {
    const ended = Promise.withResolvers<CaptureEnd>();
    return {
      giveTicket: () => {},
      stop: (why: CaptureEnd = "by-hand") => void setTimeout(() => ended.resolve(why), 5),
      ended: ended.promise,
      stored: ended.promise.then((why): EndedTake => {
        return { ended: why, seconds: 1, lostSamples: 0, refused: null };
      }),
    };
  };
  const close = () => running?.stop();
  const fake = { device: {} as CaptureDevice, begin: () => (running = begin()), close };
  vi.spyOn(Microphone, "open").mockResolvedValue(fake as unknown as Microphone);
}

test("a take that the core refuses to begin is told as failed once it has ended, and begins anew when asked", async () => {
  hearFakeMicrophone();
  const begin = vi.fn().mockRejectedValueOnce(new Error("disk full"));
  begin.mockResolvedValue({ id: "capture", ticket: "ticket" });
  const finish = vi.fn(async function* () {
    yield { type: "judged" };
    yield { type: "done", recording: {} };
  });
  const core = { captures: { begin, finish } } as unknown as Core;
  const session = new RecordSession("visit" as never, { core, onStored: () => {} });
  await session.open();
  session.start(step);
  await expect.poll(() => session.get().phase.kind).toBe("failed");
  await new Promise((resolve) => setTimeout(resolve, 20));
  const { phase } = session.get();
  expect(phase.kind).toBe("failed");

  if (phase.kind === "failed") phase.retry();
  expect(session.get().phase.kind).toBe("storing");
  await expect.poll(() => session.get().phase).toMatchObject({ kind: "judged", recording: {} });
  expect(begin).toHaveBeenCalledTimes(2);
});

test("a take whose log-on ends is left to be offered, one whose page is left by hand is kept", async () => {
  hearFakeMicrophone();
  const begin = vi.fn().mockResolvedValue({ id: "capture", ticket: "ticket" });
  const finish = vi.fn(async function* () {
    yield { type: "done", recording: {} };
  });
  const core = { captures: { begin, finish } } as unknown as Core;
  const leave = async (how: "cut" | "close") => {
    const session = new RecordSession("visit" as never, { core, onStored: () => {} });
    await session.open();
    session.start(step);
    await vi.waitFor(() => expect(session.get().phase.kind).toBe("recording"));
    session[how]();
    return session;
  };
  const cut = await leave("cut");
  await vi.waitFor(() => expect(cut.get().phase.kind).toBe("ready"));
  expect(finish).not.toHaveBeenCalled();

  await leave("close");
  await vi.waitFor(() => expect(finish).toHaveBeenCalledOnce());
});
