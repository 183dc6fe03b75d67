import type { Waveform } from "../../../../shared/contract/recordings.ts";
import { ticksBetween } from "../../../../shared/scale/axis-ticks.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayCount, sayNumber, sayPlain } from "../../../../shared/words/say.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { SpectrogramLevels as Spectrogram } from "../../dsp/spectrogram-image.ts";
import type { RecordingRow, ReportPicture } from "../content/report-content.ts";
import type { Rhythm } from "../content/rhythm.ts";
import { drawColourBar, drawPicture, pngOf, positionOf, timeSpan } from "../picture/picture.ts";
import { frequencyTicks, isEven } from "./axis-ticks.ts";
import type { Area, Box, Sheet } from "./sheet.ts";
import { colours } from "./typesetting.ts";

const label = { size: 7, colour: colours.grey };
const axisWidth = 46;

/** Draws waveform and spectrogram of one recording on one time axis, with the map's key; returns the y below. */
export function drawRecording(sheet: Sheet, picture: ReportPicture, area: Area): number {
  const { type, language } = sheet;
  const words = wordsOf(language).report.picture;
  const { waveform, spectrogram, explanation } = picture;
  let y = type.set(picture.title, { size: 8.5, weight: 600 }, area, "H3") + 4;
  const plot = { x: area.x + axisWidth, width: area.width - axisWidth };
  const seconds = waveform?.durationSeconds ?? (spectrogram ? timeSpan(spectrogram)[1] : 0);
  const at = (time: number) => plot.x + (time / (seconds || 1)) * plot.width;
  const wave = { ...plot, y, height: 44 };
  if (waveform) sheet.tags.figure(picture.inWords.waveform, () => drawWaveform(sheet, waveform, wave));
  else type.set(words.noWaveform, label, { ...plot, y });
  y += waveform ? 50 : 12;
  if (!spectrogram) return type.set(words.noSpectrogram, label, { ...plot, y });
  const box = { ...plot, y, height: 140 };
  y = sheet.tags.figure(picture.inWords.spectrogram, () => {
    drawSpectrogramBox(sheet, picture, spectrogram, at, box);
    const below = drawTimeAxis(sheet, seconds, at, { ...plot, y: box.y + box.height }) + 3;
    return explanation?.maximum ? drawMapKey(sheet, { ...plot, y: below }) : below;
  });
  return type.set(picture.sentences.join(" "), { size: 7.5 }, { ...plot, y: y + 2, lines: 4 });
}

/** Draws a train of syllables: its waveform with a line at each onset; returns the y below. */
export function drawRhythm(
  sheet: Sheet,
  { title, waveform, onsetsSeconds, words, inWords }: Rhythm,
  area: Area,
): number {
  const { type, tags } = sheet;
  const y = type.set(title, { size: 8.5, weight: 600 }, area, "H3") + 4;
  const box = { x: area.x + axisWidth, y, width: area.width - axisWidth, height: 34 };
  const below = tags.figure(inWords, () => drawTrain(sheet, waveform, onsetsSeconds, box));
  return type.set(words, { size: 7.5 }, { ...area, x: box.x, width: box.width, y: below + 1, lines: 2 });
}

function drawTrain(sheet: Sheet, waveform: Waveform, onsetsSeconds: readonly number[], box: Box): number {
  const { doc } = sheet;
  drawWaveform(sheet, waveform, box);
  const at = (seconds: number) => box.x + (seconds / (waveform.durationSeconds || 1)) * box.width;
  doc.lineWidth(0.6).strokeColor(colours.outside);
  for (const onset of onsetsSeconds)
    doc
      .moveTo(at(onset), box.y - 1)
      .lineTo(at(onset), box.y + box.height + 1)
      .stroke();
  return drawTimeAxis(sheet, waveform.durationSeconds, at, { ...box, y: box.y + box.height + 2 });
}

function drawWaveform(
  { doc, type, language }: Sheet,
  { minimum, maximum, clipped }: Waveform,
  box: Box,
): void {
  const { quality, report } = wordsOf(language);
  const middle = box.y + box.height / 2;
  const peak = Math.max(1e-9, ...maximum.map((high, index) => Math.max(high, -(minimum[index] ?? 0))));
  const x = (column: number) => box.x + ((column + 0.5) / maximum.length) * box.width;
  const y = (value: number) => middle - (value / peak) * (box.height / 2);
  maximum.forEach((value, column) => {
    doc[column ? "lineTo" : "moveTo"](x(column), y(value) - 0.15);
  });
  for (let column = minimum.length - 1; column >= 0; column--)
    doc.lineTo(x(column), y(minimum[column]!) + 0.15);
  if (maximum.length) doc.closePath().fill(colours.grey);
  for (const column of clipped) doc.rect(x(column) - 0.3, box.y - 3, 0.6, 3).fill(colours.outside);
  const style = { ...label, size: 6 };
  const room = { x: box.x - axisWidth, width: axisWidth - 5, align: "right" } as const;
  type.set(report.picture.waveform, style, { ...room, y: middle - 8 });
  type.set(report.picture.peak(peakWords(peak, language)), style, { ...room, y: middle });
  if (clipped.length)
    type.set(quality.flags.clipped, { ...style, colour: colours.outside }, { ...room, y: box.y - 4 });
}

/** Peak relative to full scale, dB. */
function peakWords(peak: number, language: Language): string {
  return peak < 1e-6
    ? wordsOf(language).report.picture.silent
    : `${sayNumber(20 * Math.log10(peak), 0, language)} dB`;
}

