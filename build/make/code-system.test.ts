import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codeSystemUri, parseTerminology, sha256Uri } from "../../main/core/exchange/terminology.ts";
import { ucum } from "../../main/core/exchange/ucum.ts";
import { catalogue } from "../../shared/domain/measure-catalogue.ts";
import { codeSystem } from "./code-system-resource.ts";

const root = join(import.meta.dirname, "../..");
const text = readFileSync(join(root, "resources/exchange/code-system.json"), "utf8");

test("the codes of exports are those of the program's words (npm run code-system)", () => {
  expect(JSON.parse(text)).toEqual(codeSystem());
});

test("no code stands twice, each is named in English and German", () => {
  const all = codeSystem().concept.flatMap((group) => [group, ...group.concept]);
  expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
  expect(parseTerminology(text).size).toBe(all.length);
  for (const { display, designation } of all) {
    expect(display).not.toBe("");
    expect(designation).toEqual([{ language: "de", value: expect.stringMatching(/./) }]);
  }
});

test("a code system of another address is refused", () => {
  expect(() => parseTerminology(text.replace('"url": "urn:oid:2.25.', '"url": "urn:oid:2.26.'))).toThrow(
    "url",
  );
});

test("the document on exchange names the code systems and every unit", () => {
  const document = readFileSync(join(root, "resources/docs/exchange.md"), "utf8");
  for (const uri of [codeSystemUri, sha256Uri]) expect(document).toContain(uri);
  const table = document.slice(document.indexOf("## Units"), document.indexOf("## Forms"));
  for (const unit of new Set(catalogue.map(({ unit }) => unit))) {
    expect(table).toContain(`\`${unit}\``);
    if (ucum(unit) !== unit) expect(table).toContain(`\`${ucum(unit)}\``);
  }
});
