import { beforeAll, expect, test } from "vitest";
import { reportContent } from "../content/report-content.ts";
import type { ReportInput } from "../content/report-input.ts";
import { sampleReport } from "../content/sample-report.fixture.ts";
import { writeReport } from "./report-pdf.ts";
import { isInstalled, pythonWith, runOn } from "./test-programs.ts";

const withPoppler = test.skipIf(!isInstalled("pdfinfo") || !isInstalled("pdftotext"));
const hasQpdf = isQpdf();
const withQpdf = test.skipIf(!hasQpdf);
const pikepdf = pythonWith("pikepdf.pdfa", ["pikepdf[pdfa]"], "the report against PDF/A-2b");
const withPikepdf = test.skipIf(pikepdf === null);
if (!hasQpdf) console.log("skipped: what qpdf finds in the report (not installed)");

function isQpdf(): boolean {
  try {
    return runOn("qpdf", new Uint8Array(), "--version").includes("qpdf");
  } catch {
    return false;
  }
}

/** The sample with all that can be drawn: a rhythm, vowels, names in other scripts. */
function fullReport(): ReportInput {
  const input = sampleReport();
  const ddk = input.recordings.find(({ task }) => task === "ddk-ta")!;
  return {
    ...input,
    patient: { ...input.patient, name: "שלום בן דוד 张伟" },
    rhythm: { recordingId: ddk.id, waveform: input.picture!.waveform!, onsetsSeconds: [0.5, 1, 1.5] },
  };
}

let pdf: Uint8Array;
beforeAll(async () => {
  pdf = await writeReport(reportContent(fullReport()));
});

withPoppler("is tagged, has a language and a title that is shown", () => {
  expect(runOn("pdfinfo", pdf, "{file}")).toMatch(/Tagged: +yes/);
  const written = Buffer.from(pdf).toString("latin1");
  expect(written).toMatch(/\/Lang \(en\)/);
  expect(written).toMatch(/\/DisplayDocTitle true/);
});

withPoppler(
  "reads aloud in the order of the page: who, the sentence, the profile, the measures, the course",
  () => {
    const read = runOn("pdfinfo", pdf, "-struct-text", "{file}");
    const parts = [
      "Voice assessment, 12 Mar 2026",
      "NEU-0042",
      "Likely change since 12 Mar 2025.",
      "Profile",
      "Measures",
      "Change over visits",
      "What the sound looks like",
      "What the models say",
      "Tasks and quality",
      "How this was made",
    ];
    const places = parts.map((part) => read.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(read).toMatch(/H1 \(block\)\s+"Voice assessment/);
    expect(read.match(/\bTable \(block\)/g)!.length).toBeGreaterThanOrEqual(3);
    expect(read).toMatch(/TH:?\s+\/Scope \/Column/);
  },
);

withPoppler("page numbers, versions and the names on later pages are not read aloud", () => {
  const read = runOn("pdfinfo", pdf, "-struct-text", "{file}");
  expect(read).not.toMatch(/page \d of \d/);
  expect(read.match(/NEU-0042 · born/g)).toHaveLength(1);
});

withQpdf("every picture says in words what it shows, and nothing is drawn outside the structure", () => {
  const plain = runOn("qpdf", pdf, "--qdf", "--object-streams=disable", "{file}", "-");
  const figures = plain.match(/\/S \/Figure/g)!.length;
  expect(plain.match(/\/Alt /g)).toHaveLength(figures);
  expect(figures).toBeGreaterThan(10);
  expect(unmarkedIn(plain)).toEqual([]);
  expect(unmarkedIn("stream\n/P <</MCID 0>> BDC\nBT\nET\nEMC\n0 0 m\nS\nendstream")).toEqual(["S"]);
});

/** Operators that paint outside all marked content. */
function unmarkedIn(pdf: string): string[] {
  const contents = [...pdf.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(([, content]) => content!);
  return contents
    .filter((content) => /\bBDC\b|\bBMC\b/.test(content))
    .flatMap((content) => {
      let depth = 0;
      return content.split("\n").flatMap((line) => {
        const operator = line.trim().split(" ").at(-1)!;
        if (operator === "BDC" || operator === "BMC") depth++;
        if (operator === "EMC") depth--;
        return depth === 0 && /^(S|s|f|f\*|B|B\*|b|Tj|TJ|Do)$/.test(operator) ? [operator] : [];
      });
    });
}

withQpdf("qpdf finds no fault", () => {
  expect(runOn("qpdf", pdf, "--check", "{file}")).toContain("No syntax or stream encoding errors found");
});

/**
 * pikepdf's list of what PDF/A-2 allows refuses references where pdfkit writes them (strings of Info, DecodeParms), which
 * the standard allows: they are direct in the copy that is looked at.
 */
const validate = `
import sys, pikepdf, pikepdf.pdfa
copy = sys.argv[1] + ".copy"
with pikepdf.open(sys.argv[1]) as pdf:
    for key in list(pdf.trailer.Info.keys()):
        pdf.trailer.Info[key] = pikepdf.String(str(pdf.trailer.Info[key]))
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and "/DecodeParms" in each:
            each.DecodeParms = pikepdf.Dictionary(dict(each.DecodeParms.items()))
    if "spoil" in sys.argv:
        del pdf.Root.OutputIntents
    pdf.save(copy)
report = pikepdf.pdfa.validate_written(copy, "2b")
print([f"{each.rule} {each.message}" for each in report.findings])
`;

withPikepdf("is PDF/A-2b", () => {
  expect(runOn(pikepdf!, pdf, "-c", validate, "{file}").trim()).toBe("[]");
  expect(runOn(pikepdf!, pdf, "-c", validate, "{file}", "spoil")).toContain("6.2");
});
