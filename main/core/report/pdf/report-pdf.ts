import PDFDocument from "pdfkit";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { ReportContent } from "../content/report-content.ts";
import type { Fact } from "../content/report-input.ts";
import { drawMeasures } from "./draw-measures.ts";
import { drawModels } from "./draw-models.ts";
import { drawProfile } from "./draw-profile.ts";
import { drawRecording, drawRecordingTable, drawRhythm } from "./draw-recording.ts";
import { drawTrendKey, drawTrends } from "./draw-trends.ts";
import { drawVisit } from "./draw-visit.ts";
import { pageOf } from "./page.ts";
import { type Area, heading, rule, type Sheet } from "./sheet.ts";
import { tagsOn } from "./tagging.ts";
import { colours, typesetter } from "./typesetting.ts";

/**
 * Writes a report as tagged PDF/A-2b: page 1 answers the referring physician, the others show the recording and the
 * methods. Fonts are embedded, drawings are vectors except the spectrogram, and neither title nor metadata name the
 * patient. The same content gives the same bytes.
 */
export async function writeReport(content: ReportContent): Promise<Uint8Array> {
  const page = pageOf("A4");
  const doc = new PDFDocument({
    size: page.size,
    margin: 0,
    bufferPages: true,
    autoFirstPage: false,
    pdfVersion: "1.7",
    subset: "PDF/A-2b",
    tagged: true,
    lang: content.language === "de" ? "de" : "en",
    displayTitle: true,
    // else Helvetica is written into the file, without its outlines
    font: null as unknown as string,
    info: {
      Title: wordsOf(content.language).report.documentTitle(content.visitDate),
      Producer: `Bulbar ${content.programVersion}`,
      Creator: `Bulbar ${content.programVersion}`,
      CreationDate: content.createdAt,
    },
  });
  const chunks: Uint8Array[] = [];
  const written = new Promise<void>((resolve, reject) => {
    doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    doc.on("end", resolve);
    doc.on("error", reject);
  });
  const tags = tagsOn(doc);
  const sheet: Sheet = { doc, tags, type: typesetter(doc, tags), page, language: content.language };
  drawAnswerPage(sheet, content);
  drawEvidencePages(sheet, content);
  drawFrames(sheet, content);
  doc.end();
  await written;
  return Buffer.concat(chunks);
}

/** Page 1: who, what the visit says, the profile by subsystem, the chief findings, the courses. */
function drawAnswerPage(sheet: Sheet, content: ReportContent): void {
  const { page, type } = sheet;
  const { report, profile } = wordsOf(sheet.language);
  const text = textArea(sheet);
  let y = drawFacts(sheet, content.facts, nextPage(sheet, content));
  y = drawSummary(sheet, content, y + 6);
  y = heading(sheet, profile.heading, { ...text, y: y + 8 }, profile.key);
  y = drawProfile(sheet, content.profile, { ...text, y });
  const measuresKey = content.measures.length ? report.measuresKey : "";
  y = heading(sheet, report.headings.measures, { ...text, y: y + 8 }, measuresKey);
  y = drawMeasures(sheet, content.measures, content.citations, { ...text, y });
  const small = { size: 7, colour: colours.grey };
  const foot = page.bottom - 11 * (content.limits.length > 0 ? 2 : 1);
  if (content.trends.length) {
    y = heading(sheet, report.headings.change, { ...text, y: y + 8 }, content.trendNote);
    y = drawTrendKey(sheet, { ...text, y });
    y = drawTrends(sheet, content.trends, { ...text, y, height: foot - y - 2 });
  } else y = type.set(content.trendNote, { size: 8.5, colour: colours.grey }, { ...text, y: y + 8 });
  if (content.limits.length)
    type.set(content.limits.join(" "), { ...small, size: 6.2 }, { ...text, y: y + 2, lines: 2 });
}

function textArea({ page }: Sheet): Omit<Area, "y"> {
  return { x: page.left, width: page.width };
}

