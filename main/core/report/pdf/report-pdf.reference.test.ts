import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RecordingId } from "../../../../shared/domain/ids.ts";
import { reportContent } from "../content/report-content.ts";
import type { ReportInput } from "../content/report-input.ts";
import {
  sampleModel,
  sampleRecording,
  sampleReport,
  withRecordings,
} from "../content/sample-report.fixture.ts";
import { writeReport } from "./report-pdf.ts";

const folder = mkdtempSync(join(tmpdir(), "bulbar-report-"));
afterAll(() => rmSync(folder, { recursive: true }));

const poppler = isInstalled("pdftotext") && isInstalled("pdffonts") && isInstalled("pdfinfo");
const withPoppler = poppler ? test : test.skip;
if (!poppler)
  console.log("skipped: what the PDF says and embeds (pdftotext, pdffonts, pdfinfo not installed)");

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function run(program: string, pdf: Uint8Array, ...options: string[]): string {
  const file = join(folder, "report.pdf");
  writeFileSync(file, pdf);
  return execFileSync(program, [...options, file, ...(program === "pdftotext" ? ["-"] : [])], {
    encoding: "utf8",
  });
}

const pageCount = (pdf: Uint8Array) =>
  Buffer.from(pdf)
    .toString("latin1")
    .match(/\/Type \/Page\b/g)?.length;

let sample: Uint8Array;
beforeAll(async () => {
  sample = await writeReport(reportContent(sampleReport()));
});

test("is a PDF of at most three pages and the same for the same content", async () => {
  expect(Buffer.from(sample.subarray(0, 8)).toString()).toBe("%PDF-1.7");
  expect(pageCount(sample)).toBeLessThanOrEqual(3);
  expect(Buffer.compare(await writeReport(reportContent(sampleReport())), sample)).toBe(0);
});

withPoppler("every page names the patient, the visit, its number, the versions and the purpose", () => {
  const pages = run("pdftotext", sample, "-layout").split("\f").slice(0, -1);
  expect(pages).toHaveLength(pageCount(sample)!);
  pages.forEach((page, index) => {
    for (const words of [
      "Иванова, Łucja Müller",
      "NEU-0042 · born 3 Apr 1961 (64 y) · female",
      "Voice assessment, 12 Mar 2026",
      `Draft, not signed · page ${index + 1} of ${pages.length}`,
      "Research use only, not for diagnosis.",
      "Bulbar 0.1.0 · als-cnn 0.1.0",
    ])
      expect(page).toContain(words);
  });
});

withPoppler(
  "page 1 answers: the visit's sentence, the profile, findings with norms and change, courses; models are folded",
  () => {
    const page = run("pdftotext", sample, "-f", "1", "-l", "1").replace(/\s+/g, " ");
    for (const words of [
      "Likely change since 12 Mar 2025.",
      "Worse: syllable rate",
      "Articulation",
      "not assessed",
      "5.00 or more [1]",
      "outside",
      "worse, 1.7 ×",
      "[1] made-up norm of ddk-rate; made up for tests, Bulbar, n = 60",
      "since the mean of 2 visits from 12 Mar 2025",
      "6.01 to 4.72, worse, 1.7 ×",
      "8 recordings, all used",
    ])
      expect(page).toContain(words);
    expect(page).not.toMatch(/favours/i);
    const evidence = run("pdftotext", sample, "-f", "2", "-l", "2").replace(/\s+/g, " ");
    for (const words of [
      "Favours ALS (0.72); control not excluded",
      "experimental",
      "not excluded at 90 %",
      "Learned from 64 speakers of Minsk2020",
      "AUC 0.75 (95 %: 0.63–0.86)",
    ])
      expect(evidence).toContain(words);
  },
);

withPoppler("the pages of evidence show what the picture means, all recordings, and how it was made", () => {
  const page = run("pdftotext", sample, "-f", "2", "-l", "2").replace(/\s+/g, " ");
  for (const words of [
    "not a finding by itself",
    "(0–4 kHz)",
    "500 Hz",
    "Repeated /ka/",
    "background noise",
    "SHA-256 3f3f3f3f3f3f3f3f…",
  ])
    expect(page).toContain(words);
});

withPoppler("all fonts are embedded, and metadata do not name the patient", () => {
  const fonts = run("pdffonts", sample).trim().split("\n").slice(2);
  expect(fonts.length).toBeGreaterThanOrEqual(4);
  for (const font of fonts) expect(font).toMatch(/Inter-(Regular|SemiBold) .* yes yes yes /);
  const info = run("pdfinfo", sample);
  expect(info).toMatch(/Title: +Voice assessment, visit of 12 Mar 2026/);
  expect(info).toMatch(/Page size: +595\.28 x 841\.89/);
  expect(info).not.toMatch(/Иванова|NEU-0042/);
});

