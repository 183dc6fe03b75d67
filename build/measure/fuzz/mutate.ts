import type { Random } from "../../../main/core/dsp/random.ts";

/** Sizes and counts at which readers of formats stumble: ends of integer ranges, and their neighbours. */
const telling = [
  0, 1, 2, 3, 7, 8, 15, 16, 255, 256, 32_767, 32_768, 65_535, 0x7fffffff, 0x80000000, 0xffffffff,
];

/** 0 <= x < `count`, whole. */
export const below = (random: Random, count: number): number => Math.floor(random.uniform() * count);
/** One of several. */
export const oneOf = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)]!;

type Change = (bytes: Buffer, random: Random) => Buffer;

const changes: readonly Change[] = [
  (bytes, random) => put(bytes, placeIn(bytes, random), (byte) => byte ^ (1 << below(random, 8))),
  (bytes, random) => put(bytes, placeIn(bytes, random), () => below(random, 256)),
  (bytes, random) => writeNumber(bytes, random),
  (bytes, random) => bytes.subarray(0, placeIn(bytes, random)),
  (bytes, random) => splice(bytes, random, Buffer.alloc(0)),
  (bytes, random) => splice(bytes, random, pieceOf(bytes, random)),
  (bytes, random) => Buffer.concat([bytes, pieceOf(bytes, random)]),
  (bytes, random) => fill(bytes, random, () => below(random, 256)),
  (bytes, random) => fill(bytes, random, () => 0),
];

/** A copy with one to eight faults: bits, numbers, pieces lost, doubled, overwritten; half of them among the first 256 bytes. */
export function mutateBytes(whole: Uint8Array, random: Random): Uint8Array {
  let bytes: Buffer = Buffer.from(whole);
  for (let left = 1 + below(random, 8); left > 0 && bytes.length > 0; left--)
    bytes = oneOf(random, changes)(bytes, random);
  return bytes;
}

/** Headers decide the most, so every second place lies in the first 256 bytes. */
function placeIn({ length }: Buffer, random: Random): number {
  return below(random, random.uniform() < 0.5 ? Math.min(256, length) : length);
}

function put(bytes: Buffer, at: number, change: (byte: number) => number): Buffer {
  bytes[at] = change(bytes[at]!);
  return bytes;
}

function writeNumber(bytes: Buffer, random: Random): Buffer {
  if (bytes.length < 4) return bytes;
  const at = Math.min(placeIn(bytes, random), bytes.length - 4);
  const value = oneOf(random, telling);
  if (random.uniform() < 0.5) bytes.writeUInt32LE(value, at);
  else bytes.writeUInt32BE(value, at);
  return bytes;
}

function pieceOf(bytes: Buffer, random: Random): Buffer {
  const start = placeIn(bytes, random);
  return bytes.subarray(start, start + 1 + below(random, 4096));
}

function splice(bytes: Buffer, random: Random, piece: Buffer): Buffer {
  const at = placeIn(bytes, random);
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + below(random, 64))]);
}

function fill(bytes: Buffer, random: Random, byte: () => number): Buffer {
  const start = placeIn(bytes, random);
  const end = Math.min(bytes.length, start + 1 + below(random, 64));
  for (let at = start; at < end; at++) bytes[at] = byte();
  return bytes;
}

/** JSON values that stand where others belong. */
const strangeValues: readonly unknown[] = [
  null,
  true,
  "",
  0,
  -1,
  0.5,
  1e308,
  -1e308,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "9999-12-31",
  "0000-00-00",
  "\u0000",
  "\ud800",
  "a".repeat(5000),
  "%s %n {field}",
  "Ärzte 医生 🎤",
  [[[[[[]]]]]],
];

/** A value that stands where another belongs. */
export const strangeValue = (random: Random): unknown => structuredClone(oneOf(random, strangeValues));

/** A copy of a JSON value with one to three faults: a value replaced, a field left out, a field or an entry too much. */
export function mutateJson(whole: unknown, random: Random): unknown {
  let value = structuredClone(whole);
  for (let left = 1 + below(random, 3); left > 0; left--) value = changeWithin(value, random);
  return value;
}

function changeWithin(value: unknown, random: Random): unknown {
  if (typeof value !== "object" || value === null || random.uniform() < 0.05) return strangeValue(random);
  const keys = Object.keys(value);
  const key = keys.length > 0 ? oneOf(random, keys) : "added";
  const held = value as Record<string, unknown>;
  const kind = random.uniform();
  if (kind < 0.7) held[key] = changeWithin(held[key], random);
  else if (kind < 0.85) delete held[key];
  else if (Array.isArray(value)) value.push(strangeValue(random));
  else held[`added${below(random, 3)}`] = strangeValue(random);
  return value;
}

/** Signs with a meaning in tables, messages and JSON. */
const signs = [..."\",;\t\r\n|^~&\\{}[]:'\u000b\u001c\ufeff\u0000=@+-0é"];

/** A copy of a text with one to six faults: signs with a meaning put in, parts lost or doubled. */
export function mutateText(whole: string, random: Random): string {
  let text = whole;
  for (let left = 1 + below(random, 6); left > 0; left--) {
    const at = below(random, text.length + 1);
    const to = at + below(random, 40);
    const kind = random.uniform();
    if (kind < 0.5) text = text.slice(0, at) + oneOf(random, signs) + text.slice(at + below(random, 2));
    else if (kind < 0.75) text = text.slice(0, at) + text.slice(to);
    else text = text.slice(0, to) + text.slice(at);
  }
  return text;
}
