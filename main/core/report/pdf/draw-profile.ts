import { centreShare, limitShare } from "../../../../shared/scale/norm-scale.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { Profile, ProfileRow, Score } from "../content/profile-rows.ts";
import { drawChangeBar, drawNormBar } from "./draw-bars.ts";
import { type Area, rule, type Sheet } from "./sheet.ts";
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
  const { tags } = sheet;
  const at = (column: keyof typeof columns, y: number) => ({
    ...columns[column],
    x: area.x + columns[column].x,
    y,
  });
  tags.group("Table", () => {
    tags.group("TR", () => drawHead(sheet, rows.some(({ finding }) => finding?.change) ? since : "", area));
    for (const [index, row] of rows.entries()) {
      const y = area.y + 10 + index * rowHeight;
      rule(sheet, { x: area.x, y, width: scoresX - 12 });
      tags.group("TR", () => drawRow(sheet, row, at, y));
    }
  });
  const end = area.y + 10 + rows.length * rowHeight;
  drawScores(sheet, scores, { x: area.x + scoresX, y: area.y, width: area.width - scoresX });
  return end;
}

/** What the columns are: the bar's marks over it, and since when the change is. */
function drawHead({ tags, type, language }: Sheet, since: string, area: Area): void {
  const { profile } = wordsOf(language);
  const column = { scope: "Column" } as const;
  const put = (text: string, x: number, width: number, align: "left" | "centre") =>
    type.set(text, small, { x: area.x + x, y: area.y, width, align });
  const { x, width } = columns.bar;
  tags.group("TH", () => put(profile.subsystemAndMeasure, 0, columns.name.width, "left"), column);
  tags.group(
    "TH",
    () => {
      put(profile.limitName, x + limitShare * width - 30, 60, "centre");
      put(profile.centre, x + centreShare * width - 20, 60, "centre");
    },
    column,
  );
  if (since) tags.group("TH", () => put(profile.inErrors(since), 302, 130, "left"), column);
}

function drawRow(
  sheet: Sheet,
  row: ProfileRow,
  at: (column: keyof typeof columns, y: number) => Area,
  y: number,
): void {
  const { tags, type } = sheet;
  const { finding } = row;
  tags.group(
    "TH",
    () => {
      type.set(row.name, { size: 8.5, weight: 600 }, at("name", y + 1.5));
      type.set(row.words, { size: 7, colour: colours.grey }, at("name", y + 11.5));
    },
    { scope: "Row" },
  );
  if (!finding) return;
  const isWorse = finding.norm !== null && finding.norm.verdict !== "within";
  const verdict = {
    size: 7.5,
    weight: finding.norm ? 600 : 400,
    colour: isWorse ? colours.outside : colours.grey,
  } as const;
  tags.group("TD", () => {
    drawNormBar(sheet, finding, row.inWords.norm, { ...at("bar", y + 3), height: 16 });
    type.set(row.verdict, verdict, { ...at("verdict", y + 6), lines: 2 });
  });
  const exceeds = finding.change?.label === "exceeds-measurement-error";
  const colour = exceeds && finding.change?.direction === "worse" ? colours.outside : colours.grey;
  const judgement = { size: 6.8, weight: exceeds ? 600 : 400, colour } as const;
  tags.group("TD", () => {
    drawChangeBar(sheet, finding.change, row.inWords.change, { ...at("change", y + 3), height: 16 });
    type.set(row.judgement, judgement, { ...at("words", y + 3.5), lines: 2 });
  });
}

function drawScores(sheet: Sheet, scores: readonly Score[], { x, y, width }: Area): void {
  const { tags, type } = sheet;
  if (!scores.length) return;
  type.set("ALSFRS-R", { size: 8.5, weight: 600 }, { x, y: y - 1, width }, "H3");
  tags.group("L", () => {
    for (const [index, score] of scores.entries()) {
      const top = y + 12 + index * 32;
      if (index > 0) rule(sheet, { x, y: top - 3, width });
      tags.group("LI", () => drawScore(sheet, score, { x, y: top, width }));
    }
  });
}

function drawScore({ tags, type }: Sheet, { name, value, highest, change }: Score, area: Area): void {
  const { x, y, width } = area;
  const style = { size: 13, weight: 600 } as const;
  const left = type.width(value, style) + 4;
  tags.text("LBody", () => {
    type.set(value, style, area);
    type.set(highest, { size: 7, colour: colours.grey }, { x: x + left, y: y + 5, width: width - left });
    type.set([name, change].filter(Boolean).join(", "), { size: 7 }, { x, y: y + 17, width });
  });
}
