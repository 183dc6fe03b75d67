import { wordsOf } from "../../../../shared/words/words.ts";
import type { MeasureRow } from "../content/measure-rows.ts";
import { drawChangeBar, drawNormBar } from "./draw-bars.ts";
import { type Area, rule, type Sheet } from "./sheet.ts";
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
  const { tags, type } = sheet;
  const words = wordsOf(sheet.language).report.measures;
  if (!rows.length) return type.set(words.none, { size: 8.5, colour: colours.grey }, area);
  tags.group("Table", () => {
    tags.group("TR", () => drawHead(sheet, area));
    for (const [index, row] of rows.entries()) {
      const y = area.y + 10 + index * rowHeight;
      if (index) rule(sheet, { ...area, y }, 0.3, colours.pale);
      tags.group("TR", () => drawRow(sheet, row, { ...area, y: y + 1 }));
    }
  });
  const end = area.y + 12 + rows.length * rowHeight;
  const listed = citations.map((citation, index) => `[${index + 1}] ${citation}`).join("   ");
  return listed ? type.set(words.norms(listed), { ...small, size: 6 }, { ...area, y: end, lines: 4 }) : end;
}

function drawHead({ tags, type, language }: Sheet, { x, y }: Area): void {
  const words = wordsOf(language).report.measures.columns;
  const { profile } = wordsOf(language);
  const column = { scope: "Column" } as const;
  const put = (text: string, name: keyof typeof columns, align: "left" | "right" | "centre" = "left") =>
    tags.group(
      "TH",
      () => type.set(text, small, { ...columns[name], x: x + columns[name].x, y, align }),
      column,
    );
  put(words.name, "name");
  put(words.value, "value", "right");
  put(profile.healthy, "bar", "centre");
  put(words.norm, "norm");
  put(words.change, "change", "right");
  const bar = columns.changeBar;
  const room = { x: x + bar.x - 20, y, width: bar.width + 40, align: "centre" } as const;
  const sides = `${profile.worse} | ${profile.better}`;
  const size = type.width(sides, small) > bar.width + 8 ? 5.4 : small.size;
  tags.group("TH", () => type.set(sides, { ...small, size }, room), column);
  put(words.judged, "words");
}

function drawRow(sheet: Sheet, row: MeasureRow, area: Area): void {
  const { tags, type, language } = sheet;
  const { finding } = row;
  const cell = (draw: () => void) => tags.group("TD", draw);
  const in_ = (column: keyof typeof columns, y: number) => ({
    ...columns[column],
    x: area.x + columns[column].x,
    y: area.y + y,
  });
  const name = { x: area.x, y: area.y, width: columns.name.width };
  tags.group("TH", () => drawName(sheet, row, name), { scope: "Row" });
  cell(() => {
    type.set(row.valueText, { size: 9, weight: 600 }, { ...in_("value", 3.5), align: "right" });
    type.set(row.unit, { size: 7, colour: colours.grey }, in_("unit", 5));
  });
  cell(() => drawNormBar(sheet, finding, row.inWords.norm, { ...in_("bar", 3), height: 12 }));
  cell(() => {
    if (!row.norm) return void type.set(wordsOf(language).findings.norm.none, small, in_("norm", 5));
    const outside = finding.norm?.verdict !== "within";
    const verdict = { size: 7.5, weight: 600, colour: outside ? colours.outside : colours.ink } as const;
    type.set(row.norm.verdict, verdict, in_("norm", 0));
    type.set(`${row.norm.limit} [${row.norm.reference}]`, small, in_("norm", 9.5));
  });
  cell(() => void type.set(row.changeText, { size: 7.5 }, { ...in_("change", 4.5), align: "right" }));
  cell(() =>
    drawChangeBar(sheet, finding.change, row.inWords.change, { ...in_("changeBar", 3), height: 12 }),
  );
  const exceeds = finding.change?.label === "exceeds-measurement-error";
  const colour = exceeds && finding.change?.direction === "worse" ? colours.outside : colours.grey;
  const judgement = { size: 6.8, weight: exceeds ? 600 : 400, colour } as const;
  cell(() => void type.set(row.judgement, judgement, { ...in_("words", 1.5), lines: 2 }));
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
