import { expect, test } from "vitest";
import { passwordStrength } from "./password.ts";

test.each([
  ["", "short"],
  ["1234567", "short"],
  ["12121212", "simple"],
  ["Dr. Weber", "is-name"],
  ["birch-44", "fair"],
  ["birch rain lamp", "good"],
  ["x".repeat(257), "long"],
])("%s is %s", (password, strength) => {
  expect(passwordStrength(password, "dr. weber")).toBe(strength);
});

test("a letter counts once, however its accent was typed", () => {
  expect(passwordStrength("e\u0301tablis", "")).toBe("short");
  expect(passwordStrength("e\u0301tablira", "")).toBe("fair");
});
