import { expect, test } from "vitest";
import { BulbarError, errorCodes } from "../domain/error.ts";
import { errorWhys } from "../domain/error-whys.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { sayError, sayErrorSentence } from "./say-error.ts";

const told = ({ code, data }: BulbarError, language: "en" | "de") => sayErrorSentence(code, data, language);

test("an error says in either language why it happened, with its particulars", () => {
  const empty = new BulbarError("file-empty", { file: "a.wav", why: "no-bytes" });
  expect(told(empty, "en")).toBe(
    "a.wav: is empty (0 bytes). Copy the recording again from the device that made it.",
  );
  expect(told(empty, "de")).toBe(
    "a.wav: ist leer (0 Bytes). Kopieren Sie die Aufnahme erneut vom Aufnahmegerät.",
  );
  const short = new BulbarError("model-refused-length", {
    file: "als-cnn",
    why: "short",
    facts: { seconds: 0.25, needed: 1 },
  });
  expect(told(short, "de")).toContain("0,25 s Ton sind weniger als die 1 s");
  const task = new BulbarError("model-refused-task", {
    why: "task",
    facts: { task: "reading", tasks: "vowel-a, vowel-i" },
  });
  expect(told(task, "en")).toContain("It accepts: Sustained /a/, Sustained /i/.");
  const unusable = new BulbarError("model-refused-recording", {
    why: "unusable",
    facts: { reasons: "silent" },
  });
  expect(told(unusable, "de")).not.toContain("silent");
});

test("an error without a why is told by its code; one of an older version as it was told there", () => {
  expect(sayError("file-empty", {}, "de").reason).toBe("enthält keinen Laut.");
  expect(sayError("file-empty", { reason: "is empty." }, "en").reason).toBe("is empty.");
  expect(sayError("of-another-program", { reason: "untold" }, "de").reason).toBe("untold");
  for (const code of errorCodes)
    for (const language of ["en", "de"] as const) expect(sayError(code, {}, language).reason).not.toBe("");
});

const braces = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

test.each([
  ["en", en],
  ["de", de],
])("every why has words in %s, and they name no fact that it does not bring", (_, words) => {
  const written: Record<string, Record<string, { reason: string; remedy: string }>> = words.errorWhys;
  expect(Object.keys(written)).toEqual(Object.keys(errorWhys));
  for (const [code, whys] of Object.entries(errorWhys)) {
    expect(errorCodes).toContain(code);
    expect(Object.keys(written[code]!).sort()).toEqual(Object.keys(whys).sort());
    for (const [why, facts] of Object.entries<readonly string[]>(whys)) {
      const { reason, remedy } = written[code]![why]!;
      const named = braces(reason + remedy);
      expect([code, why, named.filter((name) => !facts.includes(name!))]).toEqual([code, why, []]);
      expect([code, why, facts.filter((name) => !named.includes(name))]).toEqual([code, why, []]);
    }
  }
});
