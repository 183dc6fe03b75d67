import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RecordingId, VisitId } from "../../../shared/domain/ids.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { encodeWav } from "../audio/wav.ts";
import { type Core, createCore } from "../core.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { judgeTakes } from "../findings/takes.ts";
import { writeTrusted } from "../inference/trusted-models.ts";
import { findProgramFolder } from "../program.ts";
import { synthesise } from "../synth/synthesise.ts";
import { analyseRecording } from "./analyse-recording.ts";
import { answersOf, joinVisit } from "./visit-results.ts";

const programFolder = findProgramFolder();
const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-error-"));
const core = createCore(testCoreOptions(dataFolder));
let recordings: Recording[];

beforeAll(async () => {
  recordings = [await analysed("vowel-a"), await analysed("vowel-i")];
});
afterAll(() => core.close());

async function analysed(task: TaskId): Promise<Recording> {
  const voice = { task, sex: "male", severity: 1, seed: 3, sampleRateHz: 44_100 } as const;
  const bytes = encodeWav(synthesise({ ...voice, durationSeconds: 4 }).signal);
  const request = { source: { bytes }, fileName: `${task}.wav`, sex: "male" } as const;
  const { analysis } = await analyseRecording(core, request);
  const file = { fileName: request.fileName, sha256: "", bytes: bytes.length };
  return {
    ...file,
    id: RecordingId.parse(task),
    visitId: VisitId.parse("v"),
    task,
    importedAt: "2026-01-05T00:00:00Z",
    analysis,
    choice: null,
  };
}

const fileOf = (model: string, name: string) =>
  JSON.parse(readFileSync(join(programFolder, "models", model, name), "utf8"));
const answerOf = (model: string, { analysis }: Recording) =>
  analysis!.predictions.find((prediction) => prediction.model === model)!;

test.each([
  ["als-screen-voice", "auc"],
  ["bulbar-involvement", "quadraticKappa"],
])("%s carries the error of a single vowel beside an answer from one", (model, metric) => {
  const { protocols } = fileOf(model, "evaluation.json");
  for (const recording of recordings) {
    const alone = protocols.find(({ name }: { name: string }) => name === `${recording.task}-alone`);
    const { honestError } = answerOf(model, recording).provenance;
    expect(honestError.value).toBe(alone.metrics[metric].value);
    expect(honestError.interval).toEqual(alone.metrics[metric].interval);
    expect(honestError.value).not.toBe(fileOf(model, "manifest.json").honestError.value);
    expect(answerOf(model, recording).set!.measuredOnMoreTasks).toBe(true);
    expect(honestError.protocol).toMatch(/^from "vowel-[ai]" alone, /);
  }
});

test("a visit with both vowels carries the error of both, a visit with one that of one", async () => {
  const both = (await joinVisit(core, judgeTakes(recordings))).results;
  const single = (await joinVisit(core, judgeTakes(recordings.slice(0, 1)))).results;
  for (const model of ["als-screen-voice", "bulbar-involvement", "als-cnn"]) {
    const of = (results: typeof both) => results.find((result) => result.model === model)!.provenance;
    expect(of(both).honestError).toEqual(fileOf(model, "manifest.json").honestError);
    const together = both.find((result) => result.model === model)!.together;
    expect(together?.set?.measuredOnMoreTasks).toBeUndefined();
    expect(of(single)).toEqual(answerOf(model, recordings[0]!).provenance);
  }
});

test("a recording answers each question once, as a visit of it alone does", async () => {
  const [recording] = recordings;
  const answers = await answersOf(core, recording!.analysis!);
  const { ensembles, results } = await joinVisit(core, judgeTakes([recording!]));
  const screen = ensembles.find(({ kind }) => kind === "screen")!;
  const { top, probabilities, members, honestError } = screen;
  expect(answers.find(({ question }) => question === "screen")).toMatchObject({
    ...{ top, probabilities, members, honestError, notSure: false },
    notice: "Research use only, not for diagnosis.",
  });
  const involvement = results.find(({ model }) => model === "bulbar-involvement")!;
  const alone = answers.find(({ question }) => question === "bulbar-involvement")!;
  expect(alone).toMatchObject({ top: involvement.top, honestError: involvement.provenance.honestError });
  expect(alone.members).toEqual([{ model: "bulbar-involvement", version: involvement.version }]);
  expect(answers.map(({ question }) => question).toSorted()).toEqual(["bulbar-involvement", "screen"]);
});

