declare module "jstat" {
  type Distribution = { inv(probability: number, ...parameters: number[]): number };
  /** Only what quantiles.ts uses. */
  const library: { jStat: { studentt: Distribution; normal: Distribution } };
  // biome-ignore lint/style/noDefaultExport: so the library exports it
  export default library;
}
