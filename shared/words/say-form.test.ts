import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SiteForm } from "../domain/site-form.ts";
import { sayAnswers, sayFormText } from "./say-form.ts";

const examination = SiteForm.parse({
  ...JSON.parse(readFileSync("resources/forms/examination.json", "utf8")),
  sums: [{ id: "tongue", label: { en: "Tongue" }, of: ["tongue-atrophy", "tongue-fasciculations"] }],
});

test("answers are told with their units and options, a sum only where all its parts are there", () => {
  const answers = { weight: 70.5, "tongue-atrophy": 2, remarks: "dry mouth" };
  const said = (language: "en" | "de", more = {}) =>
    sayAnswers(examination, { ...answers, ...more }, language).map(({ label, text }) => `${label}: ${text}`);
  expect(said("en")).toEqual([
    "Tongue, atrophy: 2 marked",
    "Weight: 70.5 kg",
    "Remarks on the examination: dry mouth",
  ]);
  expect(said("de", { "tongue-fasciculations": 1 })).toEqual([
    "Zunge, Atrophie: 2 deutlich",
    "Zunge, Faszikulationen: 1 vorhanden",
    "Gewicht: 70,5 kg",
    "Bemerkungen zur Untersuchung: dry mouth",
    "Tongue: 3",
  ]);
});

test("a text that the site has in one language is told in that one", () => {
  expect(sayFormText({ de: "Schlucken" }, "en")).toBe("Schlucken");
  expect(sayFormText({ en: "Swallowing" }, "de")).toBe("Swallowing");
});
