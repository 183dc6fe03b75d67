import { decode } from "fast-png";
import { expect, test } from "vitest";
import type { ExplanationMap } from "../../../../shared/contract/recordings.ts";
import { invertedGrey, magma } from "../../../../shared/scale/colour-maps.ts";
import type { SpectrogramLevels } from "../../dsp/spectrogram-image.ts";
import { confusionPng } from "./confusion-png.ts";
import { overlayPng } from "./overlay-png.ts";
import { drawColourBar, drawPicture, frequencyAt, type Picture, positionOf, timeSpan } from "./picture.ts";

/** Ten seconds by 100 bands of 100 Hz, all at one level. */
function flat(level: number): SpectrogramLevels {
  const [frames, bands] = [100, 100];
  return {
    frames,
    bands,
    startSeconds: 0.05,
    hopSeconds: 0.1,
    frequenciesHz: Array.from({ length: bands }, (_, band) => 50 + 100 * band),
    minimumDb: -80,
    maximumDb: 0,
    levels: new Uint8Array(frames * bands).fill(level),
  };
}

function mapOf(
  rows: number,
  columns: number,
  values: number[],
  change: Partial<ExplanationMap> = {},
): ExplanationMap {
  return {
    model: "als-cnn",
    method: "grad-cam",
    target: "ALS",
    rows,
    columns,
    startSeconds: 0,
    endSeconds: 10,
    frequencyEdgesHz: Array.from({ length: columns + 1 }, (_, k) => (10_000 * k) / columns),
    trainingBandwidthHz: [0, 10_000],
    values,
    maximum: Math.max(...values),
    ...change,
  };
}

const size = { width: 200, height: 100, palette: "print" } as const;
const pixel = ({ width, data }: Picture, x: number, y: number) => [
  ...data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3),
];
const changed = (picture: Picture, plain: Picture, x: number, y: number) =>
  pixel(picture, x, y).join() !== pixel(plain, x, y).join();

test("colour maps end where matplotlib's do, and magma's middle is its entry 128 within rounding", () => {
  expect([...magma.slice(0, 3), ...magma.slice(-3)]).toEqual([0, 0, 4, 252, 253, 191]);
  for (const [channel, expected] of [183, 55, 121].entries())
    expect(Math.abs(magma[3 * 128 + channel]! - expected)).toBeLessThanOrEqual(1);
  expect([...invertedGrey.slice(0, 3), ...invertedGrey.slice(-3)]).toEqual([255, 255, 255, 0, 0, 0]);
});

test("low frequencies lie at the bottom, time runs to the right", () => {
  const spectrogram = flat(0);
  for (const frame of [74, 75, 76]) spectrogram.levels.fill(255, frame * 100, frame * 100 + 10);
  const picture = drawPicture(spectrogram, null, size);
  expect(pixel(picture, 151, 97)).toEqual([0, 0, 0]);
  expect(pixel(picture, 151, 20)).toEqual([255, 255, 255]);
  expect(pixel(picture, 40, 97)).toEqual([255, 255, 255]);
});

test("height and frequency are inverse on an uneven axis", () => {
  const mel = [50, 100, 160, 250, 400, 650];
  for (const position of [0.2, 0.5, 2.9, 5.5, 5.9])
    expect(positionOf(mel, frequencyAt(mel, position))).toBeCloseTo(position, 10);
  expect(timeSpan(flat(0))[1]).toBeCloseTo(10, 10);
});

test("an all-zero map draws no overlay", () => {
  const plain = drawPicture(flat(100), null, size);
  const overlaid = drawPicture(flat(100), mapOf(4, 2, new Array(8).fill(0)), size);
  expect(overlaid.data).toEqual(plain.data);
});

test("the overlay is drawn only where the map is above zero, and most where it is highest", () => {
  const plain = drawPicture(flat(100), null, size);
  const picture = drawPicture(flat(100), mapOf(5, 1, [0, 0, 1, 0, 0]), size);
  // Bilinear with align_corners=False: the peak at 5 s falls to zero at 3 s and 7 s, the centres of its neighbours.
  expect(changed(picture, plain, 59, 50)).toBe(false);
  expect(changed(picture, plain, 141, 50)).toBe(false);
  expect(changed(picture, plain, 63, 50)).toBe(true);
  const red = (x: number) => pixel(picture, x, 50)[0]!;
  expect(red(100)).toBeLessThan(red(80));
  expect(red(80)).toBeLessThan(red(65));
  // Half way between two centres the value is half: opacity 0.3 of the teal over grey 155.
  expect(Math.abs(red(80) - 155 * (1 - 0.6 * 0.5125))).toBeLessThanOrEqual(1);
});

