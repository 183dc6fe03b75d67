declare module "@lhncbc/ucum-lhc" {
  /** Only what the tests use. */
  const library: {
    UcumLhcUtils: { getInstance(): { validateUnitString(code: string): { status: string } } };
  };
  // biome-ignore lint/style/noDefaultExport: so the library exports it
  export default library;
}
