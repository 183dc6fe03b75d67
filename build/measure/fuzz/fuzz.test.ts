import { ORPCError } from "@orpc/client";
import fc from "fast-check";
import { expect, test } from "vitest";
import { randomOf } from "../../../main/core/dsp/random.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import { judgeError, outcomeOf } from "./kind.ts";
import { mutateBytes, mutateJson, mutateText } from "./mutate.ts";

const fed = (thrown: unknown) =>
  outcomeOf({ input: () => new Uint8Array(), feed: () => Promise.reject(thrown) }, new Uint8Array());

test("a typed error is an answer, whichever side threw it; all else is a defect", async () => {
  expect(await fed(new BulbarError("file-empty", { file: "a", why: "no-bytes" }))).toEqual({
    refusal: "file-empty/no-bytes",
  });
  expect(judgeError(new ORPCError("not-found", { data: {} }))).toEqual({ refusal: "not-found" });
  for (const thrown of [
    new TypeError("x"),
    new BulbarError("internal"),
    new ORPCError("INTERNAL_SERVER_ERROR"),
    "text",
  ])
    expect(await fed(thrown)).toEqual({ defect: expect.any(String) });
});

test("an error that leaves a fact unsaid is a defect", () => {
  expect(
    judgeError(new ORPCError("invalid-input", { data: { why: "field-least", facts: { field: "age" } } })),
  ).toEqual({
    defect: expect.stringContaining("not said"),
  });
});

test("the same seed gives the same faults; what was whole stays as it was", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1 }),
      fc.json(),
      fc.string(),
      fc.nat(),
      (bytes, json, text, seed) => {
        const before = Buffer.from(bytes);
        const all = () => [
          mutateBytes(bytes, randomOf(seed)),
          JSON.stringify(mutateJson(JSON.parse(json), randomOf(seed))),
          mutateText(text, randomOf(seed)),
        ];
        expect(all()).toEqual(all());
        expect(Buffer.from(bytes).equals(before)).toBe(true);
      },
    ),
  );
});
