import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { receiveTrends } from "../../../shared/contract/trends.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { encodeWav } from "../audio/wav.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { logOnTester } from "../logged-on.fixture.ts";
import { type LocalClient, localClient, type RunningCore, startCore } from "../start-core.ts";
import { synthesise } from "../synth/synthesise.ts";

const folder = mkdtempSync(join(tmpdir(), "bulbar-flow-"));
const dataFolder = join(folder, "data");
const name = "Ludmila Nowhere-Else";
let core: RunningCore;
let client: LocalClient;
let visit: Visit;

beforeAll(async () => {
  core = startCore({ ...testCoreOptions(dataFolder) });
  client = localClient(core.connect("local"));
  await logOnTester(client);
  const patient = await client.patients.create({ code: "P-1", name, sex: "female", birthDate: "1960-02-29" });
  visit = await client.visits.create({ patientId: patient.id, date: "2026-03-31", device: "test" });
});
afterAll(() => core.close());

function writeVoice(task: TaskId, seed = 1, durationSeconds?: number): string {
  const path = join(folder, `${seed}_${task}.wav`);
  const speaker = { sex: "female", severity: 1, seed } as const;
  const { signal } = synthesise({
    ...{ ...speaker, task, sampleRateHz: 44_100, snrDb: 45 },
    ...(durationSeconds && { durationSeconds }),
  });
  writeFileSync(path, encodeWav(signal));
  return path;
}

async function importFile(
  path: string,
  signal?: AbortSignal,
): Promise<{ recording: Recording; duplicate: boolean }> {
  const stages: number[] = [];
  for await (const event of await client.files.import({ path, visitId: visit.id }, { signal })) {
    if (event.type === "done") return event;
    stages.push(event.fraction);
    expect(stages).toEqual([...stages].sort((a, b) => a - b));
  }
  throw new Error("no result");
}

async function explanation(asked: Parameters<typeof client.recordings.explanation>[0]) {
  const fractions: number[] = [];
  for await (const event of await client.recordings.explanation(asked)) {
    if (event.type === "done") return { ...event.map, fractions };
    fractions.push(event.fraction);
  }
  throw new Error("no map");
}

test("a recording is imported, and everything that a screen shows of it can be had", async () => {
  const path = writeVoice("vowel-a");
  const { recording, duplicate } = await importFile(path);
  expect(duplicate).toBe(false);
  expect(recording).toMatchObject({ task: "vowel-a", fileName: "1_vowel-a.wav", visitId: visit.id });
  expect(recording.analysis!.programVersion).toBe("1.2.3");
  const { id } = recording;
  const waveform = await client.recordings.waveform({ id, columns: 200 });
  expect(waveform.minimum).toHaveLength(200);
  const spectrogram = await client.recordings.spectrogram({
    id,
    scale: "mel",
    windowSeconds: 0.025,
    maximumHz: 8000,
    maximumFrames: 300,
  });
  expect(spectrogram.levels.size).toBe(spectrogram.frames * spectrogram.bands);
  const playback = Buffer.from(await (await client.recordings.playback({ id })).arrayBuffer());
  expect(playback.equals(readFileSync(path))).toBe(true);
  const [prediction] = recording.analysis!.predictions.filter(({ model }) => model === "als-cnn");
  for (const target of prediction!.labels) {
    const map = await explanation({ id, model: "als-cnn", target });
    expect(map).toMatchObject({ target, rows: prediction!.explanation.rows });
    expect(map.values).toHaveLength(map.rows * map.columns);
    expect(Math.max(...map.values)).toBeLessThanOrEqual(1);
    expect(map.frequencyEdgesHz).toHaveLength(map.columns + 1);
  }
  expect((await importFile(path)).duplicate).toBe(true);
  expect((await client.visits.get({ id: visit.id })).recordings).toHaveLength(1);
});

test("occlusion and noise show what a model leans on", async () => {
  const { recordings } = await client.visits.get({ id: visit.id });
  const { id, analysis } = recordings[0]!;
  const { top, probabilities } = analysis!.predictions.find(({ model }) => model === "als-cnn")!;
  const asked = { id, model: "als-cnn", target: top.label, method: "occlusion" } as const;
  const map = await explanation(asked);
  expect(map.method).toBe("occlusion");
  expect(map.values).toHaveLength(map.rows * map.columns);
  expect(map.fractions.at(-1)).toBe(1);
  const shared = await explanation({ ...asked, method: "shap" });
  expect(shared).toMatchObject({ method: "shap", rows: 8, columns: 6, shap: { samples: 512 } });
  expect(shared.shap!.whole).toBeCloseTo(top.probability, 2);
  expect(shared.fractions).toHaveLength(512);
  const { levels } = await client.recordings.noiseResponse({ id, model: "als-cnn" });
  expect(levels.map(({ snrDb }) => snrDb)).toEqual([30, 25, 20, 15, 10, 5, 0]);
  expect(levels[0]!.probabilities).toHaveLength(probabilities.length);
});

