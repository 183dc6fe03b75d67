import { expect, test } from "vitest";
import { PassageLanguage } from "../../../shared/domain/passage.ts";
import { RecordingProtocol } from "../../../shared/domain/protocol.ts";
import { findPassage } from "./passages.ts";
import { usualProtocols } from "./usual-protocols.ts";

test.each(PassageLanguage.options)(
  "the protocols in %s hold tasks that can be recorded, texts in it",
  (language) => {
    for (const steps of Object.values(usualProtocols(language))) {
      expect(RecordingProtocol.parse({ name: "usual", steps }).steps).toEqual(steps);
      for (const { task, passage } of steps) {
        expect(passage !== null, "sentences are drawn").toBe(task === "reading");
        if (passage) expect(findPassage(passage)?.language).toBe(language);
      }
    }
  },
);

test("the short form fits into five minutes even where every task lasts its longest and is explained", () => {
  const { short } = usualProtocols("en");
  const seconds = short.reduce(
    (sum, { takes, countInSeconds, maximumSeconds }) => sum + takes * (countInSeconds + maximumSeconds),
    0,
  );
  expect(seconds).toBeLessThanOrEqual(300);
});

test("a passage belongs to reading alone", () => {
  const [first] = usualProtocols("en").full;
  const wrong = { name: "wrong", steps: [{ ...first, passage: "sentences-en" }] };
  expect(RecordingProtocol.safeParse(wrong).success).toBe(false);
});
