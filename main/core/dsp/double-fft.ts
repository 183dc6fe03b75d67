import FFT from "fft.js";

/**
 * Power spectra in 64-bit floats (library: fft.js, radix 4), a sixth as fast as `RealFft`. For values that
 * must be right far below the peak: in 32 bits a level 76 dB down is off by 3e-3 dB, here by less than 1e-9 dB.
 */
export class DoubleFft {
  /** Transform length N, a power of two. */
  readonly size: number;
  readonly #fft: FFT;
  readonly #spectrum: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.#fft = new FFT(size);
    this.#spectrum = new Float64Array(2 * size);
  }

  /** |X[k]|^2 for k = 0..N/2 of N real numbers. */
  powerSpectrum(input: Float64Array, power: Float64Array): void {
    const spectrum = this.#spectrum;
    this.#fft.realTransform(spectrum, input);
    for (let k = 0; k <= this.size / 2; k++) power[k] = spectrum[2 * k]! ** 2 + spectrum[2 * k + 1]! ** 2;
  }
}
