import { decode, encode } from "fast-png";
import { BulbarError } from "../../../../shared/domain/error.ts";
import { largestLogo } from "../../../../shared/domain/report.ts";

/**
 * A logo as a report holds it: PNG, 8 bits a channel, without transparency, on white.
 * @throws BulbarError logo-invalid: not-png, too-large
 */
export function plainLogo(png: Uint8Array): Uint8Array {
  const { width, height, data, channels, depth, palette } = decoded(png);
  const pixels = Math.max(width, height);
  if (pixels > largestLogo.pixels)
    throw new BulbarError("logo-invalid", { why: "too-large", facts: { pixels, limit: largestLogo.pixels } });
  const scale = (2 ** depth - 1) / 255;
  const plain = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = pixel * channels;
    const indexed = palette?.[data[at]!];
    const values = indexed ?? Array.from(data.subarray(at, at + channels), (value) => value / scale);
    const isGrey = values.length < 3;
    const opacity = values.length % 2 === 0 ? values.at(-1)! / 255 : 1;
    for (let channel = 0; channel < 3; channel++) {
      const value = values[isGrey ? 0 : channel]!;
      plain[pixel * 3 + channel] = Math.round(value * opacity + 255 * (1 - opacity));
    }
  }
  return encode({ width, height, data: plain, depth: 8, channels: 3 });
}

function decoded(png: Uint8Array): ReturnType<typeof decode> {
  try {
    return decode(png);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new BulbarError("logo-invalid", { why: "not-png", detail });
  }
}
