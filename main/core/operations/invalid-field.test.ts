import { ValidationError } from "@orpc/server";
import { expect, test } from "vitest";
import { z } from "zod";
import { sayError } from "../../../shared/words/say-error.ts";
import { invalidField } from "./invalid-field.ts";

const Asked = z.strictObject({
  age: z.number().min(0).max(130),
  sex: z.enum(["female", "male"]),
  date: z.iso.date(),
  password: z.string().max(8),
});
const whole = { age: 61, sex: "female", date: "2026-03-31", password: "secret" };

/** What is told of an input against the contract, in words. */
function told(change: object, language: "en" | "de" = "en") {
  const data = { ...whole, ...change };
  const { issues } = Asked.safeParse(data).error!;
  const { code, data: found } = invalidField(new ValidationError({ message: "", issues: [...issues], data }));
  const { reason, remedy } = sayError(code, found, language);
  return `${reason} ${remedy}`;
}

test.each<[object, string[]]>([
  [{ age: 200 }, ["200", "130"]],
  [{ age: -1 }, ["-1", "0"]],
  [{ age: undefined }, ["age"]],
  [{ sex: "none" }, ["none", "female, male"]],
  [{ date: "31.3.2026" }, ["31.3.2026", "2026-03-31"]],
  [{ colour: "red" }, ["colour"]],
])("%o names the field, the value and the remedy, in both languages", (change, named) => {
  for (const language of ["en", "de"] as const)
    for (const one of named) expect(told(change, language)).toContain(one);
});

test("a secret that cannot be used is not repeated", () => {
  for (const password of ["much too long a secret", 4711]) {
    expect(told({ password })).toContain("password");
    expect(told({ password })).not.toContain(String(password).slice(0, 4));
  }
});