const nothing = (): ReportInput => {
  const bare = withRecordings(sampleReport(1), []);
  return { ...bare, courses: [], models: [], picture: null };
};

withPoppler("a visit without anything says so", async () => {
  const words = run("pdftotext", await writeReport(reportContent(nothing())));
  for (const said of [
    "No recording of this visit has been analysed.",
    "No recordings.",
    "No model answered",
    "No measures were obtained",
    "No trend yet",
    "No recording to show.",
  ])
    expect(words).toContain(said);
});

withPoppler("the pages of evidence show the measures over several tasks and the vowels", async () => {
  const input = sampleReport();
  for (const [index, recording] of input.recordings.slice(0, 5).entries()) {
    const { measures } = recording.analysis!;
    measures.f1 = { value: 300 + 90 * index, unit: "Hz" };
    measures.f2 = { value: 2400 - 350 * index, unit: "Hz" };
  }
  const pdf = await writeReport(reportContent(withRecordings(input, input.recordings)));
  const page = run("pdftotext", pdf, "-f", "2", "-l", "3").replace(/\s+/g, " ");
  for (const words of [
    "The visit as a whole",
    "tVSA",
    "room of the vowels",
    "no norm known",
    "/i/",
    "F1 down",
  ])
    expect(page).toContain(words);
});

withPoppler("a long name or code is not lost, letters without a glyph are announced", async () => {
  const input = sampleReport();
  const code = "NEU-0042-WITH-A-CODE-OF-SIXTY-FOUR-LETTERS-ABCDEFGHIJKLMNOPQRSTU";
  input.patient = { ...input.patient, code, name: "ภาษา Παπαδόπουλος\u202e Nguyễn" };
  const words = run("pdftotext", await writeReport(reportContent(input)));
  expect(words).toContain(code);
  expect(words).toContain("born 3 Apr 1961");
  expect(words).toContain("[U+0E20 U+0E32 U+0E29 U+0E32] Παπαδόπουλος Nguyễn");
  expect(words).toContain("Letters that cannot be printed stand as codes: [U+…].");
});

withPoppler("Chinese, Hebrew and Arabic are legible in every field, and nothing is announced", async () => {
  const input = sampleReport();
  input.patient = { ...input.patient, code: "中文-7", name: "שלום בן דוד", diagnosis: "张伟 ALS" };
  input.visit = { ...input.visit, device: "麦克风 3", notes: "محمد علي" };
  input.recordings[0]!.fileName = "録音.wav";
  const pdf = await writeReport(reportContent(input));
  const words = run("pdftotext", pdf).replace(/[\u202a-\u202e]/g, "");
  for (const name of ["中文-7 · born", "שלום בן דוד", "张伟 ALS", "麦克风 3", "محمد علي", "録音.wav"])
    expect(words).toContain(name);
  expect(words).not.toContain("[U+");
  expect(run("pdffonts", pdf)).toMatch(/NotoSansSC.* yes yes yes /);
});

withPoppler(
  "letters that no face has are codes wherever they stand, and no text overprints another",
  async () => {
    const input = sampleReport();
    input.patient = { ...input.patient, code: "한-7", diagnosis: "नम" };
    const pdf = await writeReport(reportContent(input));
    const words = run("pdftotext", pdf, "-l", "1");
    expect(words).toContain("[U+D55C]-7 · born 3 Apr 1961");
    expect(words).toContain("[U+0928 U+092E]");
    expect(words).toContain("stand as codes");
    const line = run("pdftotext", pdf, "-bbox", "-l", "1");
    const boxes = [...line.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>([^<]*)</g)]
      .map(([, left, top, right, text]) => ({
        left: Number(left),
        top: Number(top),
        right: Number(right),
        text,
      }))
      .filter(({ left, top }) => left < 400 && top > 40 && top < 64);
    const sorted = boxes.toSorted((a, b) => a.left - b.left);
    for (const [index, { left }] of sorted.entries())
      if (index) expect(left).toBeGreaterThanOrEqual(sorted[index - 1]!.right - 0.5);
  },
);

