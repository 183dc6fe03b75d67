/** A stream of pseudo-random numbers that depends on its seed alone. */
export type Random = {
  /** 0 <= x < 1, evenly distributed. */
  uniform: () => number;
  /** Standard normal (Box-Muller). */
  normal: () => number;
};

/**
 * mulberry32 (Tommy Ettinger; period 2^32) started from an FNV-1a hash of the seed's parts, so that
 * `randomOf("visit", 7, 2)` is unrelated to `randomOf("visit", 7, 3)`. Not for secrets.
 */
export function randomOf(...seed: (number | string)[]): Random {
  let state = 0x811c9dc5;
  for (const character of seed.join("/")) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}
