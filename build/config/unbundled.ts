/**
 * Packages that the bundle of the program leaves in node_modules: they hold native code, or read files beside their
 * own. What is packed is these and what they depend on, nothing else.
 */
export const unbundled = [
  "better-sqlite3",
  "onnxruntime-node",
  "pdfkit",
  "@echogarden/pffft-wasm",
  "@fontsource/inter",
  "@fontsource/noto-sans-arabic",
  "@fontsource/noto-sans-hebrew",
  "@fontsource/noto-sans-sc",
  "swagger-ui-dist",
] as const;
