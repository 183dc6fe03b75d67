import { expect, test } from "vitest";
import { orderSeries } from "./series-order.ts";

const named = (...names: [id: string, task: string][]) => names.map(([id, task]) => ({ id, task }));

/** What tracks ALS best, best first, as the clinical reference orders it. */
const inOrder = named(
  ["alsfrs-speech", "alsfrs"],
  ["alsfrs-bulbar", "alsfrs"],
  ["alsfrs-total", "alsfrs"],
  ["speaking-rate", "reading"],
  ["articulation-rate", "reading"],
  ["pause-ratio", "reading"],
  ["ddk-rate", "ddk-pa"],
  ["ddk-cv", "ddk-pa"],
  ["ddk-regularity", "ddk-pa"],
  ["f2-slope", "sentence"],
  ["f0-sd", "vowel-a"],
  ["jitter-local", "vowel-a"],
  ["shimmer-local", "vowel-a"],
  ["hnr", "vowel-a"],
  ["cpps", "vowel-a"],
  ["ensemble:als-screen", "vowel-a"],
  ["als-cnn:ALS", "vowel-a"],
  ["f0-mean", "vowel-a"],
);

test("scale, timing, articulation, perturbation of /a/, joint answers, models, the rest: from any order", () => {
  expect(orderSeries([...inOrder].reverse())).toEqual(inOrder);
});

test("perturbation of another vowel than /a/ is the rest, which stays as it came, and nothing is reordered in place", () => {
  const came = named(["f0-mean", "vowel-a"], ["hnr", "vowel-i"], ["cpps", "vowel-i"], ["hnr", "vowel-a"]);
  const before = [...came];
  expect(orderSeries(came)).toEqual(
    named(["hnr", "vowel-a"], ["f0-mean", "vowel-a"], ["hnr", "vowel-i"], ["cpps", "vowel-i"]),
  );
  expect(came).toEqual(before);
});
