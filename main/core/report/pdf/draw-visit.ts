import type { Vowel } from "../../../../shared/domain/visit-vowels.ts";
import { ticksBetween } from "../../../../shared/scale/axis-ticks.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { VisitSection } from "../content/visit-section.ts";
import { type Area, type Box, marker, type Sheet } from "./sheet.ts";
import { colours, type Room } from "./typesetting.ts";

const chart = { width: 180, height: 128, left: 34, bottom: 24 } as const;
const small = { size: 6.5, colour: colours.grey };

/** Draws the measures over several tasks at the left and the vowel chart at the right; returns the y below. */
export function drawVisit(sheet: Sheet, section: VisitSection, area: Area): number {
  const hasChart = section.vowels.length > 0;
  const room = hasChart ? area.width - chart.width - 16 : area.width;
  const tableEnd = drawRows(sheet, section, { ...area, width: room });
  if (!hasChart) return tableEnd;
  const box = { x: area.x + area.width - chart.width, y: area.y, width: chart.width, height: chart.height };
  return Math.max(
    tableEnd,
    sheet.tags.figure(section.inWords, () => drawVowels(sheet, section, box)),
  );
}

function drawRows({ tags, type, language }: Sheet, { rows, lacking }: VisitSection, area: Area): number {
  const heads = wordsOf(language).report.measures.columns;
  const columns = { name: 142, value: 60 };
  const rest = area.width - columns.name - columns.value - 12;
  const words = { x: area.x + columns.name + columns.value + 12, width: rest };
  const names = { x: area.x, width: columns.name };
  const values = { x: area.x + columns.name, width: columns.value, align: "right" } as const;
  const head = () => {
    const put = (text: string, room: Omit<Room, "y">) =>
      tags.group("TH", () => type.set(text, small, { ...room, y: area.y }), { scope: "Column" });
    put(heads.name, names);
    put(heads.value, values);
    put(heads.normAndChange, words);
  };
  const drawRow = ({ name, value, norm, change, remark }: VisitSection["rows"][number], y: number) => {
    tags.group("TH", () => type.set(name, { size: 8 }, { ...names, y }), { scope: "Row" });
    tags.group("TD", () => type.set(value, { size: 8, weight: 600 }, { ...values, y }));
    return tags.group("TD", () => {
      let below = type.set(norm, { size: 7, colour: colours.grey }, { ...words, y: y + 1, lines: 3 });
      if (change) below = type.set(change, small, { ...words, y: below, lines: 2 });
      return remark
        ? type.set(remark, { size: 6.5, colour: colours.outside }, { ...words, y: below })
        : below;
    });
  };
  let y = area.y;
  if (rows.length > 0)
    tags.group("Table", () => {
      tags.group("TR", head);
      y += 11;
      for (const row of rows) y = tags.group("TR", () => drawRow(row, y)) + 3.5;
    });
  return lacking ? type.set(lacking, small, { ...area, y: y + 2, lines: 3 }) : y;
}

type Scale = { at(hz: number): number; ticks: number[] };

/** F2 from right to left and F1 downwards, as phoneticians draw it: /i/ at the upper left. */
function drawVowels(sheet: Sheet, { vowels, baseline }: VisitSection, box: Box): number {
  const { doc } = sheet;
  const all = [...vowels.flatMap(({ takes }) => takes), ...(baseline ? Object.values(baseline) : [])];
  const plot = {
    x: box.x + chart.left,
    y: box.y,
    width: box.width - chart.left,
    height: box.height - chart.bottom,
  };
  const f2 = reversedScale(
    all.map((each) => each.f2),
    plot.x,
    plot.width,
  );
  const f1 = reversedScale(
    all.map((each) => each.f1),
    plot.y + plot.height,
    -plot.height,
    true,
  );
  drawAxes(sheet, plot, f1, f2);
  const outline = (corners: { f1: number; f2: number }[], colour: string, dashed: boolean) => {
    doc.save().lineWidth(0.8).strokeColor(colour);
    if (dashed) doc.dash(3, { space: 2 });
    for (const [k, corner] of corners.entries())
      if (k === 0) doc.moveTo(f2.at(corner.f2), f1.at(corner.f1));
      else doc.lineTo(f2.at(corner.f2), f1.at(corner.f1));
    doc.closePath().stroke().restore();
  };
  if (baseline) outline([baseline.a, baseline.i, baseline.u], colours.grey, true);
  const corners = (["a", "i", "u"] as const).map((letter) => vowels.find((each) => each.letter === letter));
  if (corners.every((corner) => corner !== undefined)) outline(corners, colours.accent, false);
  for (const vowel of vowels) drawVowel(sheet, vowel, f2.at(vowel.f2), f1.at(vowel.f1));
  const { axes, axesAndBaseline } = wordsOf(sheet.language).report.vowels;
  const words = baseline ? axesAndBaseline : axes;
  return sheet.type.set(words, small, { x: plot.x, y: box.y + box.height - 9, width: plot.width });
}

function drawVowel(sheet: Sheet, { letter, doubtful }: Vowel, x: number, y: number): void {
  marker(sheet, x, y, { shape: "circle", filled: !doubtful, colour: colours.accent });
  const place = {
    a: { x: x - 10, y: y + 3 },
    e: { x: x - 24, y: y - 5 },
    i: { x: x - 22, y: y - 11 },
    o: { x: x + 4, y: y - 5 },
    u: { x: x + 3, y: y - 11 },
  }[letter];
  sheet.type.set(
    `/${letter}/`,
    { size: 8 },
    { ...place, width: 20, align: letter === "a" ? "centre" : "left" },
  );
}

function drawAxes({ doc, type }: Sheet, plot: Box, f1: Scale, f2: Scale): void {
  doc.lineWidth(0.5).strokeColor(colours.line).rect(plot.x, plot.y, plot.width, plot.height).stroke();
  for (const hz of f1.ticks)
    type.set(`${hz}`, small, { x: plot.x - 30, y: f1.at(hz) - 4, width: 27, align: "right" });
  for (const hz of f2.ticks)
    type.set(`${hz}`, small, { x: f2.at(hz) - 15, y: plot.y + plot.height + 2, width: 30, align: "centre" });
}

/** A scale whose highest value lies at `start`, with room at both ends; `down` counts upwards from the foot. */
function reversedScale(values: number[], start: number, length: number, down = false): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const air = Math.max(60, 0.18 * (high - low));
  const [from, to] = [low - air, high + air];
  const at = (hz: number) => start + ((to - hz) / (to - from)) * length;
  return { at, ticks: ticksBetween(from, to, down ? 4 : 5) };
}