withPoppler(
  "nothing is set outside the page's margins, however long the texts and however many the recordings",
  async () => {
    const input = sampleReport(20);
    const long = "Hohenlohe-Waldenburg-Schillingsfürst ".repeat(8);
    input.patient = { ...input.patient, name: long, diagnosis: long };
    input.visit = { ...input.visit, device: long, notes: long };
    input.models = [{ ...sampleModel, name: long, labels: ["control", "ALS"], trainedOn: long.repeat(5) }];
    input.recordings = Array.from({ length: 60 }, (_, index) => {
      const recording = sampleRecording(index % 2 ? "vowel-a" : "ddk-ka", index % 5, input.visit.id);
      recording.analysis!.quality.flags = ["clipped", "low-snr", "narrow-bandwidth", "lossy-codec"];
      return { ...recording, id: RecordingId.parse(`recording-${index}`), fileName: `${long}${index}.wav` };
    });
    const judged = withRecordings(input, input.recordings);
    const findings = judged.findings.findings.map((finding) => ({
      ...finding,
      norm: finding.norm && { ...finding.norm, source: long, population: long },
    }));
    const pdf = await writeReport(reportContent({ ...judged, findings: { ...judged.findings, findings } }));
    const boxes = [
      ...run("pdftotext", pdf, "-bbox").matchAll(
        /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">/g,
      ),
    ];
    expect(boxes.length).toBeGreaterThan(500);
    for (const [, left, top, right, bottom] of boxes.map((box) => box.map(Number))) {
      expect(left).toBeGreaterThan(38);
      expect(right).toBeLessThan(557);
      expect(top).toBeGreaterThan(15);
      expect(bottom).toBeLessThan(826);
    }
    expect(pageCount(pdf)).toBe(3);
    const words = run("pdftotext", pdf).replace(/\s+/g, " ");
    const [, left] = /(\d+) recordings more, for which there is no room here/.exec(words) ?? [];
    expect(Number(left)).toBeGreaterThan(0);
    expect(Number(left)).toBeLessThan(60);
  },
);

/** Everything at its longest that a person may write, and a table of many recordings. */
function fullReport(paper: "A4" | "Letter"): ReportInput {
  const input = sampleReport(5);
  const sentence = "Progressive dysarthria with slow, uneven syllables. ";
  const texts = { indication: sentence.repeat(11), conclusion: sentence.repeat(39) };
  const recordings = Array.from({ length: 60 }, (_, index) => ({
    ...sampleRecording("vowel-a", index % 5, input.visit.id),
    id: RecordingId.parse(`recording-${index}`),
  }));
  for (const { analysis } of recordings.slice(0, 40)) analysis!.quality.flags = ["clipped", "low-snr"];
  const judged = withRecordings(input, [...input.recordings, ...recordings]);
  return {
    ...judged,
    draft: { ...input.draft, paper, ...texts },
    visit: { ...judged.visit, notes: sentence.repeat(20) },
  };
}

withPoppler.each(["A4", "Letter"] as const)(
  "on %s it has three pages whatever it is asked to hold, and names what has no room",
  async (paper) => {
    const input = fullReport(paper);
    for (const conclusion of [input.draft.conclusion, "x\n".repeat(1000)]) {
      const pdf = await writeReport(reportContent({ ...input, draft: { ...input.draft, conclusion } }));
      const words = run("pdftotext", pdf).replace(/\s+/g, " ");
      expect(pageCount(pdf)).toBe(3);
      expect(words).toMatch(
        /recordings more, for which there is no room|For want of room on 3 pages: Tasks and quality/,
      );
      for (const part of ["How this was made", "Limits and intended use", "What the models say"])
        expect(words).toContain(part);
    }
  },
);

const emptyWaveform = { durationSeconds: 0, minimum: [], maximum: [], clipped: [] };
const incomplete: [string, (input: ReportInput) => Partial<ReportInput>][] = [
  ["no waveform", ({ picture }) => ({ picture: { ...picture!, waveform: null } })],
  ["no spectrogram", ({ picture }) => ({ picture: { ...picture!, spectrogram: null } })],
  ["no map", ({ picture }) => ({ picture: { ...picture!, explanation: null } })],
  ["an empty waveform", ({ picture }) => ({ picture: { ...picture!, waveform: emptyWaveform } })],
  [
    "recordings not analysed",
    ({ recordings }) => ({ recordings: recordings.map((each) => ({ ...each, analysis: null })) }),
  ],
  ["a model that is gone", () => ({ models: [] })],
  [
    "all values equal",
    ({ courses }) => ({
      courses: courses.map((course) => ({
        ...course,
        change: null,
        norm: null,
        points: course.points.map((point) => ({ ...point, value: 0 })),
      })),
    }),
  ],
];

test.each(incomplete)("%s does not break the report", async (_, change) => {
  const input = sampleReport();
  const pdf = await writeReport(reportContent({ ...input, ...change(input) }));
  expect(pageCount(pdf)).toBeLessThanOrEqual(3);
  expect(Buffer.from(pdf).toString("latin1")).not.toContain("NaN");
});
