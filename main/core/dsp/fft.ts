import FFT from "fft.js";

/**
 * Discrete Fourier transform of real signals whose length is a power of two (library: fft.js, radix 4).
 * Instances hold scratch memory: share one within a computation, never between interleaved ones.
 */
export class RealFft {
  /** Transform length N, a power of two >= 2. */
  readonly size: number;
  readonly #fft: FFT;
  readonly #input: Float64Array;
  readonly #spectrum: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.#fft = new FFT(size);
    this.#input = new Float64Array(2 * size);
    this.#spectrum = new Float64Array(2 * size);
  }

  /** X[k] = sum x[n] exp(-2 pi i k n / N) for k = 0..N/2; `re` and `im` hold N/2 + 1 numbers each. */
  forward(input: ArrayLike<number>, re: Float64Array, im: Float64Array): void {
    this.#fft.realTransform(this.#spectrum, input);
    for (let k = 0; k <= this.size / 2; k++) {
      re[k] = this.#spectrum[2 * k]!;
      im[k] = this.#spectrum[2 * k + 1]!;
    }
  }

  /** The inverse of `forward`, scaled by 1/N: N real numbers into `output`. */
  inverse(re: Float64Array, im: Float64Array, output: Float64Array): void {
    const { size } = this;
    const complex = this.#input;
    for (let k = 0; k <= size / 2; k++) {
      complex[2 * k] = re[k]!;
      complex[2 * k + 1] = im[k]!;
      if (k > 0 && k < size / 2) {
        complex[2 * (size - k)] = re[k]!;
        complex[2 * (size - k) + 1] = -im[k]!;
      }
    }
    this.#fft.inverseTransform(this.#spectrum, complex);
    for (let n = 0; n < size; n++) output[n] = this.#spectrum[2 * n]!;
  }
}

/** Smallest power of two >= n. */
export function nextPowerOfTwo(n: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, n)));
}
