declare module "dcmjs" {
  type Elements = Readonly<Record<string, unknown>>;
  /** Only what the folder dicom uses. */
  const library: {
    data: {
      DicomDict: new (meta: Elements) => { dict: Elements; write(): ArrayBuffer };
      DicomMessage: { readFile(bytes: ArrayBuffer): { meta: Elements; dict: Elements } };
      DicomMetaDictionary: {
        denaturalizeDataset(dataset: Elements): Elements;
        naturalizeDataset(dataset: Elements): Record<string, unknown>;
      };
    };
    log: { setLevel(level: string): void };
  };
  // biome-ignore lint/style/noDefaultExport: so the library exports it
  export default library;
}
