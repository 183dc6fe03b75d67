import { expect, test } from "vitest";
import { components, escaped, numeric, segment, unescaped } from "./encoding.ts";

test("what separates is escaped and comes back", () => {
  const odd = "a|b^c&d~e\\f\r\nzweite Zeile\tüñ王";
  expect(escaped("a|b^c&d~e\\f")).toBe("a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f");
  expect(escaped(odd)).not.toMatch(/[|^&~\r\n\t]/);
  expect(unescaped(escaped(odd))).toBe(odd.replace("\r\n", "\n"));
  expect(unescaped("\\H\\bold\\N\\")).toBe("bold");
});

test("fields stand at their numbers, nothing trails", () => {
  expect(segment("PID", { 1: 1, 3: "x", 7: null })).toBe("PID|1||x");
  expect(components("a", "", "", "^", "")).toBe("a^^^\\S\\");
});

test("numbers have digits and a point, no exponent and at most 16 characters", () => {
  expect(numeric(2)).toBe("2");
  expect(numeric(-0.5)).toBe("-0.5");
  expect(numeric(2.1367521367521367)).toBe("2.13675213675214");
  expect(numeric(5.134407057609146e-5)).toBe("0.00005134407058");
  expect(numeric(1.2e-9)).toBe("0.0000000012");
  expect(numeric(1234567.890123456)).toBe("1234567.89012346");
  for (const value of [1 / 3, -1 / 3, 2e-7 / 3, 1e12 / 3, -4e-4 / 7, 192603.99177189474]) {
    expect(numeric(value)).toMatch(/^-?\d+(\.\d+)?$/);
    expect(numeric(value).length).toBeLessThanOrEqual(16);
    expect(Math.abs(Number(numeric(value)) / value - 1)).toBeLessThan(1e-6);
  }
});
