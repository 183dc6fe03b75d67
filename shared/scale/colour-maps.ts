/** Red, green and blue of 256 levels, 0..255 each: level n at `3 * n`. */
export type ColourMap = Uint8Array;

/**
 * Every fifth entry of matplotlib 3's "magma" (Smith and van der Walt, CC0), hexadecimal. Linear interpolation between
 * them is within 1/255 of the full table.
 */
const magmaAnchors =
  "000004 02020b 050416 090720 0e0b2b 140e36 1a1042 21114e 29115a 311165 390f6e 420f75 4a1079 52137c 5a167e 621980 " +
  "6a1c81 721f81 792282 812581 892881 912b81 992d80 a1307e aa337d b2357b ba3878 c23b75 ca3e72 d2426f d9466b e04c67 " +
  "e75263 ec5860 f1605d f4695c f7725c f97b5d fb8560 fc8e64 fd9869 fea16e feaa74 feb47b febd82 fec68a fecf92 fed89a " +
  "fde2a3 fdebac fcf4b6 fcfdbf";

/** Perceptually uniform, dark to light: for screens. */
export const magma: ColourMap = interpolated(magmaAnchors.split(" ").map(colour));

/** White to black: for print, so that silence costs no ink. */
export const invertedGrey: ColourMap = interpolated([
  [255, 255, 255],
  [0, 0, 0],
]);

export type Colour = readonly [red: number, green: number, blue: number];

/** "1a1042" as [26, 16, 66]. */
export function colour(hex: string): Colour {
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Colour;
}

function interpolated(anchors: Colour[]): ColourMap {
  const map = new Uint8Array(3 * 256);
  for (let index = 0; index < map.length; index++) {
    const at = (Math.floor(index / 3) / 255) * (anchors.length - 1);
    const low = Math.min(Math.floor(at), anchors.length - 2);
    const channel = index % 3;
    const [from, to] = [anchors[low]![channel]!, anchors[low + 1]![channel]!];
    map[index] = Math.round(from + (to - from) * (at - low));
  }
  return map;
}
