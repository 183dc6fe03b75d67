import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { afterAll, expect, test } from "vitest";
import type { NewSiteText } from "../../../shared/domain/passage.ts";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import { analyseAgain, importRecording } from "../analysis/import-recording.ts";
import { encodeWav } from "../audio/wav.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { listAudit } from "../history/audit.ts";
import { patientDetails, visitDetails } from "../history/history.fixtures.ts";
import { createPatient } from "../history/patients.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { synthesise } from "../synth/synthesise.ts";
import { site } from "./site.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-texts-"));
const core = await loggedOnCore(testCoreOptions(dataFolder));
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true });
});
const context = { context: { core, session: localAdministrator } };
const run = { signal: new AbortController().signal, onProgress: () => {} };

const english: NewSiteText = {
  ...{ language: "en", title: "Ours", text: "The bulbar clinic opens.", pronunciations: {} },
};
const add = (text: NewSiteText) => call(site.addText, text, context);

test("a text is asked for the words that its dictionary has not, and for phones that there are", async () => {
  const check = await call(site.checkText, english, context);
  expect(check).toMatchObject({ words: 4, unknown: ["bulbar"], wrong: [] });
  expect(check.phones).toContain("AH");
  await expect(add(english)).rejects.toMatchObject({
    data: { why: "text-unknown-words", facts: { words: "bulbar" } },
  });
  await expect(add({ ...english, pronunciations: { bulbar: "B AH QQ" } })).rejects.toMatchObject({
    data: { why: "text-wrong-phone", facts: { word: "bulbar", phone: "QQ" } },
  });
  await expect(add({ ...english, text: "1, 2" })).rejects.toMatchObject({
    data: { why: "text-without-words" },
  });
  const french = { ...english, language: "fr" as const, text: "L'œsophage" };
  expect(await call(site.checkText, french, context)).toMatchObject({ unknown: ["l'œsophage"] });
  expect(await call(site.texts, undefined, context)).toEqual([]);
});

test("a text is added, read, removed; what was read of it is measured by it again", async () => {
  const [added] = await add({ ...english, pronunciations: { bulbar: "B AH L B ER" } });
  expect(added).toMatchObject({ id: "site-en-1", words: 4, pronunciations: { bulbar: "B AH L B ER" } });
  const text = "Guten Tag. ".repeat(6).trim();
  const [, german] = await add({ ...english, language: "de", text });
  expect(german).toMatchObject({ id: "site-de-2", words: 12 });

  const history = await core.history();
  const { id: patientId } = createPatient(history, patientDetails("P1"));
  const visit = createVisit(history, { ...visitDetails("2026-01-05"), patientId });
  const { signal } = synthesise({
    ...{ task: "reading", sex: "female", severity: 0, seed: 4, sampleRateHz: 16_000, durationSeconds: 6 },
  });
  const { recording } = await importRecording(
    core,
    {
      ...{ visitId: visit.id, source: { bytes: encodeWav(signal) }, fileName: "reading.wav" },
      passage: "site-de-2",
    },
    run,
  );
  const { settings, measures } = recording.analysis!;
  expect(settings.passage).toBe("site-de-2");
  const seconds = measures["speech-syllables"]!.value! / measures["speaking-rate"]!.value!;
  expect(measures["speaking-rate-wpm"]!.value).toBeCloseTo((60 * 12) / seconds, 6);

  const left = await call(site.removeText, { id: "site-de-2" }, context);
  expect(left.map(({ id }) => id)).toEqual(["site-en-1"]);
  const again = await analyseAgain(core, recording.id, run);
  expect(again.analysis!.measures["speaking-rate-wpm"]).toEqual(measures["speaking-rate-wpm"]);
  await expect(call(site.removeText, { id: "site-de-2" }, context)).rejects.toMatchObject({
    code: "not-found",
  });

  const trail = listAudit(history).filter(({ subject }) => subject === "site setting texts");
  expect(trail.map(({ detail }) => detail).toSorted()).toEqual([
    "site-de-2 added",
    "site-de-2 removed",
    "site-en-1 added",
  ]);
});
