const tableBits = 11;
const steps = 2 ** tableBits;
/** Centres of the steps of the mantissa, 1..2: their inverse and their logarithm. */
const inverse = Float64Array.from({ length: steps }, (_, i) => 1 / (1 + (i + 0.5) / steps));
const logarithm = inverse.map((value) => -Math.log(value));
/** 2^-exponent and exponent * ln 2 by the biased exponent of a double. */
const scale = Float64Array.from({ length: 2047 }, (_, biased) => 2 ** (1023 - biased));
const exponentLog = Float64Array.from({ length: 2047 }, (_, biased) => (biased - 1023) * Math.LN2);

/**
 * Natural logarithms of positive normal doubles, in place, within 1e-14: five times as fast as `Math.log`, which takes
 * half the time of a cepstrum. Splits off the exponent, looks up the first bits of the mantissa and expands the rest.
 */
export function logarithmInPlace(values: Float64Array): void {
  // The upper half of a double is the second word: every platform of Node is little-endian.
  const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  for (let i = 0; i < values.length; i++) {
    const upper = words[2 * i + 1]!;
    const biased = upper >>> 20;
    const step = (upper >>> (20 - tableBits)) & (steps - 1);
    const rest = values[i]! * scale[biased]! * inverse[step]! - 1;
    values[i] =
      exponentLog[biased]! + logarithm[step]! + rest * (1 - rest * (0.5 - rest * (1 / 3 - rest / 4)));
  }
}
