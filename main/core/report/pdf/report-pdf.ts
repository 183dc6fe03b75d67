import type { ReportSection } from "../../../../shared/domain/report.ts";
import { sayList } from "../../../../shared/words/say.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { ReportContent } from "../content/report-content.ts";
import type { Fact } from "../content/report-input.ts";
import { type Flow, type SignatureRoom, writeDocument } from "./document.ts";
import { closingHeight, drawClinic, drawProse, drawRemarks, drawSignature } from "./draw-closing.ts";
import { drawMeasures } from "./draw-measures.ts";
import { drawModels } from "./draw-models.ts";
import { drawProfile } from "./draw-profile.ts";
import { drawRecording, drawRecordingTable, drawRhythm } from "./draw-recording.ts";
import { coursesInRow, drawTrendKey, drawTrends } from "./draw-trends.ts";
import { drawVisit } from "./draw-visit.ts";
import { heading, headingHeight } from "./sheet.ts";
import { colours, leading } from "./typesetting.ts";

const mostPages = 3;

/** Parts that give way where a report would have more pages, the least missed first. */
const parts = ["recordings", "visit", "sound", "models"] as const satisfies ReportSection[];
type Part = (typeof parts)[number];

/**
 * Writes a report as PDF of at most three pages: page 1 answers the referring physician, the others show the recording and
 * the methods. What finds no room is left out and named. Drawings are vectors except the spectrogram.
 */
export async function writeReport(
  content: ReportContent,
  room: SignatureRoom | null = null,
): Promise<Uint8Array> {
  const shown = parts.filter((part) => content.sections.includes(part));
  for (let count = 0; ; count++) {
    const { pdf, pages } = await writePages(withoutParts(content, shown.slice(0, count)), room);
    if (pages <= mostPages || count === shown.length) return pdf;
  }
}

async function writePages(content: ReportContent, room: SignatureRoom | null) {
  let pages = 0;
  const draw = (flow: Flow) => {
    const drawn = drawAnswerPage(flow, content);
    drawEvidencePages(flow, content, drawn);
    pages = flow.pages;
  };
  return { pdf: await writeDocument(content, draw, room), pages };
}

/** The content without some parts, which the methods name. */
function withoutParts(content: ReportContent, left: readonly Part[]): ReportContent {
  if (left.length === 0) return content;
  const { headings, leftOut } = wordsOf(content.language).report;
  const titles = { recordings: headings.tasks, visit: headings.wholeVisit, ...headings };
  const names = sayList(
    left.map((part) => titles[part]),
    content.language,
  );
  return {
    ...content,
    sections: content.sections.filter((section) => !left.some((part) => part === section)),
    methods: [...content.methods, { label: leftOut.label, text: leftOut.text(names, String(mostPages)) }],
  };
}

/**
 * Page 1: who, what the visit says, the profile by subsystem, the chief findings, as many courses as there is room for,
 * the referral, the conclusion, the signature. Returns the number of courses that it holds.
 */
function drawAnswerPage(flow: Flow, content: ReportContent): number {
  const { sheet, text } = flow;
  const { report, profile } = wordsOf(sheet.language);
  const { sections } = content;
  flow.nextPage();
  if (content.clinic) drawClinic(flow, content.clinic);
  flow.y = drawFacts(flow, content.facts) + 3;
  drawRemarks(flow, content.remarks);
  flow.y = drawSummary(flow, content, flow.y + 3);
  if (sections.includes("profile")) {
    flow.y = heading(sheet, profile.heading, { ...text, y: flow.y + 8 }, profile.key);
    flow.y = drawProfile(sheet, content.profile, { ...text, y: flow.y });
  }
  if (sections.includes("measures")) {
    const key = content.measures.length ? report.measuresKey : "";
    flow.y = heading(sheet, report.headings.measures, { ...text, y: flow.y + 8 }, key);
    flow.y = drawMeasures(sheet, content.measures, content.citations, { ...text, y: flow.y });
  }
  const closing = closingHeight(flow, content.referral, content.conclusion);
  const drawn = sections.includes("course") ? drawFirstCourses(flow, content, closing) : 0;
  drawProse(flow, report.headings.referral, content.referral);
  drawProse(flow, report.headings.conclusion, content.conclusion);
  drawSignature(flow, content.signature);
  return drawn;
}

const courseHeight = { least: 74, most: 96, head: 39 } as const;

