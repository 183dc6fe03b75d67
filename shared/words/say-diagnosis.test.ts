import { expect, test } from "vitest";
import { sayDiagnosis } from "./say-diagnosis.ts";

test("a diagnosis is shown in the clinician's words, with its code where they do not say it", () => {
  expect(sayDiagnosis("unknown", "", "en")).toBeNull();
  expect(sayDiagnosis("unknown", "Parkinson", "en")).toBe("Parkinson");
  expect(sayDiagnosis("als", "", "de")).toBe("ALS");
  expect(sayDiagnosis("als", "ALS, probable", "de")).toBe("ALS, probable");
  expect(sayDiagnosis("als", "MND", "en")).toBe("ALS: MND");
  expect(sayDiagnosis("other", "Parkinson", "de")).toBe("andere Krankheit: Parkinson");
});
