import { ORPCError } from "@orpc/client";
import { expect, test } from "vitest";
import { BulbarError } from "../../../shared/domain/error.ts";
import { acceptedLanguage, errorAnswer } from "./answers.ts";

test.each([
  [undefined, "en"],
  ["", "en"],
  ["de", "de"],
  ["de-AT,de;q=0.9,en;q=0.8", "de"],
  ["en-GB;q=0.3, DE;q=0.7", "de"],
  ["fr-FR, de;q=0.2, en;q=0.1", "de"],
  ["de;q=0, en", "en"],
  ["de;q=0", "en"],
  ["pseudo, ja", "en"],
  ["*", "en"],
  [";;;q=,,", "en"],
])("Accept-Language %j is %s", (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});

test("an error is code, message and remedy in the language, with its status and headers", () => {
  const found = { why: "at-once", facts: { limit: 8, seconds: 3 } } as const;
  const { status, headers, body } = errorAnswer(new BulbarError("too-many-requests", found), "de");
  expect([status, headers["retry-after"], headers["content-language"]]).toEqual([429, "3", "de"]);
  expect(JSON.parse(body as string)).toEqual({
    code: "too-many-requests",
    message: "8 Anfragen sind bereits in Arbeit.",
    remedy: "Versuchen Sie es in 3 s erneut.",
  });
});

test("an error that crossed from a core keeps its code; one that nobody foresaw tells nothing of itself", () => {
  const crossed = new ORPCError("model-not-found", {
    data: { file: "x", why: "not-here", facts: { models: "a" } },
  });
  const known = errorAnswer(crossed, "en");
  expect([known.status, JSON.parse(known.body as string).message]).toEqual([
    404,
    "x: there is no model of this name.",
  ]);
  const unknown = errorAnswer(new Error("/home/someone/secret.wav"), "en");
  expect([unknown.status, unknown.body]).toEqual([500, expect.not.stringContaining("secret")]);
});
