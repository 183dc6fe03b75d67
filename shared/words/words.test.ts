import { expect, test } from "vitest";
import { takeReasons } from "../domain/acceptance.ts";
import { errorCodes } from "../domain/error.ts";
import { NotJudged, Progression } from "../domain/finding.ts";
import { doubtReasons, missingReasons } from "../domain/measure.ts";
import { catalogue, measureFamilies } from "../domain/measure-catalogue.ts";
import { qualityFlags } from "../domain/quality.ts";
import { rateStrata } from "../domain/rate-stratum.ts";
import { taskIds } from "../domain/task.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { marks, outsideMarks } from "./pseudo.ts";
import { wordsOf } from "./words.ts";

/** Every text of a language by its key; functions are given their own facts' places. */
function texts(node: unknown, key = ""): [key: string, text: string][] {
  if (typeof node === "string") return [[key, node]];
  if (typeof node === "function") return [[key, node("1", "2", "3", "4", "5")]];
  return Object.entries(node as object).flatMap(([name, value]) =>
    texts(value, key ? `${key}.${name}` : name),
  );
}

/** Names, terms of the field, units and symbols that German writes as English does. */
const alike = [
  /^patient\.sealed\.passphrase$/,
  /^measures\.(units|of\.[a-z0-9-]+\.term)/,
  /^measures\.families\.(tremor)$/,
  /^measures\.(named|ofTask|alsfrs|cepstral)/,
  /^models\.(of\.[a-z-]+\.labels\.ALS|metrics\.AUC|figure|range)/,
  /^say\.(months|counts)/,
  /\.short$/,
  /^tasks\.(take|besides)/,
  /^findings\.(source|error|named|valueAgainst|scoreChange)$/,
  /^general\.(onsetRegion\.spinal|diagnosisCode\.als)$/,
  /^charts\.(scales\.linear|f1|f2|point)$/,
  /^listening\.agreement\.statistics\.icc-2-1$/,
  /^frame\.(patient|bornOn|doing|keyNames\.(alt|escape|tab))$/,
  /^modelList\.explanations\.grad-cam$/,
  /^patients\.(form\.)?name$/,
  /^report\.signature\.(name|moment)$/,
  /^commandLine\.(evaluation\.scores\.auc|reports\.columns\.sha256)$/,
  /^profile\.(subsystem\.phonation|errors)$/,
  /^patient\.treatments\.(kinds\.tofersen|named)$/,
  /^recording\.(view\.scales|quality\.(format|mono|durationFact)|predictions\.answer\.first)/,
  /^trend\.history\.(definition|norm|error|sourced)$/,
  /^visit\.(analysing|findings\.norm)$/,
  /^intake\.(mono|said)$/,
  /^profile\.subsystem\.phonation$/,
  /^shell\.about$/,
  /^exchange\.handOn\.formats\..*\.name$/,
  /^record\.microphone\.rate$/,
  /^room\.(dbfs|decibels|humOf)$/,
  /^(settings\.(devices\.coreml|modelDevices\.took)|trend\.inError|visitModels\.most)$/,
  /^report\.(recordings\.columns\.format|recordings\.ofTask|change\.|picture\.(seconds|scales\.linear)|models\.(other|each|scale))/,
];

test("every code has words in every language", () => {
  for (const words of [en, de]) {
    for (const { id } of catalogue) expect([id, id in words.measures.of]).toEqual([id, true]);
    for (const id of taskIds) expect(words.tasks.of[id].instruction.length).toBeGreaterThan(10);
    for (const family of measureFamilies) expect(words.measures.families[family]).toBeTruthy();
    for (const flag of qualityFlags) expect(words.quality.meanings[flag]).toBeTruthy();
    for (const reason of missingReasons) expect(words.reasons.missing[reason]).toBeTruthy();
    for (const reason of doubtReasons) expect(words.reasons.doubts[reason]).toBeTruthy();
    for (const reason of takeReasons) expect(words.reasons.takes[reason]).toBeTruthy();
    for (const code of errorCodes)
      expect([code, code in words.errors || code in words.storage]).toEqual([code, true]);
    for (const stratum of rateStrata) expect(words.findings.rateStratum[stratum]).toBeTruthy();
    for (const code of NotJudged.options) expect(words.findings.notJudged[code]).toBeTruthy();
    for (const verdict of Progression.shape.verdict.options)
      expect(words.findings.progression[verdict]).toBeTruthy();
  }
});

test("no German text is the English one, but for names, terms and units", () => {
  const german = new Map(texts(de));
  const same = texts(en).filter(
    ([key, text]) =>
      german.get(key) === text && /\p{L}{2}/u.test(text) && !alike.some((one) => one.test(key)),
  );
  expect(same).toEqual([]);
});

test("both languages have the same keys, and no text is empty in one of them alone", () => {
  const keys = (words: unknown) => texts(words).map(([key, text]) => `${key} ${text !== ""}`);
  expect(keys(de)).toEqual(keys(en));
});

test("definitions are sentences", () => {
  for (const words of [en, de])
    for (const { definition } of Object.values(words.measures.of)) expect(definition).toMatch(/[.]$/);
});

test("the pseudo-language marks words and leaves facts outside", () => {
  const { findings, measures } = wordsOf("pseudo");
  expect(measures.of.hnr.term).toBe(`${marks.open}HNR${marks.close}`);
  expect(outsideMarks(findings.since("5 Oct 2026"))).toBe("5 Oct 2026");
  expect(outsideMarks(findings.since(measures.of.hnr.term))).toBe("");
  expect(outsideMarks("forgotten")).toBe("forgotten");
});
