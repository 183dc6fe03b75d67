import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { sampleDocument, sampleForm, sampleState } from "./clinical-document.fixture.ts";
import { visitCsv } from "./visit-csv.ts";
import { visitJson } from "./visit-json.ts";

test("CSV: a row a finding, numbers in full, what a spreadsheet would run defused", () => {
  const sample = sampleDocument();
  const document = { ...sample, patient: { ...sample.patient, code: '=1+1,"x"' } };
  const text = visitCsv(document);
  expect(text.startsWith("\uFEFFschemaVersion,")).toBe(true);
  expect(text.endsWith("\r\n")).toBe(true);
  const rows = parse<Record<string, string>>(text, { columns: true, bom: true });
  const { findings } = document.findings;
  expect(rows).toHaveLength(findings.length);
  rows.forEach((row, index) => {
    const { measure, task, value, norm, change } = findings[index]!;
    expect(row).toMatchObject({ schemaVersion: "1", measure, task, patient: `'=1+1,"x"` });
    expect(row.value).toBe(value === null ? "" : String(value));
    expect(row.normVerdict).toBe(norm?.verdict ?? "");
    expect(row.change).toBe(change ? String(change.value) : "");
    expect(row.notice).toBe("Research use only, not for diagnosis.");
  });
  const negative = rows.filter(({ change }) => change?.startsWith("-"));
  expect(negative.length).toBeGreaterThan(0);
  const answer = rows.find(({ measure }) => measure === "als-cnn:ALS");
  expect(answer).toMatchObject({ modelVersion: "0.1.0", modelError: "AUC 0.75" });
});

test("CSV: the state at recording in every row, then what was entered of the site's forms", () => {
  const document = sampleDocument({ state: sampleState, forms: [sampleForm] });
  const rows = parse<Record<string, string>>(visitCsv(document), { columns: true, bom: true });
  for (const row of rows)
    expect(row).toMatchObject({ timeOfDay: "14:05", fatigue: "7", ventilation: "at-night" });
  const entered = rows.filter(({ task }) => task === "form");
  expect(entered.map(({ measure, value, unit, text }) => [measure, value, unit, text])).toEqual([
    ["examination.weight", "70.5", "kg", ""],
    ["examination.cough", "1", "", "weakened"],
    ["examination.note", "", "", "'=tired"],
  ]);
});

test("JSON: the findings as they are, with its version and the notice", () => {
  const document = sampleDocument();
  const told = JSON.parse(visitJson(document));
  expect(told).toMatchObject({ schemaVersion: 1, notice: "Research use only, not for diagnosis." });
  expect(told.findings).toEqual(JSON.parse(JSON.stringify(document.findings.findings)));
  expect(told.patient.code).toBe(document.patient.code);
});
