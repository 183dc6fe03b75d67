import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { reportContent } from "../report/content/report-content.ts";
import { sampleReport } from "../report/content/sample-report.fixture.ts";
import { writeReport } from "../report/pdf/report-pdf.ts";
import { sampleDocument } from "./clinical-document.fixture.ts";
import { encapsulatedPdf } from "./dicom/encapsulated-pdf.ts";
import { fhirBundle } from "./fhir/bundle.ts";
import { observationResult } from "./hl7/observation-result.ts";
import { isInstalled, pythonWith, run } from "./test-programs.ts";

const folder = mkdtempSync(join(tmpdir(), "bulbar-exchange-"));
afterAll(() => rmSync(folder, { recursive: true }));

const hasDicom = isInstalled("dcmdump", "--version") && isInstalled("dciodvfy", "-version");
const python = pythonWith("fhir.resources", "hl7");
if (!hasDicom) console.log("skipped: dcmtk and dicom3tools are not installed");
if (!python) console.log("skipped: no Python with fhir.resources and hl7 (BULBAR_TEST_PYTHON names one)");

const pdf = await writeReport(reportContent(sampleReport()));
const longPdf = new Uint8Array([...pdf, ...new TextEncoder().encode("\n")]);

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe.skipIf(!hasDicom)("DICOM by dicom3tools and dcmtk (skipped without them)", () => {
  const { report, patient } = sampleDocument();
  const cases = [
    ["the report", pdf, patient],
    ["a byte longer: DICOM has even lengths only", longPdf, patient],
    ["a patient of whom only the code is known", pdf, { ...patient, name: "", birthDate: null, sex: null }],
    ["separators in the name", pdf, { ...patient, name: "O^Brien\\=, Zoë 王", code: "A\\1" }],
  ] as const;

  test.each(cases)("no fault, and the same PDF comes out again: %s", (_, bytes, who) => {
    const document = sampleDocument({ report: { ...report, pdf: bytes }, patient: who });
    const path = write("report.dcm", encapsulatedPdf(document).bytes);
    expect(run("dciodvfy", path).text.trim()).toBe("EncapsulatedPDF");
    const dump = run("dcmdump", "-q", path);
    expect(dump).toMatchObject({ status: 0, text: expect.stringContaining("=EncapsulatedPDFStorage") });
    const out = join(folder, "out.pdf");
    expect(run("dcm2pdf", path, out).status).toBe(0);
    expect(readFileSync(out).equals(bytes)).toBe(true);
  });

  test("dciodvfy sees what is missing", () => {
    const { bytes } = encapsulatedPdf(sampleDocument());
    const path = write("faulty.dcm", bytes);
    run("dcmodify", "-nb", "-ea", "Modality", path);
    expect(run("dciodvfy", path).text).toContain("Error");
  });
});

/** Prints what the two libraries found as JSON. */
const readBoth = `
import collections, json, pathlib, sys
import hl7
from fhir.resources.R4B.bundle import Bundle
bundle = Bundle.model_validate_json(pathlib.Path(sys.argv[1]).read_text())
message = hl7.parse(pathlib.Path(sys.argv[2]).read_bytes().decode())
print(json.dumps({
    "resources": collections.Counter(entry.resource.__class__.__name__ for entry in bundle.entry),
    "name": str(message.segment("PID")[5]),
    "pdf": str(message.segments("OBX")[-1][5][0][4]),
}))
`;

test.skipIf(!python)("FHIR and HL7 by fhir.resources and hl7 of PyPI (skipped without them)", () => {
  const document = sampleDocument({ report: { ...sampleDocument().report, pdf } });
  const names = { sendingFacility: "", receivingApplication: "", receivingFacility: "" };
  const bundle = write("bundle.json", JSON.stringify(fhirBundle(document)));
  const message = write(
    "message.hl7",
    observationResult(document, names, { controlId: "1", at: new Date() }),
  );
  const { status, text } = run(python!, "-c", readBoth, bundle, message);
  expect({ status, text }).toMatchObject({ status: 0 });
  const told = JSON.parse(text);
  expect(told.resources).toMatchObject({ Patient: 1, DiagnosticReport: 1, Device: 2 });
  expect(told.resources.Observation).toBe(document.findings.findings.length);
  expect(told.name).toBe("Иванова^Łucja Müller");
  expect(Buffer.from(told.pdf, "base64").equals(pdf)).toBe(true);
});
