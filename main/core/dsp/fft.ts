import { fftSetup, kernels, pffft, type Shared, Workspace } from "./kernels.ts";

/** One transform size: the library's setup and its buffers. */
type Plan = {
  setup: number;
  input: Shared<Float32Array>;
  output: Shared<Float32Array>;
  work: Shared<Float32Array>;
};

/** Every size is planned once, and kept. */
const plans = new Map<number, Plan>();
const room = new Workspace();

function planFor(size: number): Plan {
  const known = plans.get(size);
  if (known) return known;
  const setup = fftSetup(size);
  const plan = { setup, input: room.floats(size), output: room.floats(size), work: room.floats(size) };
  plans.set(size, plan);
  return plan;
}

/**
 * Discrete Fourier transform of real signals. Library: PFFFT in WebAssembly with SIMD, 32-bit floats: errors are
 * about 1e-7 of the largest value of the result. Six times faster than the fastest 64-bit JavaScript library here.
 */
export class RealFft {
  /** Transform length N: a multiple of 32 without other prime factors than 2, 3 and 5. */
  readonly size: number;
  readonly #plan: Plan;

  /** Throws a RangeError for a length that the library does not take; see `nextFastLength`. */
  constructor(size: number) {
    this.size = size;
    this.#plan = planFor(size);
  }

  /** X[k] = sum x[n] exp(-2 pi i k n / N) for k = 0..N/2; `re` and `im` hold N/2 + 1 numbers each. Short input is zero-padded. */
  forward(input: ArrayLike<number>, re: Float64Array, im: Float64Array): void {
    const spectrum = this.#spectrum(input);
    const half = this.size / 2;
    re[0] = spectrum[0]!;
    re[half] = spectrum[1]!;
    im[0] = im[half] = 0;
    for (let k = 1; k < half; k++) {
      re[k] = spectrum[2 * k]!;
      im[k] = spectrum[2 * k + 1]!;
    }
  }

  /** |X[k]|^2 for k = 0..N/2 of `forward`, without its copies. */
  powerSpectrum(input: ArrayLike<number>, power: Float64Array): void {
    const spectrum = this.#spectrum(input);
    const half = this.size / 2;
    power[0] = spectrum[0]! ** 2;
    power[half] = spectrum[1]! ** 2;
    for (let k = 1; k < half; k++) power[k] = spectrum[2 * k]! ** 2 + spectrum[2 * k + 1]! ** 2;
  }

  /**
   * `forward` in 32 bits and without its copies: X[0], X[N/2], then real and imaginary part of X[1]..X[N/2 - 1].
   * Valid until the next transform of this length.
   */
  packedSpectrum(input: ArrayLike<number>): Float32Array {
    return this.#spectrum(input);
  }

  /**
   * The inverse of `packedSpectrum` times N and `scale`; what is not given of the spectrum counts as zero. Valid until
   * the next transform of this length.
   */
  inversePacked(packed: Float32Array, scale: number): Float32Array {
    this.#fill(packed);
    if (packed.length < this.size) this.#plan.input.values[1] = 0;
    const outputs = this.#transform(1);
    kernels.scale(this.#plan.output.address, this.size, scale);
    return outputs;
  }

  /** The inverse of `forward`, scaled by 1/N: N real numbers into `output`. */
  inverse(re: Float64Array, im: Float64Array, output: Float64Array): void {
    const spectrum = this.#plan.input.values;
    const half = this.size / 2;
    spectrum[0] = re[0]!;
    spectrum[1] = re[half]!;
    for (let k = 1; k < half; k++) {
      spectrum[2 * k] = re[k]!;
      spectrum[2 * k + 1] = im[k]!;
    }
    this.#synthesise(output);
  }

  /** The inverse of a spectrum that is real, scaled by 1/N: as many numbers as `output` holds, the rest mirror them. */
  inverseOfReal(re: Float64Array, output: Float64Array): void {
    const inputs = this.#plan.input.values;
    const half = this.size / 2;
    inputs[0] = re[0]!;
    inputs[1] = re[half]!;
    for (let k = 1; k < half; k++) {
      inputs[2 * k] = re[k]!;
      inputs[2 * k + 1] = 0;
    }
    this.#synthesise(output);
  }

  #fill(input: ArrayLike<number>): void {
    const inputs = this.#plan.input.values;
    inputs.set(input);
    if (input.length < this.size) inputs.fill(0, input.length);
  }

  #transform(backward: 0 | 1): Float32Array {
    const { setup, input, output, work } = this.#plan;
    pffft._pffft_transform_ordered(setup, input.address, output.address, work.address, backward);
    return output.values;
  }

  #spectrum(input: ArrayLike<number>): Float32Array {
    this.#fill(input);
    return this.#transform(0);
  }

  #synthesise(destination: Float64Array): void {
    const outputs = this.#transform(1);
    const scale = 1 / this.size;
    for (let n = 0; n < destination.length; n++) destination[n] = outputs[n]! * scale;
  }
}

/** Smallest power of two >= n. */
export function nextPowerOfTwo(n: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, n)));
}

/** Smallest length >= n that `RealFft` takes. */
export function nextFastLength(n: number): number {
  for (let size = 32 * Math.max(1, Math.ceil(n / 32)); ; size += 32) {
    let rest = size;
    for (const factor of [2, 3, 5]) while (rest % factor === 0) rest /= factor;
    if (rest === 1) return size;
  }
}
