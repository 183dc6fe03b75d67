/**
 * Numbers of a Sphinx acoustic model, in the formats of SphinxTrain 3; models/training's phone_models.py reads the same
 * and says what they mean. Written for little-endian files, as they are shipped.
 */

/** Of `values`, whose last dimension is the longest run of neighbours; row by row as in C. */
export type Table = { shape: number[]; values: Float32Array };

/** Magic number after the header of a file of this byte order. */
const byteOrderMark = 0x11223344;

/** A variance is not smaller. */
const leastVariance = Math.fround(1e-4);

/** Mixture weights are stored as multiples of this, negative natural logarithms. */
const scoreUnit = Math.log(1.0001) * 2 ** 10;

/** Means or variances, [codebooks, streams, densities, dimensions]. @throws Error of a file that is another */
export function readGaussians(file: Buffer): Table {
  const { at, integers } = afterHeader(file);
  const [codebooks, streams, densities] = integers(at, 3) as [number, number, number];
  const dimensions = integers(at + 12, streams);
  const countAt = at + 12 + 4 * streams;
  return {
    shape: [codebooks, streams, densities, dimensions[0]!],
    values: floats(file, countAt + 4, integers(countAt, 1)[0]!),
  };
}

/** Variances as they are used. */
export function readVariances(file: Buffer): Table {
  const { shape, values } = readGaussians(file);
  return { shape, values: values.map((variance) => Math.max(variance, leastVariance)) };
}

/** Natural logarithms of the probabilities of a state's transitions, by matrix, state, next state. */
export function readTransitions(file: Buffer): number[][][] {
  const { at, integers } = afterHeader(file);
  const [matrices, rows, columns, count] = integers(at, 4) as [number, number, number, number];
  const values = floats(file, at + 16, count);
  const row = (first: number) => {
    const weights = [...values.subarray(first, first + columns)];
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => Math.log(weight / sum));
  };
  return Array.from({ length: matrices }, (_, matrix) =>
    Array.from({ length: rows }, (_, state) => row((matrix * rows + state) * columns)),
  );
}

/** Mixture weights: `of(stream, density, senone)` is a probability. */
export function readMixtures(
  file: Buffer,
  streams: number,
): { densities: number; of: (stream: number, density: number, senone: number) => number } {
  let at = 0;
  let length: number;
  do {
    length = file.readInt32LE(at);
    at += 4 + length;
  } while (length > 0);
  const densities = file.readInt32LE(at);
  const senones = file.readInt32LE(at + 4);
  const stored = file.subarray(at + 8, at + 8 + streams * densities * senones);
  return {
    densities,
    of: (stream, density, senone) =>
      Math.exp(-scoreUnit * stored[(stream * densities + density) * senones + senone]!),
  };
}

function afterHeader(file: Buffer) {
  const at = file.indexOf("endhdr\n") + 7;
  if (at < 7 || file.readUInt32LE(at) !== byteOrderMark)
    throw new Error("no acoustic model of this byte order");
  const integers = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => file.readInt32LE(from + 4 * index));
  return { at: at + 4, integers };
}

/** A copy, as the numbers may begin anywhere. */
function floats(file: Buffer, at: number, count: number): Float32Array {
  return new Float32Array(new Uint8Array(file.subarray(at, at + 4 * count)).buffer);
}