function drawFacts(sheet: Sheet, facts: readonly Fact[], y: number): number {
  const { tags, type, page } = sheet;
  const gap = 12;
  const width = (page.width - gap * (facts.length - 1)) / facts.length;
  return tags.group("L", () => {
    const ends = facts.map(({ label, text: words }, index) =>
      tags.group("LI", () => {
        const x = page.left + index * (width + gap);
        const below = type.set(label, { size: 7, colour: colours.grey }, { x, y, width }, "Lbl");
        return type.set(words, { size: 8.5 }, { x, y: below, width, lines: 2 }, "LBody");
      }),
    );
    return Math.max(...ends);
  });
}

/** What the visit says: the first sentence large, the rest beneath it, then which recordings it rests on. */
function drawSummary(sheet: Sheet, { summary, recordingsLine }: ReportContent, y: number): number {
  const { doc, tags, type, page } = sheet;
  const room = { x: page.left + 12, width: page.width - 24 };
  const [first = "", ...rest] = summary;
  const styles = {
    first: { size: 12, weight: 600 },
    rest: { size: 9.5 },
    small: { size: 7.5, colour: colours.grey },
  } as const;
  const more = rest.join(" ");
  const lines = (words: string, style: { size: number }, most: number) =>
    words ? type.lines(words, style, room.width, most).length * style.size * 1.32 : 0;
  const height =
    lines(first, styles.first, 2) + lines(more, styles.rest, 5) + lines(recordingsLine, styles.small, 2) + 18;
  tags.artifact(() => {
    doc.rect(page.left, y, page.width, height).fill("#eef5f6");
    doc.rect(page.left, y, 3, height).fill(colours.accent);
  });
  let below = type.set(first, styles.first, { ...room, y: y + 6, lines: 2 });
  if (more) below = type.set(more, styles.rest, { ...room, y: below + 2, lines: 5 });
  type.set(recordingsLine, styles.small, { ...room, y: below + 3, lines: 2 });
  return y + height;
}

/** Page 2 and on: the recording that was looked at, the visit as a whole, all recordings, the methods. */
function drawEvidencePages(sheet: Sheet, content: ReportContent): void {
  const { headings, modelsKey, wholeVisitAside, noRecordingShown } = wordsOf(sheet.language).report;
  const { tags, page } = sheet;
  const text = textArea(sheet);
  const next = () => nextPage(sheet, content);
  let y = heading(sheet, headings.sound, { ...text, y: next() });
  if (content.picture) y = drawRecording(sheet, content.picture, { ...text, y });
  else y = sheet.type.set(noRecordingShown, { size: 8.5, colour: colours.grey }, { ...text, y });
  if (content.rhythm) y = drawRhythm(sheet, content.rhythm, { ...text, y: y + 8 });
  if (y + 150 > page.bottom) y = next() - 10;
  y = heading(sheet, headings.models, { ...text, y: y + 10 }, content.models.length ? modelsKey : "");
  y = drawModels(sheet, content.models, content.modelsNote, { ...text, y });
  const small = { size: 7, colour: colours.grey };
  for (const sentence of content.ensembles)
    y = sheet.type.set(sentence, small, { ...text, y: y + 1, lines: 2 });
  if (content.wholeVisit) {
    if (y + 170 > page.bottom) y = next() - 10;
    y = heading(sheet, headings.wholeVisit, { ...text, y: y + 10 }, wholeVisitAside);
    y = drawVisit(sheet, content.wholeVisit, { ...text, y });
  }
  y = heading(sheet, headings.tasks, { ...text, y: y + 10 });
  y = drawRecordingTable(sheet, content.recordings, { ...text, y }, next);
  if (y + 90 > page.bottom) y = next() - 10;
  y = heading(sheet, headings.methods, { ...text, y: y + 10 });
  tags.group("L", () => {
    for (const method of content.methods) {
      if (y + 20 > page.bottom) y = next();
      y = tags.group("LI", () => drawMethod(sheet, method, y)) + 2;
    }
  });
}