/** As many rows of courses as the page holds above its closing; where it holds none they come later. */
function drawFirstCourses(flow: Flow, { trends, trendNote }: ReportContent, closing: number): number {
  const { sheet, text } = flow;
  if (trends.length === 0) {
    flow.y = sheet.type.set(trendNote, { size: 8.5, colour: colours.grey }, { ...text, y: flow.y + 8 });
    return 0;
  }
  const left = sheet.page.bottom - flow.y;
  // a closing that has no room here follows on the next page
  const room = (closing > left ? left : left - closing) - courseHeight.head;
  const wanted = Math.ceil(trends.length / coursesInRow);
  const rows = Math.min(wanted, Math.floor(room / courseHeight.least));
  if (rows < 1) return 0;
  const shown = trends.slice(0, rows * coursesInRow);
  const height = Math.min(room, rows * courseHeight.most);
  drawCourses(flow, shown, wordsOf(sheet.language).report.headings.change, trendNote, height);
  return shown.length;
}

function drawCourses(
  flow: Flow,
  courses: ReportContent["trends"],
  title: string,
  note: string,
  height: number,
): void {
  const { sheet, text } = flow;
  flow.y = heading(sheet, title, { ...text, y: flow.y + 8 }, note);
  flow.y = drawTrendKey(sheet, { ...text, y: flow.y });
  flow.y = drawTrends(sheet, courses, { ...text, y: flow.y, height });
}

function drawFacts({ sheet, text, y }: Flow, facts: readonly Fact[]): number {
  const { tags, type } = sheet;
  const gap = 12;
  const width = (text.width - gap * (facts.length - 1)) / facts.length;
  return tags.group("L", () => {
    const ends = facts.map(({ label, text: words }, index) =>
      tags.group("LI", () => {
        const x = text.x + index * (width + gap);
        const below = type.set(label, { size: 7, colour: colours.grey }, { x, y, width }, "Lbl");
        return type.set(words, { size: 8.5 }, { x, y: below, width, lines: 2 }, "LBody");
      }),
    );
    return Math.max(...ends);
  });
}

/** What the visit says: the first sentence large, the rest beneath it, then which recordings it rests on. */
function drawSummary({ sheet, text }: Flow, { summary, recordingsLine }: ReportContent, y: number): number {
  const { doc, tags, type } = sheet;
  const room = { x: text.x + 12, width: text.width - 24 };
  const [first = "", ...rest] = summary;
  const styles = {
    first: { size: 12, weight: 600 },
    rest: { size: 9.5 },
    small: { size: 7.5, colour: colours.grey },
  } as const;
  const more = rest.join(" ");
  const lines = (words: string, style: { size: number }, most: number) =>
    words ? type.lines(words, style, room.width, most).length * style.size * leading : 0;
  const height =
    lines(first, styles.first, 2) + lines(more, styles.rest, 7) + lines(recordingsLine, styles.small, 2) + 18;
  tags.artifact(() => {
    doc.rect(text.x, y, text.width, height).fill("#eef5f6");
    doc.rect(text.x, y, 3, height).fill(colours.accent);
  });
  let below = type.set(first, styles.first, { ...room, y: y + 6, lines: 2 });
  if (more) below = type.set(more, styles.rest, { ...room, y: below + 2, lines: 7 });
  type.set(recordingsLine, styles.small, { ...room, y: below + 3, lines: 2 });
  return y + height;
}

/** Page 2 and on: the recording that was looked at, models, the visit as a whole, all recordings, methods and limits. */
function drawEvidencePages(flow: Flow, content: ReportContent, coursesDrawn: number): void {
  const { sections } = content;
  if (flow.pages === 1) flow.nextPage();
  else flow.y += 16;
  if (sections.includes("sound")) drawSound(flow, content);
  if (sections.includes("models")) drawModelPart(flow, content);
  if (sections.includes("course")) drawMoreCourses(flow, content, coursesDrawn);
  if (sections.includes("visit")) drawWholeVisit(flow, content);
  if (sections.includes("recordings")) drawRecordings(flow, content);
  drawMethods(flow, content.methods);
  drawLimits(flow, content.limits);
}

function drawSound(flow: Flow, { picture, rhythm }: ReportContent): void {
  const { sheet, text } = flow;
  const { headings, noRecordingShown } = wordsOf(sheet.language).report;
  flow.keepTogether(picture?.spectrogram ? 295 : 60);
  flow.y = heading(sheet, headings.sound, { ...text, y: flow.y });
  if (picture) flow.y = drawRecording(sheet, picture, { ...text, y: flow.y });
  else flow.y = sheet.type.set(noRecordingShown, { size: 8.5, colour: colours.grey }, { ...text, y: flow.y });
  if (rhythm) flow.y = drawRhythm(sheet, rhythm, { ...text, y: flow.y + 8 });
  flow.y += 10;
}

