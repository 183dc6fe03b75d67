declare module "@echogarden/pffft-wasm/simd" {
  type Transform = (setup: number, input: number, output: number, work: number, backward: 0 | 1) => void;

  export type Pffft = {
    /** Replaced whenever the memory grows: never keep a reference. */
    HEAPF32: Float32Array;
    _pffft_new_setup(size: number, complex: 0 | 1): number;
    _pffft_aligned_malloc(bytes: number): number;
    _pffft_aligned_free(address: number): void;
    /** Spectrum in the library's own order: blocks of four real and four imaginary parts. */
    _pffft_transform: Transform;
    /** Interleaved complex spectrum; the real values of bins 0 and N/2 share the first pair. */
    _pffft_transform_ordered: Transform;
  };

  /** What Emscripten lets a program do itself: make the instance and hand it over. */
  type Options = {
    instantiateWasm(
      imports: Record<string, Record<string, never>>,
      receive: (instance: WebAssembly.Instance) => void,
    ): object;
  };
  const load: (options: Options) => Promise<Pffft>;

  // biome-ignore lint/style/noDefaultExport: the package exports nothing else
  export { load as default };
}
