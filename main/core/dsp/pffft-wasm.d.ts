declare module "@echogarden/pffft-wasm/simd" {
  type Pffft = {
    /** Replaced whenever the memory grows: never keep a reference. */
    HEAPF32: Float32Array;
    _pffft_new_setup(size: number, complex: 0 | 1): number;
    _pffft_aligned_malloc(bytes: number): number;
    /** Spectrum in the library's own order, for `_pffft_zconvolve_accumulate`; and back. */
    _pffft_transform(setup: number, input: number, output: number, work: number, backward: 0 | 1): void;
    /** Adds the product of the spectra `a` and `b`, times `scale`, to `sum`. */
    _pffft_zconvolve_accumulate(setup: number, a: number, b: number, sum: number, scale: number): void;
    /** Interleaved complex spectrum; the real values of bins 0 and N/2 share the first pair. */
    _pffft_transform_ordered(
      setup: number,
      input: number,
      output: number,
      work: number,
      backward: 0 | 1,
    ): void;
  };
  const load: () => Promise<Pffft>;

  // biome-ignore lint/style/noDefaultExport: the package exports nothing else
  export { load as default };
}
