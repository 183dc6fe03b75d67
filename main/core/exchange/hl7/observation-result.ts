import type { Hl7Names } from "../../../../shared/domain/exchange.ts";
import type { Finding } from "../../../../shared/domain/finding.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import { researchUseOnly } from "../../../../shared/domain/prediction.ts";
import { interpretationsOf } from "../interpretation.ts";
import { nameParts } from "../person-name.ts";
import { remarksOf } from "../remarks.ts";
import { stableUuid } from "../stable-id.ts";
import { alsfrsItems, codeOf, codeSystemName, resultOf, type Terminology } from "../terminology.ts";
import { ucum } from "../ucum.ts";
import type { ClinicalDocument } from "../visit-document.ts";
import { components, dateOf, escaped, momentOf, numeric, segment } from "./encoding.ts";

/** `controlId` comes back in the receiver's acknowledgement: up to 20 characters, another one for each message. */
export type Sending = { controlId: string; at: Date };

/**
 * A visit as HL7 version 2.5.1 ORU^R01: an OBX a finding with unit, range and flags of the one judgement, and the report's
 * PDF, and what was added to it, in the last. Segments end in a carriage return; to be sent in UTF-8.
 */
export function observationResult(document: ClinicalDocument, names: Hl7Names, sending: Sending): string {
  const { patient, findings } = document;
  const results = [
    ...findings.findings.map((finding) => findingResult(finding, document)),
    ...itemResults(document),
    pdfResult("report", document.report.pdf, document),
    ...document.report.addenda.map((pdf, index) => pdfResult("addendum", pdf, document, String(index + 1))),
  ];
  const segments = [
    header(names, sending),
    segment("SFT", { 1: "Bulbar", 2: escaped(document.programVersion), 3: "Bulbar", 4: "Bulbar" }),
    identification(patient),
    request(document),
    segment("NTE", { 1: 1, 3: escaped(researchUseOnly) }),
    ...results.flatMap(({ fields, notes }, index) => [
      segment("OBX", { ...fields, 1: index + 1 }),
      ...notes.map((note, number) => segment("NTE", { 1: number + 1, 3: escaped(note) })),
    ]),
  ];
  return segments.map((one) => `${one}\r`).join("");
}

/** MSH-1 and MSH-2 are the separators themselves: its fields stand one place further left. */
function header(names: Hl7Names, { controlId, at }: Sending): string {
  return segment("MSH", {
    1: "^~\\&",
    2: "Bulbar",
    3: escaped(names.sendingFacility),
    4: escaped(names.receivingApplication),
    5: escaped(names.receivingFacility),
    6: momentOf(at),
    8: "ORU^R01^ORU_R01",
    9: controlId,
    10: "P",
    11: "2.5.1",
    17: "UNICODE UTF-8",
  });
}

const sexes = { male: "M", female: "F" } as const;

function identification({ code, name, birthDate, sex }: Patient): string {
  const { family, given } = nameParts(name);
  return segment("PID", {
    1: 1,
    3: components(code, "", "", "", "PI"),
    5: components(family, given),
    7: birthDate && dateOf(birthDate),
    8: sex && sexes[sex],
  });
}

function request({ visit, report, terminology }: ClinicalDocument): string {
  return segment("OBR", {
    1: 1,
    3: components(stableUuid("report", visit.id), "Bulbar"),
    4: coded("voice-assessment", terminology),
    7: dateOf(visit.date),
    22: momentOf(report.createdAt),
    25: statusOf({ report }),
    32: report.signedBy === null ? null : components("", report.signedBy),
  });
}

type Result = { fields: Record<number, string | number | null>; notes: string[] };

/** "ddk-rate^syllable rate (DDK rate)^99BULBAR". */
const coded = (code: string, terminology: Terminology): string =>
  components(code, terminology.get(code) ?? "", codeSystemName);

const statusOf = ({ report }: Pick<ClinicalDocument, "report">): "P" | "F" =>
  report.signedBy === null ? "P" : "F";

/** Findings of one code are told apart by their sub-id: the task, for a model's answer the model and class. */
function findingResult(finding: Finding, document: ClinicalDocument): Result {
  const { terminology, visit, findings, programVersion } = document;
  const { measure, task, unit, value, norm, missing } = finding;
  const result = resultOf(finding, findings);
  const flags = interpretationsOf(finding);
  const why = missing.map((code) => terminology.get(code) ?? code);
  const isBorderline = flags.includes("borderline");
  return {
    fields: {
      2: "NM",
      3: coded(codeOf(finding), terminology),
      4: escaped(measure.includes(":") ? measure : task),
      5: value === null ? "" : numeric(value),
      6: components(ucum(unit), unit, "UCUM"),
      7: norm && `${norm.side === "higher" ? "<" : ">"}${numeric(norm.limit)}`,
      8: flags.filter((flag) => flag !== "borderline").join("~"),
      11: value === null ? "X" : statusOf(document),
      14: dateOf(visit.date),
      17: task === "alsfrs-r" ? "" : coded(task, terminology),
      18: result
        ? components(`${result.model} ${result.version}`, "Bulbar")
        : components(`Bulbar ${programVersion}`),
    },
    notes: [
      ...why,
      ...remarksOf(finding, document),
      ...(isBorderline ? [terminology.get("borderline") ?? "borderline"] : []),
    ],
  };
}

function itemResults({ alsfrs, terminology, visit, report }: ClinicalDocument): Result[] {
  if (!alsfrs) return [];
  return alsfrsItems(alsfrs).map(({ code, score }) => ({
    fields: {
      2: "NM",
      3: coded(code, terminology),
      4: "alsfrs-r",
      5: score,
      6: components(ucum("points"), "points", "UCUM"),
      11: statusOf({ report }),
      14: dateOf(visit.date),
    },
    notes: [],
  }));
}

function pdfResult(code: string, pdf: Uint8Array, document: ClinicalDocument, subId = ""): Result {
  return {
    fields: {
      2: "ED",
      3: coded(code, document.terminology),
      4: subId,
      5: `Bulbar^application^pdf^Base64^${Buffer.from(pdf).toString("base64")}`,
      11: statusOf(document),
      14: dateOf(document.visit.date),
    },
    notes: [],
  };
}
