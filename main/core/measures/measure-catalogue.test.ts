import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { heardMeasures, unitOfHeard } from "../../../shared/domain/listening.ts";
import { catalogue, describeMeasure } from "../../../shared/domain/measure-catalogue.ts";
import { vowelSpaceMeasures } from "./indices/vowel-space.ts";
import { modulationMeasures } from "./pitch/modulation.ts";
import { cppsMeasures } from "./spectrum/cpps.ts";
import { formantMeasures } from "./spectrum/formants.ts";
import { spectralMeasures } from "./spectrum/spectral.ts";
import { ddkMeasures } from "./timing/ddk.ts";
import { mptMeasures } from "./timing/mpt.ts";
import { speechMeasures } from "./timing/speech.ts";

const silence = { samples: new Float32Array(32_000), sampleRateHz: 16_000 };
const families = {
  ...cppsMeasures(silence),
  ...formantMeasures(silence, 5500, null),
  ...modulationMeasures(silence),
  ...spectralMeasures(silence, null),
  ...ddkMeasures(silence),
  ...speechMeasures(silence, null, 100),
  ...mptMeasures(silence, null),
  ...vowelSpaceMeasures({}),
};

test("every measure of the families here is described, with the same unit", () => {
  for (const [id, { unit }] of Object.entries(families))
    expect([id, describeMeasure(id)?.unit]).toEqual([id, unit]);
});

test("ids are unique, every entry can be shown", () => {
  expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
  for (const { id, decimals } of catalogue) {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    expect(decimals).toBeLessThan(8);
  }
});

test("the ids and units of issue 3 are there", () => {
  const fixed: Record<string, string> = {
    "f0-mean": "Hz",
    "f0-range": "semitones",
    "unvoiced-fraction": "%",
    "voice-breaks": "count",
    "jitter-local-absolute": "s",
    "shimmer-local-db": "dB",
    hnr: "dB",
    cpps: "dB",
    f1: "Hz",
    "ddk-rate": "1/s",
    "ddk-regularity": "ms",
    "ddk-cv": "%",
    "ddk-syllables": "count",
    "pause-ratio": "%",
    "speaking-rate": "1/s",
    "articulation-rate": "1/s",
    mpt: "s",
  };
  for (const [id, unit] of Object.entries(fixed)) expect(describeMeasure(id)?.unit).toBe(unit);
});

test("norms speak of measures that exist, in their units", () => {
  const file = new URL("../../../resources/norms.json", import.meta.url);
  const { norms } = JSON.parse(readFileSync(file, "utf8")) as { norms: { measure: string; unit: string }[] };
  const heard = new Map<string, string>(heardMeasures.map((measure) => [measure, unitOfHeard(measure)]));
  for (const { measure, unit } of norms)
    expect([measure, heard.get(measure) ?? describeMeasure(measure)?.unit]).toEqual([measure, unit]);
});