test("a changed task is analysed as such, and enters the trend", async () => {
  const { recordings } = await client.visits.get({ id: visit.id });
  const { id } = recordings[0]!;
  await client.recordings.setTask({ id, task: "vowel-i" });
  for await (const event of await client.recordings.analyse({ id })) {
    if (event.type === "done") expect(event.recording.analysis!.task).toBe("vowel-i");
  }
  const { courses } = receiveTrends(await client.trends.get({ patientId: visit.patientId }));
  expect(courses.find(({ id, task }) => id === "f0-mean" && task === "vowel-i")?.points).toHaveLength(1);
});

test("a report is a PDF of this visit", async () => {
  const { fileName, pdf } = await client.reports.create({ visitId: visit.id });
  expect(fileName).toBe("bulbar-P-1-2026-03-31.pdf");
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
});

test("a file that is no sound is refused with its name, and nothing is kept of it", async () => {
  const before = (await client.visits.get({ id: visit.id })).recordings.length;
  const path = join(folder, "letter.wav");
  writeFileSync(path, "Dear doctor");
  await expect(importFile(path)).rejects.toMatchObject({
    code: "file-not-audio",
    data: { file: "letter.wav", why: expect.any(String) },
  });
  expect((await client.visits.get({ id: visit.id })).recordings).toHaveLength(before);
});

test("a cancelled import leaves nothing", async () => {
  const before = (await client.visits.get({ id: visit.id })).recordings.length;
  const abort = new AbortController();
  // so long that a busy computer cancels in time
  const path = writeVoice("vowel-o", 9, 60);
  const importing = (async () => {
    for await (const event of await client.files.import(
      { path, visitId: visit.id },
      { signal: abort.signal },
    )) {
      if (event.type === "progress") abort.abort();
    }
  })();
  await expect(importing).rejects.toThrow();
  await client.system.about();
  expect((await client.visits.get({ id: visit.id })).recordings).toHaveLength(before);
});

test("a window cannot name a path: the operations that take one are not there", async () => {
  const window = localClient(core.connect("window"));
  await logOnTester(window);
  await expect(window.files.analyse({ path: "/etc/passwd" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const outside = { visitId: visit.id, uploadId: "../history.key", fileName: "x.wav" };
  await expect(
    (async () => {
      for await (const _ of await window.recordings.import(outside));
    })(),
  ).rejects.toMatchObject({ code: "invalid-input" });
});

test("input is checked at the boundary", async () => {
  await expect(client.visits.create({ patientId: visit.patientId, date: "31.3.2026" })).rejects.toMatchObject(
    {
      code: "invalid-input",
      data: { why: "field-date", facts: { field: "date", value: "31.3.2026" } },
    },
  );
  await expect(client.patients.get({ id: "nobody" })).rejects.toMatchObject({ code: "not-found" });
});

test("the patient's name is nowhere in the data folder in clear", () => {
  for (const file of readdirSync(dataFolder, { recursive: true }) as string[]) {
    const path = join(dataFolder, file);
    if (!existsSync(path) || file === "uploads") continue;
    expect(readFileSync(path).includes(name), file).toBe(false);
  }
});

test("onsets placed by hand are what the rhythm is measured from, until they are given back", async () => {
  const { recording } = await importFile(writeVoice("ddk-pa", 4));
  const { id } = recording;
  const found = await client.recordings.syllables({ id });
  expect(recording.analysis!.measures["ddk-syllables"]!.value).toBe(found.length);
  const onsetsSeconds = [2.0, 0.5, 1.0, 1.5];
  const last = async (events: AsyncIterable<{ type: string; recording?: Recording }>) => {
    for await (const event of events) if (event.recording) return event.recording.analysis!;
    throw new Error("no result");
  };
  const corrected = await last(await client.recordings.setOnsets({ id, onsetsSeconds }));
  expect(corrected.measures["ddk-rate"]!.value).toBeCloseTo(2, 6);
  expect((await last(await client.recordings.analyse({ id }))).measures["ddk-syllables"]!.value).toBe(4);
  const again = await last(await client.recordings.setOnsets({ id, onsetsSeconds: null }));
  expect(again.measures["ddk-syllables"]!.value).toBe(found.length);
});

test("a list of words is recognised word by word, not as one digit", async () => {
  const { recording } = await importFile(writeVoice("digits", 6));
  const { intelligibility, predictions, refusals, measures } = recording.analysis!;
  expect(intelligibility!.model).toBe("digits-cnn");
  expect(intelligibility!.answers.length).toBeGreaterThanOrEqual(10);
  expect(measures["digit-intelligibility"]!.value).toBe(intelligibility!.scorePercent);
  expect(predictions).toEqual([]);
  const code = "model-refused-length";
  expect(refusals).toMatchObject([
    { model: "digits-cnn", code },
    { model: "digits-ann", code },
    { model: "digits-recogniser", code },
  ]);
});
