import { sayNumber } from "../../../../shared/words/say.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { MeasureRow } from "../content/measure-rows.ts";
import { type Area, type Box, hatch, marker, type Sheet } from "./sheet.ts";
import { colours } from "./typesetting.ts";

const rowHeight = 20;
/** Changes beyond this many MDC are drawn at the end of the scale with an arrow. */
const mostMdc = 3;

/** Left edges and widths of the columns, points from the area's left. */
const columns = {
  name: { x: 0, width: 126 },
  value: { x: 126, width: 38 },
  unit: { x: 167, width: 28 },
  bar: { x: 198, width: 92 },
  norm: { x: 298, width: 66 },
  change: { x: 368, width: 50 },
  words: { x: 424, width: 91 },
} as const;

const small = { size: 6.5, colour: colours.grey };

/** Draws the measures as norm bars with their change in MDC, then the citations; returns the y below. */
export function drawMeasures(
  sheet: Sheet,
  rows: readonly MeasureRow[],
  citations: readonly string[],
  area: Area,
): number {
  const { doc, type } = sheet;
  if (!rows.length)
    return type.set(wordsOf(sheet.language).report.measures.none, { size: 8.5, colour: colours.grey }, area);
  drawHead(sheet, area);
  rows.forEach((row, index) => {
    const y = area.y + 10 + index * rowHeight;
    if (index)
      doc
        .lineWidth(0.3)
        .strokeColor(colours.pale)
        .moveTo(area.x, y)
        .lineTo(area.x + area.width, y)
        .stroke();
    drawRow(sheet, row, { x: area.x, y: y + 1, width: area.width });
  });
  const end = area.y + 12 + rows.length * rowHeight;
  const listed = citations.map((citation, index) => `[${index + 1}] ${citation}`).join("   ");
  return listed
    ? type.set(wordsOf(sheet.language).report.measures.norms(listed), small, { ...area, y: end, lines: 5 })
    : end;
}

function drawHead({ type, language }: Sheet, { x, y }: Area): void {
  const words = wordsOf(language).report.measures.columns;
  const put = (text: string, column: keyof typeof columns, align: "left" | "right" | "centre" = "left") =>
    type.set(text, small, { ...columns[column], x: x + columns[column].x, y, align });
  put(words.name, "name");
  put(words.value, "value", "right");
  put(words.bar, "bar", "centre");
  put(words.norm, "norm");
  put("−1 MDC +1", "change", "centre");
  put(words.change, "words");
}

function drawRow(sheet: Sheet, row: MeasureRow, area: Area): void {
  const { type, language } = sheet;
  const words = wordsOf(language).report.change;
  const in_ = (column: keyof typeof columns, y: number) => ({
    ...columns[column],
    x: area.x + columns[column].x,
    y: area.y + y,
  });
  drawName(sheet, row, { x: area.x, y: area.y, width: columns.name.width });
  type.set(row.valueText, { size: 9, weight: 600 }, { ...in_("value", 3.5), align: "right" });
  if (row.value !== null) type.set(row.unit, { size: 7.5, colour: colours.grey }, in_("unit", 5));
  drawNormBar(sheet, row, { ...in_("bar", 4), height: 10 });
  type.set(
    row.norm ? `${row.norm.text} [${row.norm.reference}]` : words.noNorm,
    { size: 7, colour: colours.grey },
    in_("norm", 5),
  );
  drawChange(sheet, row, { ...in_("change", 4), height: 10 });
  if (!row.change) type.set(row.changeNote, small, { ...in_("words", 4.5), lines: 1 });
  else {
    const { text, inMdc } = row.change;
    const change = [text, row.unit].filter(Boolean).join(" ");
    const times = inMdc === null ? null : sayNumber(Math.abs(inMdc), 1, language);
    type.set(times ? words.timesMdc(change, times) : change, { size: 7.5 }, in_("words", 0.5));
    type.set(row.changeNote, small, in_("words", 10));
  }
}

