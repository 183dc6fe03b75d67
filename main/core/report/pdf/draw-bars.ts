import type { Change, Finding } from "../../../../shared/domain/finding.ts";
import { centreShare, limitShare, normShare } from "../../../../shared/scale/norm-scale.ts";
import { type Box, hatch, marker, type Sheet } from "./sheet.ts";
import { colours } from "./typesetting.ts";

/** Changes beyond this many errors are drawn at the end of the scale with a broken bar. */
const mostErrors = 4;

const healthyGrey = "#dfe4e8";

/**
 * A value against its norm: limit and centre of the healthy at the same places on every bar, worse to the left, the
 * limit's own interval as a dashed box. Disc within, diamond borderline, triangle outside; hollow in doubt.
 */
export function drawNormBar(sheet: Sheet, finding: Finding, words: string, box: Box): void {
  const { norm } = finding;
  if (norm) sheet.tags.figure(words, () => drawAgainstNorm(sheet, { ...finding, norm }, box));
}

function drawAgainstNorm(
  sheet: Sheet,
  { value, norm, doubtful, doubts }: Finding & { norm: NonNullable<Finding["norm"]> },
  box: Box,
): void {
  const { doc } = sheet;
  const middle = box.y + box.height / 2;
  const at = (share: number) => box.x + Math.max(0.02, Math.min(0.98, share)) * box.width;
  doc.rect(at(limitShare), box.y, box.x + box.width - at(limitShare), box.height).fill(healthyGrey);
  if (norm.borderline) {
    const [a, b] = norm.borderline.map((end) => at(normShare(norm, end))).sort((p, q) => p - q) as [
      number,
      number,
    ];
    doc.lineWidth(0.5).strokeColor(colours.grey).dash(1.2, { space: 1.2 });
    doc
      .rect(a, box.y + 1.5, b - a, box.height - 3)
      .stroke()
      .undash();
  }
  stroke(sheet, at(limitShare), box, colours.ink, 0.9);
  if (norm.centre !== null) {
    doc.dash(1.5, { space: 1.5 });
    stroke(sheet, at(centreShare), box, colours.grey, 0.5);
    doc.undash();
  }
  if (value === null) return;
  const share = normShare(norm, value);
  const outside = norm.verdict === "outside";
  const colour = norm.verdict === "within" ? colours.accent : colours.outside;
  const shape = outside ? "triangle" : norm.verdict === "borderline" ? "diamond" : "circle";
  if (share < 0 || share > 1)
    arrowHead(sheet, at(share) + (share > 1 ? 8 : -8), middle, Math.sign(share - 0.5), colour);
  const filled = !doubtful && doubts.length === 0 && shape !== "diamond";
  marker(sheet, at(share), middle, { shape, filled, colour });
}

/** A change in multiples of its error, worse to the left; the hatched middle is within error, a longer bar is broken. */
export function drawChangeBar(sheet: Sheet, change: Change | null, words: string, box: Box): void {
  if (change?.inError == null) return;
  const { inError } = change;
  sheet.tags.figure(words, () => drawInErrors(sheet, change, inError, box));
}

function drawInErrors(sheet: Sheet, change: Change, inError: number, box: Box): void {
  const { doc } = sheet;
  const middle = box.x + box.width / 2;
  const one = (box.width / 2 - 3) / mostErrors;
  hatch(sheet, { ...box, x: middle - one, width: 2 * one }, 2.5);
  const sign = change.direction === null ? Math.sign(inError) : change.direction === "worse" ? -1 : 1;
  const errors = Math.abs(inError);
  const end = middle + sign * Math.min(mostErrors, errors) * one;
  const exceeds = change.label === "exceeds-measurement-error";
  const colour = !exceeds ? colours.grey : change.direction === "worse" ? colours.outside : colours.accent;
  doc.rect(Math.min(middle, end), box.y + box.height / 2 - 2, Math.abs(end - middle), 4).fill(colour);
  if (errors > mostErrors) brokenBar(sheet, middle + sign * 0.8 * (mostErrors * one), box);
  stroke(sheet, middle, box, colours.ink, 0.6);
}

/** Two slanted gaps: the bar is longer than the scale. */
function brokenBar({ doc }: Sheet, x: number, { y, height }: Box): void {
  doc.lineWidth(1.2).strokeColor("#ffffff");
  for (const dx of [-1.5, 1.5])
    doc
      .moveTo(x + dx - 1, y + height / 2 + 3)
      .lineTo(x + dx + 1, y + height / 2 - 3)
      .stroke();
}

function stroke({ doc }: Sheet, x: number, { y, height }: Box, colour: string, width: number): void {
  doc
    .lineWidth(width)
    .strokeColor(colour)
    .moveTo(x, y)
    .lineTo(x, y + height)
    .stroke();
}

/** Says that a value lies beyond the end of its scale. */
function arrowHead({ doc }: Sheet, tip: number, y: number, direction: number, colour: string): void {
  doc
    .moveTo(tip, y)
    .lineTo(tip - direction * 3, y - 3)
    .lineTo(tip - direction * 3, y + 3)
    .closePath()
    .fill(colour);
}
