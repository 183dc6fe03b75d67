import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { afterAll, expect, test } from "vitest";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import { noiseSource, pcm16, vowel, wavFile } from "../audio/test-recordings.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { createPatient } from "../history/patients.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { recordings } from "../operations/recordings.ts";
import { importRecording } from "./import-recording.ts";
import { signals } from "./recording-signal.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-channel-"));
const core = await loggedOnCore(testCoreOptions(dataFolder));
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true });
});
const run = { signal: new AbortController().signal, onProgress: () => {} };

test("the channel that was taken is kept, seen and heard, and another one can be chosen afterwards", async () => {
  const voice = vowel(2, 44_100).samples;
  const noise = noiseSource(9);
  const samples = Float32Array.from({ length: 2 * voice.length }, (_, n) =>
    n % 2 ? voice[n >> 1]! : 0.1 * noise(),
  );
  const bytes = wavFile({ data: pcm16({ samples, sampleRateHz: 44_100 }), channels: 2 });
  const history = await core.history();
  const details = { name: "", birthDate: null, sex: null, onsetDate: null, diagnosis: "", notes: "" };
  const patient = createPatient(history, {
    ...details,
    code: "C",
    onsetRegion: "unknown",
    diagnosisCode: "unknown",
  });
  const visit = createVisit(history, { patientId: patient.id, date: "2026-01-05", device: "", notes: "" });
  const request = { visitId: visit.id, source: { bytes }, fileName: "vowel-a.wav" };
  const { recording } = await importRecording(core, request, run);
  expect(recording.analysis!.audio).toMatchObject({ channels: 2, channelUsed: 2 });
  expect(recording.analysis!.settings.channel).toBeNull();
  expect(recording.analysis!.quality.flags).toContain("channels-differ");
  expect((await signals.of(core, recording.id)).samples[100]).toBeCloseTo(voice[100]!, 3);
  for (const channel of [1, "mean", null] as const) {
    const events = await call(
      recordings.setChannel,
      { id: recording.id, channel },
      { context: { core, session: localAdministrator } },
    );
    let used: unknown;
    for await (const event of events)
      if (event.type === "done") {
        used = event.recording.analysis!.audio.channelUsed;
        expect(event.recording.analysis!.settings.channel).toBe(channel);
      }
    expect(used).toBe(channel ?? 2);
    const heard = (await signals.of(core, recording.id)).samples[100]!;
    const expected = { 1: samples[200]!, mean: (samples[200]! + samples[201]!) / 2, null: samples[201]! }[
      `${channel}`
    ];
    expect(heard).toBeCloseTo(expected!, 3);
  }
});
