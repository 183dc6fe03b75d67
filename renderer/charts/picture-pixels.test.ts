import { expect, test } from "vitest";
import { magma } from "../../shared/scale/colour-maps.ts";
import { highlightOpacity, highlightPixels, type Pixels, spectrogramPixels } from "./picture-pixels.ts";

/** Red, green, blue and opacity of one pixel, from the top left. */
const pixel = ({ width, data }: Pixels, x: number, y: number) => [
  ...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
];

test("a spectrogram's highest band is on top, levels outside the range have the colours at its ends", () => {
  const levels = Uint8Array.of(0, 255, 51, 204); // frame 0: low band, high band; frame 1 alike
  const axis = { startSeconds: 0, hopSeconds: 1, frequenciesHz: [100, 200] };
  const drawn = spectrogramPixels(
    { ...axis, frames: 2, bands: 2, levels, minimumDb: -100, maximumDb: 0 },
    magma,
    [-80, -40],
  );
  const shade = (level: number) => [...magma.subarray(3 * level, 3 * level + 3), 255];
  expect(drawn).toMatchObject({ width: 2, height: 2 });
  expect([pixel(drawn, 0, 0), pixel(drawn, 1, 0)]).toEqual([shade(255), shade(255)]);
  expect([pixel(drawn, 0, 1), pixel(drawn, 1, 1)]).toEqual([shade(0), shade(0)]);
});

test("a highlight is as opaque as its value, its strongest cells have an outline and no more", () => {
  const size = 5;
  const strong = (x: number, y: number) => x > 0 && y > 0 && x < 4 && y < 4;
  const values = Array.from({ length: size }, (_, y) =>
    Float64Array.from({ length: size }, (_, x) => (strong(x, y) ? 1 : 0.2)),
  );
  const cells = Array.from({ length: 20 }, (_, k) => (k < 3 ? 1 : 0.2));
  const drawn = highlightPixels({ seconds: [], positions: [], values }, cells);
  const outline = [234, 255, 251, 255];
  for (const [x, y] of [
    [1, 1],
    [2, 1],
    [3, 3],
  ] as const)
    expect(pixel(drawn, x, y)).toEqual(outline);
  expect(pixel(drawn, 2, 2)).toEqual([46, 230, 214, Math.round(highlightOpacity(1))]);
  expect(pixel(drawn, 0, 4)).toEqual([46, 230, 214, Math.round(highlightOpacity(0.2))]);
});
