declare module "jstat" {
  type Distribution = { inv(probability: number, ...parameters: number[]): number };
  /** Only what is used of it. */
  const library: { jStat: { studentt: Distribution; normal: Distribution; centralF: Distribution } };
  // biome-ignore lint/style/noDefaultExport: so the library exports it
  export default library;
}
