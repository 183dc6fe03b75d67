/** Mono signal, full scale +-1, at its native rate. */
export type Sound = { samples: Float32Array; sampleRateHz: number };
