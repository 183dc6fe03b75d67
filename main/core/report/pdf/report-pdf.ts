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
import { heading, type Sheet } from "./sheet.ts";
import { colours, typesetter } from "./typesetting.ts";

/** A4 in points, with the margins of the text. */
const page = { width: 595.28, height: 841.89, left: 40, top: 74, bottom: 798 } as const;
const text = { x: page.left, width: page.width - 2 * page.left };

/**
 * Writes a report as PDF (A4): page 1 answers the referring physician, page 2 shows the recording and the methods. Fonts
 * are embedded, drawings are vectors except the spectrogram, and neither title nor metadata name the patient. The same
 * content gives the same bytes.
 */
export async function writeReport(content: ReportContent): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    bufferPages: true,
    autoFirstPage: false,
    pdfVersion: "1.7",
    lang: content.language === "de" ? "de" : "en",
    displayTitle: true,
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
  const sheet: Sheet = { doc, type: typesetter(doc), language: content.language };
  drawAnswerPage(sheet, content);
  drawEvidencePages(sheet, content);
  drawFrames(sheet, content);
  doc.end();
  await written;
  return Buffer.concat(chunks);
}

/** Page 1: who, what the visit says, the profile by subsystem, the chief findings, the courses. */
function drawAnswerPage(sheet: Sheet, content: ReportContent): void {
  const { doc, type } = sheet;
  const { report, profile } = wordsOf(sheet.language);
  doc.addPage();
  let y = drawFacts(sheet, content.facts, page.top);
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

function drawFacts({ type }: Sheet, facts: readonly Fact[], y: number): number {
  const gap = 12;
  const width = (text.width - gap * (facts.length - 1)) / facts.length;
  const ends = facts.map(({ label, text: words }, index) => {
    const x = text.x + index * (width + gap);
    const below = type.set(label, { size: 7, colour: colours.grey }, { x, y, width });
    return type.set(words, { size: 8.5 }, { x, y: below, width, lines: 2 });
  });
  return Math.max(...ends);
}

/** What the visit says: the first sentence large, the rest beneath it, then which recordings it rests on. */
function drawSummary({ doc, type }: Sheet, { summary, recordingsLine }: ReportContent, y: number): number {
  const room = { x: text.x + 12, width: text.width - 24 };
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
  doc.rect(text.x, y, text.width, height).fill("#eef5f6");
  doc.rect(text.x, y, 3, height).fill(colours.accent);
  let below = type.set(first, styles.first, { ...room, y: y + 6, lines: 2 });
  if (more) below = type.set(more, styles.rest, { ...room, y: below + 2, lines: 5 });
  type.set(recordingsLine, styles.small, { ...room, y: below + 3, lines: 2 });
  return y + height;
}

/** Page 2 and on: the recording that was looked at, the visit as a whole, all recordings, the methods. */
function drawEvidencePages(sheet: Sheet, content: ReportContent): void {
  const { headings, modelsKey, wholeVisitAside, noRecordingShown } = wordsOf(sheet.language).report;
  const nextPage = () => {
    sheet.doc.addPage();
    return page.top;
  };
  let y = heading(sheet, headings.sound, { ...text, y: nextPage() });
  if (content.picture) y = drawRecording(sheet, content.picture, { ...text, y });
  else y = sheet.type.set(noRecordingShown, { size: 8.5, colour: colours.grey }, { ...text, y });
  if (content.rhythm) y = drawRhythm(sheet, content.rhythm, { ...text, y: y + 8 });
  if (y + 150 > page.bottom) y = nextPage() - 10;
  y = heading(sheet, headings.models, { ...text, y: y + 10 }, content.models.length ? modelsKey : "");
  y = drawModels(sheet, content.models, content.modelsNote, { ...text, y });
  const small = { size: 7, colour: colours.grey };
  for (const sentence of content.ensembles)
    y = sheet.type.set(sentence, small, { ...text, y: y + 1, lines: 2 });
  if (content.wholeVisit) {
    if (y + 170 > page.bottom) y = nextPage() - 10;
    y = heading(sheet, headings.wholeVisit, { ...text, y: y + 10 }, wholeVisitAside);
    y = drawVisit(sheet, content.wholeVisit, { ...text, y });
  }
  y = heading(sheet, headings.tasks, { ...text, y: y + 10 });
  y = drawRecordingTable(sheet, content.recordings, { ...text, y }, page.bottom, nextPage);
  if (y + 90 > page.bottom) y = nextPage() - 10;
  y = heading(sheet, headings.methods, { ...text, y: y + 10 });
  for (const { label, text: words } of content.methods) {
    if (y + 20 > page.bottom) y = nextPage();
    sheet.type.set(label, { size: 7.5, colour: colours.grey }, { x: text.x, y, width: 76 });
    y = sheet.type.set(words, { size: 7.5 }, { x: text.x + 80, y, width: text.width - 80, lines: 4 }) + 2;
  }
}

/** Name and identifiers. A long name is set smaller, then on two lines; a long code takes a line of its own. */
function drawIdentity({ type }: Sheet, { patientName, identifiers }: ReportContent): void {
  const left = { x: text.x, width: text.width - 180 };
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

/** Header and footer of every page, once the number of pages is known. */
function drawFrames(sheet: Sheet, content: ReportContent): void {
  const { doc, type } = sheet;
  const { report } = wordsOf(sheet.language);
  const { count } = doc.bufferedPageRange();
  const small = { size: 7.5, colour: colours.grey };
  for (let index = 0; index < count; index++) {
    doc.switchToPage(index);
    const right = { x: text.x + text.width - 170, width: 170, align: "right" } as const;
    drawIdentity(sheet, content);
    type.set(report.title(content.visitDate), { size: 9.5, weight: 600 }, { ...right, y: 29 });
    type.set(report.unsignedPage(String(index + 1), String(count)), small, { ...right, y: 46 });
    if (type.hasEscaped) type.set(report.lettersNotPrinted, { ...small, size: 6.5 }, { ...right, y: 55 });
    doc
      .lineWidth(1)
      .strokeColor(colours.accent)
      .moveTo(text.x, 64)
      .lineTo(text.x + text.width, 64)
      .stroke();
    doc
      .lineWidth(0.5)
      .strokeColor(colours.line)
      .moveTo(text.x, 806)
      .lineTo(text.x + text.width, 806)
      .stroke();
    type.set(content.disclaimer, { size: 8, weight: 600 }, { x: text.x, y: 811, width: 220 });
    const versions = `Bulbar ${content.programVersion}  ·  ${content.modelVersions}`;
    type.set(versions, small, { x: text.x + 225, y: 811.5, width: text.width - 225, align: "right" });
  }
}
