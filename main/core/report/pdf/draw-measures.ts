import { wordsOf } from "../../../../shared/words/words.ts";
import type { MeasureRow } from "../content/measure-rows.ts";
import { drawChangeBar, drawNormBar } from "./draw-bars.ts";
import type { Area, Sheet } from "./sheet.ts";
import { colours } from "./typesetting.ts";

const rowHeight = 19;

/** Left edges and widths of the columns, points from the area's left. */
const columns = {
  name: { x: 0, width: 128 },
  value: { x: 128, width: 36 },
  unit: { x: 167, width: 30 },
  bar: { x: 200, width: 64 },
  norm: { x: 270, width: 92 },
  change: { x: 362, width: 36 },
  changeBar: { x: 403, width: 44 },
  words: { x: 452, width: 63 },
} as const;

const small = { size: 6.5, colour: colours.grey };

/** Draws the chief findings with their norm and change, then the sources; returns the y below. */
export function drawMeasures(
  sheet: Sheet,
  rows: readonly MeasureRow[],
  citations: readonly string[],
  area: Area,
): number {
  const { doc, type } = sheet;
  const words = wordsOf(sheet.language).report.measures;
  if (!rows.length) return type.set(words.none, { size: 8.5, colour: colours.grey }, area);
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
  return listed ? type.set(words.norms(listed), { ...small, size: 6 }, { ...area, y: end, lines: 4 }) : end;
}

function drawHead({ type, language }: Sheet, { x, y }: Area): void {
  const words = wordsOf(language).report.measures.columns;
  const { profile } = wordsOf(language);
  const put = (text: string, column: keyof typeof columns, align: "left" | "right" | "centre" = "left") =>
    type.set(text, small, { ...columns[column], x: x + columns[column].x, y, align });
  put(words.name, "name");
  put(words.value, "value", "right");
  put(profile.healthy, "bar", "centre");
  put(words.norm, "norm");
  put(words.change, "change", "right");
  const bar = columns.changeBar;
  type.set(`${profile.worse} | ${profile.better}`, small, {
    x: x + bar.x - 20,
    y,
    width: bar.width + 40,
    align: "centre",
  });
}

function drawRow(sheet: Sheet, row: MeasureRow, area: Area): void {
  const { type, language } = sheet;
  const { finding } = row;
  const in_ = (column: keyof typeof columns, y: number) => ({
    ...columns[column],
    x: area.x + columns[column].x,
    y: area.y + y,
  });
  drawName(sheet, row, { x: area.x, y: area.y, width: columns.name.width });
  type.set(row.valueText, { size: 9, weight: 600 }, { ...in_("value", 3.5), align: "right" });
  type.set(row.unit, { size: 7, colour: colours.grey }, in_("unit", 5));
  const reliable = !finding.doubtful && finding.doubts.length === 0;
  drawNormBar(
    sheet,
    { value: finding.value, norm: finding.norm, reliable },
    { ...in_("bar", 3), height: 12 },
  );
  if (row.norm) {
    const outside = finding.norm?.verdict !== "within";
    const verdict = { size: 7.5, weight: 600, colour: outside ? colours.outside : colours.ink } as const;
    type.set(row.norm.verdict, verdict, in_("norm", 0));
    type.set(`${row.norm.limit} [${row.norm.reference}]`, small, in_("norm", 9.5));
  } else type.set(wordsOf(language).findings.norm.none, small, in_("norm", 5));
  type.set(row.changeText, { size: 7.5 }, { ...in_("change", 4.5), align: "right" });
  drawChangeBar(sheet, finding.change, { ...in_("changeBar", 3), height: 12 });
  const exceeds = finding.change?.label === "exceeds-measurement-error";
  const colour = exceeds && finding.change?.direction === "worse" ? colours.outside : colours.grey;
  type.set(
    row.judgement,
    { size: 6.8, weight: exceeds ? 600 : 400, colour },
    { ...in_("words", 1.5), lines: 2 },
  );
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
    { size: 6.2, colour: colours.outside },
    { x: x + left, y: y + 10.5, width: width + 70 - left },
  );
}
