import { expect, test } from "vitest";
import { isKnownAls, shownLabel } from "./shown-label.ts";

test("the healthy class of a severity scale is never said of a patient known to have ALS", () => {
  expect(shownLabel("5 healthy control", "severity", true)).toBe(
    "5 no detectable dysarthria (like controls)",
  );
  expect(shownLabel("healthy control", "severity", true)).toBe("no detectable dysarthria (like controls)");
  expect(shownLabel("5 healthy control", "severity", false)).toBe("5 healthy control");
  expect(shownLabel("control", "screen", true)).toBe("control");
  expect(shownLabel("4 no detectable dysarthria", "severity", true)).toBe("4 no detectable dysarthria");
});

test("a diagnosis names ALS in the usual words", () => {
  for (const diagnosis of ["ALS, probable", "MND", "amyotrophe Lateralsklerose", "motor neurone disease"])
    expect(isKnownAls(diagnosis)).toBe(true);
  for (const diagnosis of ["", "Parkinson", "also dysarthria"]) expect(isKnownAls(diagnosis)).toBe(false);
});