/** Name and task on one line where they fit, otherwise the task beneath; a remark stands on the second line. */
function drawName({ type }: Sheet, { name, taskName, remark }: MeasureRow, { x, y, width }: Area): void {
  const taskWidth = type.width(taskName, { size: 7.5 });
  const nameWidth = type.width(name, { size: 8.5 });
  const isInline = nameWidth + 4 + taskWidth <= width;
  const top = y + (isInline && !remark ? 4 : 0.5);
  const size = [8.5, 7.5].find((each) => type.width(name, { size: each }) <= width) ?? 6.8;
  type.set(name, { size }, { x, y: top + (8.5 - size) / 2, width });
  if (isInline)
    type.set(
      taskName,
      { size: 7.5, colour: colours.grey },
      { x: x + nameWidth + 4, y: top + 0.8, width: taskWidth + 1 },
    );
  else type.set(taskName, small, { x, y: y + 10.5, width });
  const left = isInline ? 0 : type.width(taskName, small) + 4;
  type.set(
    remark,
    { size: 6.5, colour: colours.outside },
    { x: x + left, y: y + 10.5, width: width + 30 - left },
  );
}

/** Range of a norm bar: a two-sided norm fills its middle, a one-sided norm half of it from zero. */
function barDomain({ lower, upper }: NonNullable<MeasureRow["norm"]>): [number, number] {
  if (lower !== null && upper !== null)
    return [lower - 0.75 * (upper - lower), upper + 0.75 * (upper - lower)];
  return [0, 2 * (upper ?? lower ?? 1)];
}

function drawNormBar(sheet: Sheet, { value, norm, baseline, reliable }: MeasureRow, box: Box): void {
  const { doc } = sheet;
  const middle = box.y + box.height / 2;
  doc
    .lineWidth(0.5)
    .strokeColor(colours.line)
    .moveTo(box.x, middle)
    .lineTo(box.x + box.width, middle)
    .stroke();
  if (!norm) return;
  const [low, high] = barDomain(norm);
  const at = (number: number) => box.x + Math.max(0, Math.min(1, (number - low) / (high - low))) * box.width;
  const [from, to] = [at(norm.lower ?? low), at(norm.upper ?? high)];
  doc.rect(from, box.y, to - from, box.height).fill("#d5dbe0");
  if (baseline !== null)
    doc
      .lineWidth(0.9)
      .strokeColor(colours.grey)
      .moveTo(at(baseline), box.y + 1)
      .lineTo(at(baseline), box.y + box.height - 1)
      .stroke();
  if (value === null) return;
  const outside = (norm.lower !== null && value < norm.lower) || (norm.upper !== null && value > norm.upper);
  const colour = outside ? colours.outside : colours.accent;
  if (value < low || value > high) arrow(sheet, at(value), middle, value > high ? 1 : -1, colour);
  marker(sheet, at(value), middle, { shape: outside ? "diamond" : "circle", filled: reliable, colour });
}

function drawChange(sheet: Sheet, { change }: MeasureRow, box: Box): void {
  const { doc } = sheet;
  const middle = box.x + box.width / 2;
  const mdc = (box.width / 2 - 7) / mostMdc;
  const inMdc = change?.inMdc ?? null;
  if (inMdc === null) return;
  hatch(sheet, { ...box, x: middle - mdc, width: 2 * mdc }, 2.5);
  const length = Math.max(-mostMdc, Math.min(mostMdc, inMdc)) * mdc;
  const colour = change!.label === "exceeds-measurement-error" ? colours.ink : colours.grey;
  doc.rect(Math.min(middle, middle + length), box.y + 3, Math.abs(length), 4).fill(colour);
  if (Math.abs(inMdc) > mostMdc) arrow(sheet, middle + length, box.y + 5, Math.sign(length), colour);
  doc
    .lineWidth(0.6)
    .strokeColor(colours.ink)
    .moveTo(middle, box.y)
    .lineTo(middle, box.y + box.height)
    .stroke();
}

/** Says that a value lies beyond the end of its scale. */
function arrow({ doc }: Sheet, x: number, y: number, direction: number, colour: string): void {
  const tip = x + direction * 7;
  doc
    .moveTo(tip, y)
    .lineTo(tip - direction * 3, y - 3)
    .lineTo(tip - direction * 3, y + 3)
    .closePath()
    .fill(colour);
}