test("a model that was replaced since then does not add its answer to what the old one said", async () => {
  const before = recordings.map((recording) => {
    const predictions = recording.analysis!.predictions.map((one) => ({
      ...one,
      modelSha256: "0".repeat(64),
    }));
    return { ...recording, analysis: { ...recording.analysis!, predictions } };
  });
  const { results } = await joinVisit(core, judgeTakes(before));
  const voice = results.find(({ model }) => model === "als-screen-voice")!;
  expect(voice.together).toBeNull();
  expect(voice.provenance).toEqual(answerOf("als-screen-voice", recordings[0]!).provenance);
  const today = (await joinVisit(core, judgeTakes(recordings))).results;
  expect(today.find(({ model }) => model === "als-screen-voice")!.together).not.toBeNull();
});

test("a model that answers about all its tasks only speaks for the visit, and for no recording", async () => {
  const folder = join(dataFolder, "models", "als-both");
  cpSync(join(programFolder, "models", "als-screen-voice"), folder, { recursive: true });
  const manifest = fileOf("als-screen-voice", "manifest.json");
  const input = { ...manifest.input, sufficientTasks: [["vowel-a", "vowel-i"]] };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ ...manifest, id: "als-both", input }));
  const apart = createCore(testCoreOptions(dataFolder));
  await expectStranger(apart);
  writeTrusted(join(dataFolder, "models"), "als-both", (await apart.models.find("als-both")).manifestSha256);
  const { results, ensembles } = await joinVisit(apart, judgeTakes(recordings));
  const [voice, both] = ["als-screen-voice", "als-both"].map(
    (id) => results.find(({ model }) => model === id)!,
  );
  expect(both).toMatchObject({ recordings: 0, vote: { recordings: 0 }, notSure: 0 });
  expect(both!.together!.probabilities).toEqual(voice!.together!.probabilities);
  expect(both!.provenance.honestError).toEqual(manifest.honestError);
  const screen = ensembles.find(({ kind }) => kind === "screen")!;
  expect(screen.models).toEqual(["als-screen-voice", "als-cnn"]);
  expect(screen.besides!.map(({ model }) => model)).toEqual(["als-screen-mfcc", "als-both"]);
  const alone = await joinVisit(apart, judgeTakes(recordings.slice(0, 1)));
  expect(alone.results.map(({ model }) => model)).not.toContain("als-both");
  const others = recordings.map(({ analysis, ...recording }) => {
    const settings = { ...analysis!.settings, models: ["als-screen-voice"] };
    return { ...recording, analysis: { ...analysis!, settings } };
  });
  expect((await joinVisit(apart, judgeTakes(others))).results.map(({ model }) => model)).not.toContain(
    "als-both",
  );
  await apart.close();
});

/** An installed package that nobody trusts yet is silent; asked by name it speaks for itself, and low of itself. */
async function expectStranger(apart: Core): Promise<void> {
  const unasked = await joinVisit(apart, judgeTakes(recordings));
  expect(unasked.results.map(({ model }) => model)).not.toContain("als-both");
  const asked = recordings.map(({ analysis, ...recording }) => {
    const settings = { ...analysis!.settings, models: ["als-screen-voice", "als-both"] };
    return { ...recording, analysis: { ...analysis!, settings } };
  });
  const { results, ensembles } = await joinVisit(apart, judgeTakes(asked));
  expect(results.find(({ model }) => model === "als-both")?.provenance.status).toBe("experimental");
  const joinable = ensembles.flatMap(({ members, besides = [] }) => [...members, ...besides]);
  expect(joinable.map(({ model }) => model)).not.toContain("als-both");
}
