import { expect, test } from "vitest";
import { vowelSpaceMeasures } from "./vowel-space.ts";

test("area, centralisation and F2 ratio of a vowel triangle", () => {
  const measures = vowelSpaceMeasures({
    a: { f1: 700, f2: 1200 },
    i: { f1: 300, f2: 2300 },
    u: { f1: 350, f2: 800 },
  });
  // |300 (1200 - 800) + 700 (800 - 2300) + 350 (2300 - 1200)| / 2
  expect(measures.tvsa!.value).toBe(272_500);
  expect(measures.fcr!.value!).toBeCloseTo(2650 / 3000, 12);
  expect(measures.vai!.value!).toBeCloseTo(3000 / 2650, 12);
  expect(measures["f2i-f2u"]!.value).toBe(2.875);
});

test("without /u/ nothing can be had, without /a/ the ratio remains", () => {
  const i = { f1: 300, f2: 2300 };
  expect(vowelSpaceMeasures({ a: i, i })["f2i-f2u"]!.missing).toBe("needs-other-task");
  const measures = vowelSpaceMeasures({ i, u: { f1: 350, f2: 1150 } });
  expect(measures["f2i-f2u"]!.value).toBe(2);
  expect(measures.tvsa!.missing).toBe("needs-other-task");
});
