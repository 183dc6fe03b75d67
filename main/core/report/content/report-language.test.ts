import { expect, test } from "vitest";
import { outsideMarks } from "../../../../shared/words/pseudo.ts";
import { reportContent } from "./report-content.ts";
import { sampleDraft, sampleReport } from "./sample-report.fixture.ts";

/** Fields of a report's content that are data: names, dates of the file, pictures, findings behind the words. */
const data = new Set([
  "course",
  "finding",
  "subsystem",
  "picture",
  "rhythm",
  "language",
  "paper",
  "sections",
  "createdAt",
  "task",
  "fileName",
]);

/** Every text of the content, by where it stands. */
function textsOf(node: unknown, key = ""): [string, string][] {
  if (typeof node === "string") return [[key, node]];
  if (typeof node !== "object" || node === null || node instanceof Date) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    data.has(name) || (name === "label" && key.endsWith(".change")) ? [] : textsOf(value, `${key}.${name}`),
  );
}

/** What the sample itself brings: names, codes, citations, formats, units and symbols. */
const brought =
  /Иванова|Łucja|Müller|NEU-\d+|ALS screen \(spectrogram\)|als-cnn|ALS, probable \(El Escorial\)|Sennheiser MKE|Learned from.*?kHz\.|made-up norm[^[\];]*|made up for tests, Bulbar|made-up retest|MDVP threshold|pcm s\d+le|praat-script|3f3f\w*|\bcpu\b|k?Hz|dB|\bs\b|MDC|n = \d+|repeated 3 times/g;

test("no word of a report is outside shared/words", () => {
  const texts = [1, 2, 5].flatMap((visits) =>
    textsOf(reportContent({ ...sampleReport(visits), draft: { ...sampleDraft, language: "pseudo" } })),
  );
  const left = texts
    .map(([key, text]) => [key, outsideMarks(text).replace(brought, "")] as const)
    .filter(([, rest]) => /\p{L}{2}/u.test(rest));
  expect(left).toEqual([]);
});

test("German prose has decimal commas", () => {
  const texts = textsOf(reportContent({ ...sampleReport(), draft: { ...sampleDraft, language: "de" } }));
  const prose = texts.filter(([key]) => /summary|valueText|answer|notes/.test(key)).map(([, text]) => text);
  expect(prose.join(" ")).toMatch(/\d,\d/);
  expect(prose.join(" ")).not.toMatch(/\d\.\d/);
});
