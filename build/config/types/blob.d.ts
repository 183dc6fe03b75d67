/** The one web type that shared/ needs; every other layer gets it from its own library. */
declare class Blob {
  readonly size: number;
  readonly type: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}