test("the map covers its own time span and frequencies only", () => {
  const plain = drawPicture(flat(100), null, size);
  const map = mapOf(1, 1, [1], { startSeconds: 2, endSeconds: 4, frequencyEdgesHz: [1000, 3000] });
  const picture = drawPicture(flat(100), map, size);
  const inside = (x: number, y: number) => changed(picture, plain, x, y);
  expect([inside(50, 80), inside(39, 80), inside(81, 80), inside(50, 69), inside(50, 91)]).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

test("frequencies outside the training bandwidth are greyed and never highlighted", () => {
  const map = mapOf(1, 1, [1], { trainingBandwidthHz: [0, 4000] });
  const picture = drawPicture(flat(255), map, size);
  const [red, green, blue] = pixel(picture, 100, 59) as [number, number, number];
  expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(12);
  expect(red).toBeGreaterThan(100);
  expect(pixel(picture, 100, 61)[2]! - pixel(picture, 100, 61)[0]!).toBeGreaterThan(60);
});

test("the contour encloses 15 % of the highlighted area", () => {
  const ramp = Array.from({ length: 100 }, (_, row) => row / 99);
  const picture = drawPicture(flat(0), mapOf(100, 1, ramp), { ...size, width: 1000 });
  const contour = Array.from({ length: 1000 }, (_, x) => x).filter(
    (x) => pixel(picture, x, 50).join() === "0,82,94",
  );
  expect(contour).toHaveLength(1);
  expect(Math.abs(contour[0]! - 850)).toBeLessThan(8);
});

test("the colour bar runs from the ground to the strongest highlight", () => {
  const bar = drawColourBar(11, 2, "print");
  expect(pixel(bar, 0, 0)).toEqual([255, 255, 255]);
  expect(pixel(bar, 10, 1)).toEqual([
    Math.round(255 * 0.4),
    Math.round(255 * 0.4 + 160 * 0.6),
    Math.round(255 * 0.4 + 180 * 0.6),
  ]);
});

test("the PNG holds the plot with axes on white, and a colour bar only with a map", () => {
  const options = { palette: "screen", width: 300, height: 100 } as const;
  const plain = decode(overlayPng(flat(0), null, options));
  const overlaid = decode(overlayPng(flat(0), mapOf(1, 1, [1]), options));
  expect([plain.width, plain.height, plain.channels, plain.depth]).toEqual([420, 212, 3, 8]);
  const inkBelow = ({ width, height, data }: typeof plain) =>
    data.subarray(3 * width * (height - 60)).some((value) => value < 200);
  expect([inkBelow(plain), inkBelow(overlaid)]).toEqual([false, true]);
  expect([...plain.data.subarray(3 * (50 * 420 + 200), 3 * (50 * 420 + 200) + 3)]).toEqual([0, 0, 4]);
  expect(overlaid.data[3 * (50 * 420 + 200) + 1]).toBeGreaterThan(100);
});

test.each([0.3, 3, 30, 300])(
  "the time axis of a recording of %s s has letters for all of its numbers",
  (seconds) => {
    const options = { palette: "screen", width: 300, height: 100 } as const;
    const hopSeconds = seconds / 100;
    const recording = { ...flat(0), hopSeconds, startSeconds: hopSeconds / 2 };
    expect(decode(overlayPng(recording, null, options)).width).toBe(420);
  },
);

test("a confusion matrix is shaded by its rows' shares, and holds labels that are no ASCII", () => {
  const counts = [
    [30, 10],
    [0, 5],
  ];
  const { width, height, data } = decode(confusionPng(counts, ["gesund", "auffällig und länger"], ["ä (b)"]));
  const at = (x: number, y: number) => [...data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)];
  const [left, cell] = [width - 16 - 2 * 176, 176];
  const corner = (row: number, column: number) => at(left + column * cell + 3, 40 + row * 48 + 3);
  expect(corner(1, 1)).toEqual([8, 81, 156]);
  expect(corner(1, 0)).toEqual([244, 244, 244]);
  expect(corner(0, 0)[0]).toBeLessThan(corner(0, 1)[0]!);
  expect(height).toBeGreaterThan(40 + 2 * 48);
});
