import { Hl7Message } from "@medplum/core";
import { expect, test } from "vitest";
import { sampleDocument } from "../clinical-document.fixture.ts";
import { unescaped } from "./encoding.ts";
import { observationResult } from "./observation-result.ts";

const names = { sendingFacility: "Clinic|A", receivingApplication: "EHR", receivingFacility: "" };
const sending = { controlId: "0123456789abcdef0123", at: new Date("2026-03-12T11:00:00Z") };
const messageOf = (document = sampleDocument()) => observationResult(document, names, sending);
const parse = (text: string) => Hl7Message.parse(text);

test("header: type, version, character set, control id", () => {
  const header = parse(messageOf()).getSegment("MSH")!;
  expect(header.getField(9).toString()).toBe("ORU^R01^ORU_R01");
  expect(header.getField(10).toString()).toBe(sending.controlId);
  expect([4, 5, 7, 12, 18].map((field) => header.getField(field).toString())).toEqual([
    "Clinic\\F\\A",
    "EHR",
    "20260312110000+0000",
    "2.5.1",
    "UNICODE UTF-8",
  ]);
});

test("the patient, whatever the name holds", () => {
  const { patient } = sampleDocument();
  const odd = { ...patient, name: "O'Brien|^, Zoë & Co", code: "A~1", sex: "male" as const };
  const identification = parse(messageOf(sampleDocument({ patient: odd }))).getSegment("PID")!;
  expect(unescaped(identification.getComponent(5, 1))).toBe("O'Brien|^");
  expect(unescaped(identification.getComponent(5, 2))).toBe("Zoë & Co");
  expect(unescaped(identification.getComponent(3, 1))).toBe("A~1");
  expect(identification.getComponent(3, 5)).toBe("PI");
  expect([7, 8].map((field) => identification.getField(field).toString())).toEqual(["19610403", "M"]);
});

test("an OBX a finding, in the numbers, range and flags of the judgement", () => {
  const document = sampleDocument();
  const results = parse(messageOf(document)).getAllSegments("OBX");
  const { findings } = document.findings;
  expect(results).toHaveLength(findings.length + 12 + 1);
  expect(results.map((one) => one.getField(1).toString())).toEqual(
    results.map((_, index) => String(index + 1)),
  );
  findings.forEach((finding, index) => {
    const result = results[index]!;
    const { value, norm } = finding;
    expect(result.getField(11).toString()).toBe(value === null ? "X" : "P");
    if (value !== null) expect(Number(result.getField(5).toString())).toBeCloseTo(value, 6);
    const limit = norm && `${norm.side === "higher" ? "<" : ">"}${norm.limit}`;
    expect(result.getField(7).toString()).toBe(limit ?? "");
    const flags = result.getField(8).toString();
    expect(/[HL]/.test(flags)).toBe(norm?.verdict === "outside");
    expect(/[BW]/.test(flags)).toBe(finding.change?.label === "exceeds-measurement-error");
  });
  const subIds = results.map((one) => `${one.getComponent(3, 1)} ${one.getField(4)}`);
  expect(new Set(subIds).size).toBe(subIds.length);
});

test("the PDF is the last, byte for byte; a signed report is final and names who signed", () => {
  const document = sampleDocument();
  const pdf = parse(messageOf(document)).getAllSegments("OBX").at(-1)!;
  expect(pdf.getField(2).toString()).toBe("ED");
  expect([2, 3, 4].map((part) => pdf.getComponent(5, part))).toEqual(["application", "pdf", "Base64"]);
  expect(Buffer.from(pdf.getComponent(5, 5), "base64").equals(document.report.pdf)).toBe(true);
  const signed = parse(messageOf(sampleDocument({ report: { ...document.report, signedBy: "Dr. A" } })));
  expect(signed.getSegment("OBR")!.getField(25).toString()).toBe("F");
  expect(signed.getSegment("OBR")!.getComponent(32, 2)).toBe("Dr. A");
});

test("what was added to a signed report goes along", () => {
  const { report } = sampleDocument();
  const addenda = [new TextEncoder().encode("%PDF-1.7 first"), new TextEncoder().encode("%PDF-1.7 second")];
  const text = messageOf(sampleDocument({ report: { ...report, signedBy: "Dr. A", addenda } }));
  const [, first, second] = parse(text).getAllSegments("OBX").slice(-3);
  expect([first, second].map((one) => Buffer.from(one!.getComponent(5, 5), "base64"))).toEqual(
    addenda.map((pdf) => Buffer.from(pdf)),
  );
  expect(second!.getComponent(3, 1)).toBe("addendum");
});

test("every line ends in a carriage return, and the notice stands in it", () => {
  const text = messageOf();
  expect(text).not.toContain("\n");
  expect(text.endsWith("\r")).toBe(true);
  expect(text).toContain("NTE|1||Research use only, not for diagnosis.\r");
});
