import { wordsOf } from "../../../../shared/words/words.ts";
import type { Clinic, Fact } from "../content/report-input.ts";
import type { Flow } from "./document.ts";
import { heading, headingHeight, rule, type Sheet } from "./sheet.ts";
import { colours, leading } from "./typesetting.ts";

const prose = { size: 9 } as const;
const proseLine = prose.size * leading;
const label = { size: 7, colour: colours.grey } as const;
const logo = { width: 90, height: 30 } as const;
const signatureHeight = 44;

/** The clinic's head: its logo at the left, its lines beside it. */
export function drawClinic(flow: Flow, { lines, logo: png }: Clinic): void {
  const { doc, tags, type } = flow.sheet;
  const { x, width } = flow.text;
  const left = png ? logo.width + 8 : 0;
  if (png)
    tags.artifact(() =>
      doc.image(Buffer.from(png), x, flow.y, { fit: [logo.width, logo.height], valign: "center" }),
    );
  let below = flow.y;
  for (const [index, line] of lines.entries())
    below = type.set(
      line,
      { size: 8, weight: index === 0 ? 600 : 400 },
      { x: x + left, y: below, width: width - left },
    );
  flow.y = Math.max(below, png ? flow.y + logo.height : 0) + 6;
}

/** Label and text on one line each, the text wrapped beside its label. */
export function drawRemarks(flow: Flow, remarks: readonly Fact[]): void {
  const { tags, type } = flow.sheet;
  const { x, width } = flow.text;
  tags.group("L", () => {
    for (const { label: name, text } of remarks)
      flow.y = tags.group("LI", () => {
        type.set(name, label, { x, y: flow.y + 1.2, width: 60 }, "Lbl");
        const room = { x: x + 64, y: flow.y, width: width - 64, lines: 6 };
        return type.set(text, { size: 8.5 }, room, "LBody") + 2;
      });
  });
}

/** Height of texts under headings of their own and the signature together, points. */
export function closingHeight(flow: Flow, ...texts: (readonly string[])[]): number {
  return texts.reduce((sum, paragraphs) => sum + proseHeight(flow, paragraphs), signatureHeight);
}

function proseHeight({ sheet, text }: Flow, paragraphs: readonly string[]): number {
  const lines = paragraphs.map((paragraph) => sheet.type.lines(paragraph, prose, text.width, 99).length);
  const height = lines.reduce((sum, count) => sum + count * proseLine + 2, 0);
  return paragraphs.length ? 8 + headingHeight + height : 0;
}

/** A text under its heading, a paragraph each. */
export function drawProse(flow: Flow, title: string, paragraphs: readonly string[]): void {
  if (paragraphs.length === 0) return;
  const { type } = flow.sheet;
  const linesOf = (paragraph: string) => type.lines(paragraph, prose, flow.text.width, 99).length;
  flow.keepTogether(8 + headingHeight + linesOf(paragraphs[0]!) * proseLine, 8);
  flow.y = heading(flow.sheet, title, { ...flow.text, y: flow.y + 8 });
  for (const paragraph of paragraphs) {
    const lines = linesOf(paragraph);
    flow.keepTogether(lines * proseLine);
    flow.y = type.set(paragraph, prose, { ...flow.text, y: flow.y, lines }) + 2;
  }
}

/** Who signed, when and as what; lines to sign by hand where nobody has yet. */
export function drawSignature(flow: Flow, signature: readonly Fact[]): void {
  flow.keepTogether(signatureHeight);
  const { sheet, text } = flow;
  const words = wordsOf(sheet.language).report.signature;
  const isSigned = signature.length > 0;
  const facts = isSigned
    ? signature
    : [words.name, words.time, words.byHand].map((name) => ({ label: name, text: "" }));
  const gap = 18;
  const width = (text.width - gap * (facts.length - 1)) / facts.length;
  const top = flow.y + 8;
  const line = top + 20;
  for (const [index, fact] of facts.entries())
    drawSigned(sheet, fact, { x: text.x + index * (width + gap), line, width });
  flow.y = isSigned ? sheet.type.set(words.inFile, label, { ...text, y: line + 11 }) : line + 12;
}

function drawSigned(
  sheet: Sheet,
  { label: name, text }: Fact,
  { x, line, width }: { x: number; line: number; width: number },
): void {
  const size = sheet.type.width(text, { size: 9, weight: 600 }) > width ? 7 : 9;
  sheet.tags.group("L", () =>
    sheet.tags.group("LI", () => {
      rule(sheet, { x, y: line, width }, 0.5, colours.grey);
      sheet.type.set(name, label, { x, y: line + 2, width }, "Lbl");
      sheet.type.set(text, { size, weight: 600 }, { x, y: line - size * 1.4, width }, "LBody");
    }),
  );
}