function drawSpectrogramBox(
  { doc, type, language }: Sheet,
  { explanation }: ReportPicture,
  spectrogram: Spectrogram,
  at: (seconds: number) => number,
  box: Box,
): void {
  const [start, end] = timeSpan(spectrogram);
  const picture = drawPicture(spectrogram, explanation, { width: 1000, height: 400, palette: "print" });
  doc.save().rect(box.x, box.y, box.width, box.height).clip();
  doc.image(Buffer.from(pngOf(picture)), at(start), box.y, {
    width: at(end) - at(start),
    height: box.height,
  });
  doc.restore();
  doc.lineWidth(0.5).strokeColor(colours.line).rect(box.x, box.y, box.width, box.height).stroke();
  const { frequenciesHz, bands, minimumDb, maximumDb } = spectrogram;
  for (const hz of frequencyTicks(frequenciesHz, 8)) {
    const y = box.y + box.height * (1 - positionOf(frequenciesHz, hz) / bands);
    doc
      .moveTo(box.x - 3, y)
      .lineTo(box.x, y)
      .stroke();
    const words = hz < 1000 ? `${hz} Hz` : `${sayPlain(hz / 1000, language)} kHz`;
    type.set(words, label, { x: box.x - axisWidth, y: y - 4.5, width: axisWidth - 5, align: "right" });
  }
  const { scale, scales } = wordsOf(language).report.picture;
  const range = scale(
    isEven(frequenciesHz) ? scales.linear : scales.mel,
    sayNumber(minimumDb, 0, language),
    sayNumber(maximumDb, 0, language),
  );
  type.set(range, label, { ...box, y: box.y + box.height + 16, align: "right" });
}

function drawTimeAxis(
  { doc, type, language }: Sheet,
  seconds: number,
  at: (s: number) => number,
  { x, y, width }: Area,
): number {
  doc.lineWidth(0.5).strokeColor(colours.line);
  for (const tick of ticksBetween(0, seconds, 10)) {
    doc
      .moveTo(at(tick), y)
      .lineTo(at(tick), y + 3)
      .stroke();
    const room = { x: Math.max(x - 20, Math.min(x + width - 36, at(tick) - 20)), y: y + 4, width: 40 };
    type.set(`${sayPlain(tick, language)} s`, label, { ...room, align: "centre" });
  }
  return y + 12;
}

function drawMapKey({ doc, type, language }: Sheet, { x, y, width }: Area): number {
  const words = wordsOf(language).report.picture;
  const bar = drawColourBar(120, 8, "print");
  doc.image(Buffer.from(pngOf(bar)), x + 92, y + 1, { width: 90, height: 7 });
  doc
    .lineWidth(0.4)
    .strokeColor(colours.line)
    .rect(x + 92, y + 1, 90, 7)
    .stroke();
  type.set(words.activation, label, { x, y, width: 89, align: "right" });
  type.set(words.highest, label, {
    x: x + 186,
    y,
    width: width - 330,
  });
  return y + 11;
}

const tableColumns = [
  { head: "task", x: 0, width: 96 },
  { head: "file", x: 100, width: 118 },
  { head: "length", x: 222, width: 36 },
  { head: "format", x: 262, width: 82 },
  { head: "snr", x: 346, width: 52 },
  { head: "quality", x: 402, width: 113 },
] as const;
const quality = tableColumns[5];

const tableRow = 11;

/**
 * Draws the table of recordings, and how many found no room in it. Returns the y below.
 * @param placeFor where something of this height that should stand at y may stand: there, at the top of a new page, or
 *   nowhere (null)
 */
export function drawRecordingTable(
  sheet: Sheet,
  rows: readonly RecordingRow[],
  area: Area,
  placeFor: (height: number, y: number) => number | null,
): number {
  const { tags, type } = sheet;
  let drawn = 0;
  const end = tags.group("Table", () => {
    let y = drawRecordingHead(sheet, area);
    for (const row of rows) {
      const lines = type.lines(row.remarks, remarkStyle(row), quality.width, 3).length;
      const isLast = row === rows.at(-1);
      const top = placeFor((lines + (isLast ? 0 : 1)) * tableRow, y);
      if (top === null) break;
      const rowTop = top < y ? tags.artifact(() => drawRecordingHead(sheet, { ...area, y: top })) : top;
      tags.group("TR", () => drawRecordingRow(sheet, row, { ...area, y: rowTop }));
      y = rowTop + tableRow + (lines - 1) * 9.9;
      drawn++;
    }
    return y;
  });
  if (drawn === rows.length) return end;
  const { more } = wordsOf(sheet.language).report.recordings;
  const left = sayCount(rows.length - drawn, "recording", sheet.language);
  return type.set(more(left), label, { ...area, y: end });
}

const remarkStyle = ({ remarked }: RecordingRow) => ({
  size: 7.5,
  colour: remarked ? colours.outside : colours.grey,
});

function drawRecordingHead({ tags, type, language }: Sheet, area: Area): number {
  const words = wordsOf(language).report.recordings.columns;
  tags.group("TR", () => {
    for (const { head, x, width } of tableColumns) {
      const style = { size: 6.5, colour: colours.grey };
      const room = { x: area.x + x, y: area.y, width };
      tags.group("TH", () => type.set(words[head], style, room), { scope: "Column" });
    }
  });
  return area.y + tableRow;
}

function drawRecordingRow({ tags, type }: Sheet, row: RecordingRow, area: Area): void {
  const texts = [row.task, row.fileName, row.length, row.format, row.snr, row.remarks];
  for (const [index, { x, width, head }] of tableColumns.entries()) {
    const style = head === "quality" ? remarkStyle(row) : { size: 7.5 };
    const room = { x: area.x + x, y: area.y, width, lines: head === "quality" ? 3 : 1 };
    tags.group("TD", () => type.set(texts[index]!, style, room));
  }
}
