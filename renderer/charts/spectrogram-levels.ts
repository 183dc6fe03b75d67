import type { SpectrogramImage } from "../../shared/contract/recordings.ts";
import { csv } from "./csv.ts";

/** A spectrogram as numbers: `levels[band][frame]`, dB. */
export type SpectrogramLevels = Omit<SpectrogramImage, "levels"> & { levels: number[][] };

/** Unpacks the bytes (frames x bands, 0..255) into dB, band by band. */
export async function spectrogramLevels(image: SpectrogramImage): Promise<SpectrogramLevels> {
  const bytes = new Uint8Array(await image.levels.arrayBuffer());
  return { ...image, levels: unpackLevels(bytes, image) };
}

export function unpackLevels(
  bytes: Uint8Array,
  { frames, bands, minimumDb, maximumDb }: Omit<SpectrogramImage, "levels">,
): number[][] {
  const step = (maximumDb - minimumDb) / 255;
  return Array.from({ length: bands }, (_, band) =>
    Array.from({ length: frames }, (_, frame) => minimumDb + step * (bytes[frame * bands + band] ?? 0)),
  );
}

/** Level, dB, at a time and frequency; null outside the spectrogram. */
export function levelAt(spectrogram: SpectrogramLevels, seconds: number, hz: number): number | null {
  const { startSeconds, hopSeconds, frequenciesHz, levels } = spectrogram;
  const frame = Math.round((seconds - startSeconds) / hopSeconds);
  const above = frequenciesHz.findIndex((centre) => centre >= hz);
  const band = above < 0 ? frequenciesHz.length - 1 : above;
  const nearer =
    band > 0 && hz - (frequenciesHz[band - 1] ?? 0) < (frequenciesHz[band] ?? 0) - hz ? band - 1 : band;
  return levels[nearer]?.[frame] ?? null;
}

/** The spectrogram as text: one line per frame, one column per band. */
export function spectrogramCsv({
  frames,
  startSeconds,
  hopSeconds,
  frequenciesHz,
  levels,
}: SpectrogramLevels) {
  const header = ["time_s", ...frequenciesHz.map((hz) => `${hz.toFixed(1)}_Hz_dB`)];
  const rows = Array.from({ length: frames }, (_, frame) => [
    (startSeconds + frame * hopSeconds).toFixed(5),
    ...levels.map((band) => (band[frame] ?? 0).toFixed(2)),
  ]);
  return csv(header, rows);
}
