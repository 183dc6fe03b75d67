declare module "@echogarden/pffft-wasm/simd" {
  type Pffft = {
    /** Replaced whenever the memory grows: never keep a reference. */
    HEAPF32: Float32Array;
    _pffft_new_setup(size: number, complex: 0 | 1): number;
    _pffft_aligned_malloc(bytes: number): number;
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
