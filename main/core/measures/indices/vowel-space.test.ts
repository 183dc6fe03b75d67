import { expect, test } from "vitest";
import type { TaskId } from "../../../../shared/domain/task.ts";
import { synthesise } from "../../synth/synthesise.ts";
import { pitch, standardPitch } from "../pitch/pitch.ts";
import { formantMeasures } from "../spectrum/formants.ts";
import { visitVowelSpace, vowelSpaceMeasures } from "./vowel-space.ts";

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

const measured = (task: TaskId, f1: number, f2: number) => ({
  task,
  measures: { f1: { value: f1, unit: "Hz" }, f2: { value: f2, unit: "Hz" } },
});

test("a visit: repeats of a vowel are averaged, other tasks are left alone, doubts are handed on", () => {
  const { f1 } = measured("vowel-u", 350, 800).measures;
  const doubtful = {
    task: "vowel-u" as const,
    measures: { f1, f2: { value: 800, unit: "Hz", doubts: ["low-snr" as const] } },
  };
  const measures = visitVowelSpace([
    measured("vowel-a", 690, 1150),
    measured("vowel-a", 710, 1250),
    measured("vowel-i", 300, 2300),
    measured("vowel-e", 500, 1900),
    measured("reading", 500, 1500),
    doubtful,
  ]);
  expect(measures.tvsa).toEqual({ value: 272_500, unit: "Hz^2", doubts: ["low-snr"] });
  expect(visitVowelSpace([measured("vowel-i", 300, 2300)]).tvsa).toEqual({
    value: null,
    unit: "Hz^2",
    missing: "needs-other-task",
  });
});

test("synthesised vowels: the speaker's own triangle comes back, smaller in dysarthria", () => {
  const spaces = ([0, 3] as const).map((severity) => {
    const spoken = (["a", "i", "u"] as const).map((letter) => {
      const made = synthesise({
        task: `vowel-${letter}`,
        sex: "male",
        severity,
        seed: 1,
        sampleRateHz: 16_000,
      });
      if (made.truth.kind !== "vowel") throw new Error("no vowel");
      const [f1, f2] = made.truth.formantsHz;
      const contour = pitch(made.signal, standardPitch(75, 300));
      return { letter, true: { f1: f1!, f2: f2! }, measures: formantMeasures(made.signal, 5000, contour) };
    });
    const known = vowelSpaceMeasures(Object.fromEntries(spoken.map((each) => [each.letter, each.true])));
    const found = visitVowelSpace(
      spoken.map(({ letter, measures }) => ({ task: `vowel-${letter}` as const, measures })),
    );
    expect(Math.abs(found.tvsa!.value! / known.tvsa!.value! - 1)).toBeLessThan(0.2);
    expect(Math.abs(found.fcr!.value! / known.fcr!.value! - 1)).toBeLessThan(0.05);
    return found;
  });
  expect(spaces[1]!.fcr!.value!).toBeGreaterThan(spaces[0]!.fcr!.value!);
});