function drawMethod({ type, page }: Sheet, { label, text }: Fact, y: number): number {
  type.set(label, { size: 7.5, colour: colours.grey }, { x: page.left, y, width: 76 }, "Lbl");
  const room = { x: page.left + 80, y, width: page.width - 80, lines: 4 };
  return type.set(text, { size: 7.5 }, room, "LBody");
}

/** Begins a page; who it is of is read aloud on the first and printed on all. Returns the y of its text. */
function nextPage(sheet: Sheet, content: ReportContent): number {
  const { doc, tags, page } = sheet;
  doc.addPage();
  const isFirst = doc.bufferedPageRange().count === 1;
  const draw = () => drawHead(sheet, content);
  if (isFirst) draw();
  else tags.artifact(draw);
  return page.top;
}

function drawHead(sheet: Sheet, content: ReportContent): void {
  const { type, page } = sheet;
  const { report } = wordsOf(sheet.language);
  const right = { x: page.left + page.width - 170, width: 170, align: "right" } as const;
  type.set(report.title(content.visitDate), { size: 9.5, weight: 600 }, { ...right, y: 29 }, "H1");
  drawIdentity(sheet, content);
  rule(sheet, { ...textArea(sheet), y: 64 }, 1, colours.accent);
}

/** Name and identifiers. A long name is set smaller, then on two lines; a long code takes a line of its own. */
function drawIdentity({ type, page }: Sheet, { patientName, identifiers }: ReportContent): void {
  const left = { x: page.left, width: page.width - 180 };
  const fitting = (words: string, sizes: number[], weight: 400 | 600) =>
    sizes.find((size) => type.width(words, { size, weight }) <= left.width) ?? sizes.at(-1)!;
  const size = fitting(patientName, [14, 12, 10, 8.5], 600);
  const { code, person } = identifiers;
  const oneLine = `${code} · ${person}`;
  const isShort = type.width(oneLine, { size: 8.5 }) <= left.width;
  const isCut = type.lines(patientName, { size, weight: 600 }, left.width, 2).length > 1;
  const nameTop = isCut ? 18 : (isShort ? 40 : 36) - size;
  type.set(patientName, { size, weight: 600 }, { ...left, y: nameTop, lines: 2 });
  if (isShort) type.set(oneLine, { size: 8.5 }, { ...left, y: 46 });
  else {
    type.set(code, { size: fitting(code, [8, 7, 6, 5], 400) }, { ...left, y: 40.5 });
    type.set(person, { size: 8 }, { ...left, y: 51 });
  }
}

/** What stands on every page once the number of pages is known: the page's number, the purpose, the versions. */
function drawFrames(sheet: Sheet, content: ReportContent): void {
  const { doc, tags } = sheet;
  const { count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    doc.switchToPage(index);
    tags.artifact(() => drawFrame(sheet, content, index + 1, count));
  }
}

function drawFrame(sheet: Sheet, content: ReportContent, number: number, count: number): void {
  const { type, page } = sheet;
  const { report } = wordsOf(sheet.language);
  const small = { size: 7.5, colour: colours.grey };
  const right = { x: page.left + page.width - 170, width: 170, align: "right" } as const;
  const foot = page.bottom + 8;
  type.set(report.unsignedPage(String(number), String(count)), small, { ...right, y: 46 });
  if (type.hasEscaped) type.set(report.lettersNotPrinted, { ...small, size: 6.5 }, { ...right, y: 55 });
  rule(sheet, { ...textArea(sheet), y: foot }, 0.5);
  type.set(content.disclaimer, { size: 8, weight: 600 }, { x: page.left, y: foot + 5, width: 220 });
  const versions = `Bulbar ${content.programVersion}  ·  ${content.modelVersions}`;
  const room = { x: page.left + 225, y: foot + 5.5, width: page.width - 225, align: "right" } as const;
  type.set(versions, small, room);
}
