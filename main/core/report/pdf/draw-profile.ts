import { centreShare, limitShare } from "../../../../shared/scale/norm-scale.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { Profile, ProfileRow, Score } from "../content/profile-rows.ts";
import { drawChangeBar, drawNormBar } from "./draw-bars.ts";
import type { Area, Sheet } from "./sheet.ts";
import { colours } from "./typesetting.ts";

const rowHeight = 22;
const columns = {
  name: { x: 0, width: 150 },
  bar: { x: 152, width: 96 },
  verdict: { x: 252, width: 58 },
  change: { x: 312, width: 62 },
  words: { x: 378, width: 72 },
} as const;
const scoresX = 458;
const small = { size: 6.5, colour: colours.grey };

/** The profile by subsystem at the left, the ALSFRS-R at the right; returns the y below. */
export function drawProfile(sheet: Sheet, { rows, scores, since }: Profile, area: Area): number {
  const { type, language } = sheet;
  const { profile } = wordsOf(language);
  const at = (column: keyof typeof columns, y: number) => ({
    ...columns[column],
    x: area.x + columns[column].x,
    y,
  });
  const { x, width } = at("bar", area.y);
  type.set(profile.limitName, small, {
    x: x + limitShare * width - 30,
    y: area.y,
    width: 60,
    align: "centre",
  });
  type.set(profile.centre, small, { x: x + centreShare * width - 20, y: area.y, width: 60, align: "centre" });
  if (rows.some(({ finding }) => finding?.change))
    type.set(profile.inErrors(since), small, {
      ...at("change", area.y),
      x: area.x + 302,
      width: 130,
      align: "left",
    });
  for (const [index, row] of rows.entries()) drawRow(sheet, row, at, area, area.y + 10 + index * rowHeight);
  const end = area.y + 10 + rows.length * rowHeight;
  drawScores(sheet, scores, { x: area.x + scoresX, y: area.y, width: area.width - scoresX });
  return end;
}

function drawRow(
  sheet: Sheet,
  row: ProfileRow,
  at: (column: keyof typeof columns, y: number) => Area,
  area: Area,
  y: number,
): void {
  const { doc, type } = sheet;
  const { finding } = row;
  doc
    .lineWidth(0.3)
    .strokeColor(colours.line)
    .moveTo(area.x, y)
    .lineTo(area.x + scoresX - 12, y)
    .stroke();
  type.set(row.name, { size: 8.5, weight: 600 }, at("name", y + 1.5));
  type.set(row.words, { size: 7, colour: colours.grey }, at("name", y + 11.5));
  if (!finding) return;
  const reliable = !finding.doubtful && finding.doubts.length === 0;
  drawNormBar(
    sheet,
    { value: finding.value, norm: finding.norm, reliable },
    { ...at("bar", y + 3), height: 16 },
  );
  const isWorse = finding.norm !== null && finding.norm.verdict !== "within";
  const verdict = {
    size: 7.5,
    weight: finding.norm ? 600 : 400,
    colour: isWorse ? colours.outside : colours.grey,
  } as const;
  type.set(row.verdict, verdict, { ...at("verdict", y + 6), lines: 2 });
  drawChangeBar(sheet, finding.change, { ...at("change", y + 3), height: 16 });
  const exceeds = finding.change?.label === "exceeds-measurement-error";
  const colour = exceeds && finding.change?.direction === "worse" ? colours.outside : colours.grey;
  type.set(
    row.judgement,
    { size: 6.8, weight: exceeds ? 600 : 400, colour },
    { ...at("words", y + 3.5), lines: 2 },
  );
}

function drawScores({ doc, type }: Sheet, scores: readonly Score[], { x, y, width }: Area): void {
  if (!scores.length) return;
  type.set("ALSFRS-R", { size: 8.5, weight: 600 }, { x, y: y - 1, width });
  for (const [index, { name, value, highest, change }] of scores.entries()) {
    const top = y + 12 + index * 32;
    const style = { size: 13, weight: 600 } as const;
    type.set(value, style, { x, y: top, width });
    const left = type.width(value, style) + 4;
    type.set(highest, { size: 7, colour: colours.grey }, { x: x + left, y: top + 5, width: width - left });
    const words = [name, change].filter(Boolean).join(", ");
    type.set(words, { size: 7 }, { x, y: top + 17, width });
    if (index > 0)
      doc
        .lineWidth(0.3)
        .strokeColor(colours.line)
        .moveTo(x, top - 3)
        .lineTo(x + width, top - 3)
        .stroke();
  }
}
