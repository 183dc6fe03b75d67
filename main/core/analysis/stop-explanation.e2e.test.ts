import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { MessageChannel } from "node:worker_threads";
import { RPCHandler } from "@orpc/server/message-port";
import { afterAll, expect, test } from "vitest";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import { encodeWav } from "../audio/wav.ts";
import type { Core } from "../core.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { analysisOf } from "../history/analysis.fixture.ts";
import { createPatient } from "../history/patients.ts";
import { addRecording } from "../history/recordings.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import type { SeatedContext } from "../operations/implementer.ts";
import { localRouter } from "../operations/router.ts";
import { localClient } from "../start-core.ts";

const model = "als-cnn";
const core = await loggedOnCore({ ...testCoreOptions(mkdtempSync(join(tmpdir(), "bulbar-stop-"))) });
afterAll(() => core.close());

async function storedVowel(code: string): Promise<string> {
  const history = await core.history();
  const details = { name: "", birthDate: null, sex: null, onsetDate: null, diagnosis: "", notes: "" };
  const patient = createPatient(history, {
    ...details,
    code,
    onsetRegion: "unknown",
    diagnosisCode: "unknown",
  });
  const visit = createVisit(history, { patientId: patient.id, date: "2026-01-05", device: "", notes: "" });
  const samples = Float32Array.from({ length: 48_000 }, (_, n) => ((n % 160) - 80) / 160);
  const bytes = encodeWav({ samples, sampleRateHz: 16_000 });
  const stored = { visitId: visit.id, task: "vowel-a", fileName: "a.wav", bytes } as const;
  return addRecording(history, { ...stored, analysis: analysisOf("f1", 500) }).recording.id;
}

/** A door on a core whose model calls `onRun` with the number of the run before it answers. */
function doorOn(onRun: (run: number) => void) {
  let runs = 0;
  const counting: Core = {
    ...core,
    session: async (id) => {
      const session = await core.session(id);
      return {
        ...session,
        run: (input, target) => {
          onRun(++runs);
          return session.run(input, target);
        },
      };
    },
  };
  const { port1, port2 } = new MessageChannel();
  new RPCHandler<SeatedContext>(localRouter).upgrade(port2, {
    context: { core: counting, session: localAdministrator, seat: { session: null } },
  });
  port2.start();
  return { client: localClient(port1), runs: () => runs, close: () => port1.close() };
}

async function lastOf<Event>(events: Promise<AsyncIterable<Event>>): Promise<Event | undefined> {
  let last: Event | undefined;
  for await (const event of await events) last = event;
  return last;
}

test.each([
  ["an occlusion map", 97, "occlusion"],
  ["SHAP values", 514, "shap"],
  ["the response to noise", 7, "noise"],
] as const)(
  "stopping %s, %i runs of the model, ends the work and not the waiting alone",
  async (_, all, what) => {
    const id = await storedVowel(what);
    const abort = new AbortController();
    const door = doorOn((run) => run === 2 && abort.abort());
    const options = { signal: abort.signal };
    const work =
      what === "noise"
        ? door.client.recordings.noiseResponse({ id, model }, options)
        : lastOf(door.client.recordings.explanation({ id, model, target: "ALS", method: what }, options));
    await expect(work).rejects.toThrow();
    await pause(500);
    // The message to stop may pass one more run on its way.
    expect(door.runs()).toBeLessThan(Math.min(all, 5));
    door.close();
  },
);
