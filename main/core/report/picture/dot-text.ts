import type { Picture } from "./picture.ts";

/** Grey of what is written and ruled. */
const ink = 60;
/** Pixels per dot of a letter. */
const dot = 2;
const rows = 7;
const columns = 5;

/** Printable ASCII from space to tilde, 5 x 7 dots each: one base-32 digit per row. */
const letters = (
  "0000000 4444404 aaa0000 aavavaa 4fke5u4 op248j3 8kk8lid 6648000 2488842 8422248 4level4 044v440 " +
  "0000c48 000v000 0000066 01248g0 ehjlphe 4c4444e eh1eggv v1261he 26aiv22 vgu11he 78guhhe v11248g " +
  "ehhehhe ehhf12s 0040400 0040448 1248421 00v0v00 8421248 eh16404 ehlnmgf 4ahhvhh uhhuhhu ehggghe " +
  "uhhhhhu vgguggv vgguggg fhggjhf hhhvhhh e44444e 72222ic hikokih ggggggv hrlllhh hhpljhh ehhhhhe " +
  "uhhuggg ehhhlid uhhukih ehge1he vl44444 hhhhhhe hhhhha4 hhhllla hha4ahh hha4444 v12e8gv f88888f " +
  "0g84210 f11111f 4ah0000 000000v cc42000 00c2eif ggmphpm 00ehghe 11djhjd 00ehvge 254e444 0ehjd1e " +
  "ggmphhh 40c444e 20222ic ggikoki c44444e 00qllll 00mphhh 00ehhhe 00uhugg 00fhf11 00mpggg 00fge1u " +
  "44v4452 00hhhjd 00hhha4 00hhlla 00ha4ah 00hhf1u 00v248v 2448442 4440444 8442448 8l20000"
).split(" ");

/** Height of a line of letters, pixels. */
export const textHeight = rows * dot;

/** Width of a text, pixels. */
export function textWidth(text: string): number {
  return Math.max(0, text.length * (columns + 1) * dot - dot);
}

/** A text as it can be written: letters without their accents, what is no ASCII as a question mark. */
export function plainText(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^ -~]/gu, "?");
}

/** Writes a text in dots; `x` is its middle or its right end, `y` its top. */
export function write(
  picture: Picture,
  text: string,
  x: number,
  y: number,
  align: "centre" | "right",
  grey = ink,
): void {
  const left = align === "centre" ? x - Math.round(textWidth(text) / 2) : x - textWidth(text);
  [...plainText(text)].forEach((letter, index) => {
    [...letters[letter.charCodeAt(0) - 32]!].forEach((row, line) => {
      for (let bit = 0; bit < columns; bit++)
        if (Number.parseInt(row, 32) & (16 >> bit))
          fill(picture, left + (index * (columns + 1) + bit) * dot, y + line * dot, dot, dot, [
            grey,
            grey,
            grey,
          ]);
    });
  });
}

/** Fills a rectangle; what lies outside the picture is left out. */
export function fill(
  picture: Picture,
  left: number,
  top: number,
  width: number,
  height: number,
  [red, green, blue]: readonly [number, number, number] = [ink, ink, ink],
): void {
  for (let y = Math.max(0, top); y < Math.min(picture.height, top + height); y++)
    for (let x = Math.max(0, left); x < Math.min(picture.width, left + width); x++)
      picture.data.set([red, green, blue], 3 * (y * picture.width + x));
}
