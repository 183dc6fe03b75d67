import { sayProbability } from "../../../../shared/words/say.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { ModelResult } from "../content/model-results.ts";
import type { Area, Sheet } from "./sheet.ts";
import { colours } from "./typesetting.ts";

const rowHeight = 13;

/** Draws the results of at most two models side by side and names the others; returns the y below. */
export function drawModels(sheet: Sheet, models: readonly ModelResult[], note: string, area: Area): number {
  const { type } = sheet;
  if (!models.length) return type.set(note, { size: 8.5, colour: colours.grey }, area);
  const gap = 22;
  const shown = models.slice(0, 2);
  const width = (area.width - gap) / 2;
  const ends = shown.map((model, index) => {
    return drawModel(
      sheet,
      model,
      { ...area, x: area.x + index * (width + gap), width },
      shown.length === 1 ? area.width : null,
    );
  });
  const end = Math.max(...ends);
  if (models.length <= 2) return end;
  const words = wordsOf(sheet.language).report.models;
  const others = models.slice(2).map(({ name, status, answer }) => words.other(name, status, answer));
  return type.set(
    words.also(others.join("; ")),
    { size: 7, colour: colours.grey },
    { ...area, y: end + 2, lines: 2 },
  );
}

/** A model alone on the page has its words beside its bars (`wholeWidth`), otherwise beneath them. */
function drawModel(sheet: Sheet, model: ModelResult, area: Area, wholeWidth: number | null): number {
  const { type } = sheet;
  const { x, width } = area;
  let y = type.set(`${model.name} ${model.version}`, { size: 9, weight: 600 }, area, "H3");
  const status = { size: 7, colour: model.simulated ? colours.outside : colours.grey };
  y = type.set(model.status, status, { x, y, width });
  y = type.set(
    model.answer,
    { size: 10.5, weight: 600, colour: colours.accent },
    { x, y: y + 1, width, lines: 2 },
  );
  const bars = { x, y: y + 3, width };
  y = sheet.tags.figure(model.inWords, () => drawBars(sheet, model, bars));
  const words = wholeWidth
    ? { x: x + width + 22, y: area.y, width: wholeWidth - width - 22 }
    : { x, y: y + 2, width };
  const notesEnd = type.set(model.notes.join(" "), { size: 7.5 }, { ...words, lines: 3 });
  const limits = { size: 7, colour: colours.grey };
  return Math.max(y, type.set(model.limits.join(" "), limits, { ...words, y: notesEnd + 1, lines: 4 }));
}

function drawBars(sheet: Sheet, { rows, hiddenLabels, setLabel }: ModelResult, area: Area): number {
  const { doc, type } = sheet;
  const widest = Math.max(...rows.map((row) => type.width(row.label, { size: 8 })));
  const label = Math.min(area.width * 0.45, widest + 2);
  const track = { x: area.x + label + 6, width: Math.min(110, area.width - label - 90) };
  const at = (share: number) => track.x + share * track.width;
  rows.forEach((row, index) => {
    const y = area.y + index * rowHeight;
    type.set(row.label, { size: 8 }, { x: area.x, y, width: label });
    doc.rect(track.x, y + 2, track.width, 7).fill(colours.pale);
    doc
      .rect(track.x, y + 2, track.width * row.probability, 7)
      .fill(row.inSet || !setLabel ? colours.accent : colours.hatch);
    if (row.highest - row.lowest > 0.005) drawRange(sheet, at(row.lowest), at(row.highest), y + 5.5);
    type.set(
      sayProbability(row.probability, sheet.language),
      { size: 8, weight: 600 },
      { x: at(1) + 6, y, width: 24 },
    );
  });
  if (setLabel)
    drawBrackets(
      sheet,
      rows.map(({ inSet }) => inSet),
      setLabel,
      { x: at(1) + 32, y: area.y, width: 0 },
    );
  const end = area.y + rows.length * rowHeight;
  if (!hiddenLabels) return end;
  return type.set(
    wordsOf(sheet.language).report.models.lessProbable(String(hiddenLabels)),
    { size: 7, colour: colours.grey },
    { ...area, y: end },
  );
}

function drawRange({ doc }: Sheet, from: number, to: number, y: number): void {
  doc.lineWidth(0.7).strokeColor(colours.ink);
  doc.moveTo(from, y).lineTo(to, y);
  for (const x of [from, to]) doc.moveTo(x, y - 2).lineTo(x, y + 2);
  doc.stroke();
}

/** Joins neighbouring labels of the set with a bracket; its meaning stands beside the first. */
function drawBrackets({ doc, type }: Sheet, inSet: boolean[], words: string, { x, y }: Area): void {
  doc.lineWidth(0.9).strokeColor(colours.accent);
  inSet.forEach((inside, index) => {
    if (!inside) return;
    const top = y + index * rowHeight + (inSet[index - 1] ? 0 : 1.5);
    const bottom = y + (index + 1) * rowHeight - (inSet[index + 1] ? 0 : 3.5);
    if (!inSet[index - 1]) doc.moveTo(x - 3, top).lineTo(x, top);
    doc.moveTo(x, top).lineTo(x, bottom);
    if (!inSet[index + 1]) doc.moveTo(x - 3, bottom).lineTo(x, bottom);
    doc.stroke();
  });
  const first = inSet.indexOf(true);
  if (first < 0) return;
  const style = { size: 6.5, colour: colours.accent };
  type.set(words, style, { x: x + 4, y: y + first * rowHeight + 0.5, width: 42, lines: 2 });
}
