import { expect, test } from "vitest";
import { errorCodes } from "../domain/error.ts";
import { sayError, sayErrorSentence } from "./say-error.ts";

const data = { file: "a.wav", reason: "is empty (0 bytes).", remedy: "Copy it again." };

test("English tells what the core found, German what the code means", () => {
  expect(sayErrorSentence("file-empty", data, "en")).toBe("a.wav: is empty (0 bytes). Copy it again.");
  expect(sayErrorSentence("file-empty", data, "de")).toMatch(/^a\.wav: enthält keinen Laut\. Kopieren Sie/);
  expect(sayError("of-another-program", data, "de").reason).toBe(data.reason);
});

test("every code has German words", () => {
  for (const code of errorCodes)
    expect([code, sayError(code, { reason: "untold" }, "de").reason === "untold"]).toEqual([code, false]);
});
