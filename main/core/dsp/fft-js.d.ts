declare module "fft.js" {
  /** Only what double-fft.ts uses. */
  // biome-ignore lint/style/noDefaultExport: so the library exports it
  export default class FFT {
    constructor(size: number);
    /** Interleaved re, im of bins 0..size/2 into `output` (2 * size numbers). */
    realTransform(output: Float64Array, input: ArrayLike<number>): void;
  }
}