function drawModelPart(flow: Flow, { models, modelsNote, ensembles }: ReportContent): void {
  const { sheet, text } = flow;
  const { headings, modelsKey } = wordsOf(sheet.language).report;
  flow.keepTogether(140);
  flow.y = heading(sheet, headings.models, { ...text, y: flow.y }, models.length ? modelsKey : "");
  flow.y = drawModels(sheet, models, modelsNote, { ...text, y: flow.y });
  const small = { size: 7, colour: colours.grey };
  for (const sentence of ensembles)
    flow.y = sheet.type.set(sentence, small, { ...text, y: flow.y + 1, lines: 3 });
  flow.y += 10;
}

/** One row of courses that the first page did not hold: where it held some, only if there is room without a page for it. */
function drawMoreCourses(flow: Flow, { trends, trendNote }: ReportContent, drawn: number): void {
  const rest = trends.slice(drawn, drawn + coursesInRow);
  if (rest.length === 0) return;
  const { headings } = wordsOf(flow.sheet.language).report;
  const left = flow.sheet.page.bottom - flow.y - courseHeight.head;
  if (drawn > 0 && left < courseHeight.least) return;
  flow.keepTogether(courseHeight.head + courseHeight.least, 8);
  const height = Math.min(courseHeight.most, flow.sheet.page.bottom - flow.y - courseHeight.head);
  drawCourses(flow, rest, drawn ? headings.moreChange : headings.change, trendNote, height);
  flow.y += 10;
}

function drawWholeVisit(flow: Flow, { wholeVisit }: ReportContent): void {
  if (!wholeVisit) return;
  const { sheet, text } = flow;
  const { headings, wholeVisitAside } = wordsOf(sheet.language).report;
  flow.keepTogether(160);
  flow.y = heading(sheet, headings.wholeVisit, { ...text, y: flow.y }, wholeVisitAside);
  flow.y = drawVisit(sheet, wholeVisit, { ...text, y: flow.y }) + 10;
}

/** The table of recordings, as far as there is room for it beside methods and limits. */
function drawRecordings(flow: Flow, { recordings, methods, limits }: ReportContent): void {
  if (recordings.length === 0) return;
  const { sheet, text } = flow;
  flow.keepTogether(70);
  flow.y = heading(sheet, wordsOf(sheet.language).report.headings.tasks, { ...text, y: flow.y });
  const closing = methodsHeight(flow, methods) + limitsHeight(flow, limits) + 10;
  // what follows has a page of its own as long as there is one left
  const placeFor = (height: number, y: number) => {
    const isLast = flow.pages === mostPages;
    if (y + height <= sheet.page.bottom - (isLast ? closing : 0)) return y;
    if (isLast) return null;
    flow.nextPage();
    return flow.y;
  };
  flow.y = drawRecordingTable(sheet, recordings, { ...text, y: flow.y }, placeFor) + 10;
}

const fine = { size: 7.2 } as const;
const fineLine = fine.size * leading;

/** The room of a method's text beside its label. */
function methodRoom({ text }: Flow) {
  return { x: text.x + 80, width: text.width - 80, lines: 4 };
}

function methodHeight(flow: Flow, { text }: Fact): number {
  const { width, lines } = methodRoom(flow);
  return flow.sheet.type.lines(text, fine, width, lines).length * fineLine + 2;
}

function methodsHeight(flow: Flow, methods: readonly Fact[]): number {
  return methods.reduce((sum, method) => sum + methodHeight(flow, method), headingHeight);
}

const limitLines = 6;

function limitsHeight({ sheet, text }: Flow, limits: readonly string[]): number {
  const lines = limits.map((sentence) => sheet.type.lines(sentence, fine, text.width, limitLines).length);
  return lines.reduce((sum, count) => sum + count * fineLine + 1, 8 + headingHeight);
}

function drawMethods(flow: Flow, methods: readonly Fact[]): void {
  const { sheet, text } = flow;
  const { tags, type } = sheet;
  flow.keepTogether(90);
  flow.y = heading(sheet, wordsOf(sheet.language).report.headings.methods, { ...text, y: flow.y });
  const room = methodRoom(flow);
  tags.group("L", () => {
    for (const method of methods) {
      flow.keepTogether(methodHeight(flow, method));
      tags.group("LI", () => {
        type.set(method.label, { ...fine, colour: colours.grey }, { ...text, y: flow.y, width: 76 }, "Lbl");
        flow.y = type.set(method.text, fine, { ...room, y: flow.y }, "LBody") + 2;
      });
    }
  });
}

function drawLimits(flow: Flow, limits: readonly string[]): void {
  const { sheet, text } = flow;
  const { tags, type } = sheet;
  flow.keepTogether(limitsHeight(flow, limits));
  flow.y = heading(sheet, wordsOf(sheet.language).report.headings.limits, { ...text, y: flow.y + 8 });
  tags.group("L", () => {
    for (const sentence of limits)
      tags.group("LI", () => {
        flow.y = type.set(sentence, fine, { ...text, y: flow.y, lines: limitLines }, "LBody") + 1;
      });
  });
}
