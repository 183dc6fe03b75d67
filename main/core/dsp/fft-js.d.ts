declare module "fft.js" {
  export default class FFT {
    constructor(size: number);
    realTransform(output: Float64Array, input: ArrayLike<number>): void;
    transform(output: Float64Array, input: ArrayLike<number>): void;
    inverseTransform(output: Float64Array, input: ArrayLike<number>): void;
  }
}
