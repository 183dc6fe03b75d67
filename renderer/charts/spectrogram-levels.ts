import type { SpectrogramImage } from "../../shared/contract/recordings.ts";
import { csv } from "./csv.ts";

/** A spectrogram as numbers: bytes, frames x bands, of which `levelDb` makes dB. */
export type SpectrogramLevels = Omit<SpectrogramImage, "levels"> & { levels: Uint8Array };

export async function spectrogramLevels(image: SpectrogramImage): Promise<SpectrogramLevels> {
  return { ...image, levels: new Uint8Array(await image.levels.arrayBuffer()) };
}

/** Level of one band in one frame, dB. */
function levelDb({ bands, levels, minimumDb, maximumDb }: SpectrogramLevels, frame: number, band: number) {
  return minimumDb + ((maximumDb - minimumDb) / 255) * levels[frame * bands + band]!;
}

/** Level, dB, at a time and frequency; null outside the spectrogram. */
export function levelAt(spectrogram: SpectrogramLevels, seconds: number, hz: number): number | null {
  const { startSeconds, hopSeconds, frequenciesHz, frames } = spectrogram;
  const frame = Math.round((seconds - startSeconds) / hopSeconds);
  if (frame < 0 || frame >= frames) return null;
  const above = frequenciesHz.findIndex((centre) => centre >= hz);
  const band = above < 0 ? frequenciesHz.length - 1 : above;
  const nearer =
    band > 0 && hz - (frequenciesHz[band - 1] ?? 0) < (frequenciesHz[band] ?? 0) - hz ? band - 1 : band;
  return levelDb(spectrogram, frame, nearer);
}

/** The spectrogram as text: one line per frame, one column per band. */
export function spectrogramCsv(spectrogram: SpectrogramLevels) {
  const { frames, startSeconds, hopSeconds, frequenciesHz } = spectrogram;
  const header = ["time_s", ...frequenciesHz.map((hz) => `${hz.toFixed(1)}_Hz_dB`)];
  const rows = Array.from({ length: frames }, (_, frame) => [
    (startSeconds + frame * hopSeconds).toFixed(5),
    ...frequenciesHz.map((_, band) => levelDb(spectrogram, frame, band).toFixed(2)),
  ]);
  return csv(header, rows);
}
