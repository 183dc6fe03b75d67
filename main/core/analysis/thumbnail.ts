import type { RecordingId, VisitId } from "../../../shared/domain/ids.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { Thumbnail } from "../../../shared/domain/thumbnail.ts";
import type { Core } from "../core.ts";
import { waveformEnvelope } from "../dsp/spectrogram-image.ts";
import { keepThumbnail, listThumbnails } from "../history/thumbnails.ts";
import { decodeStored } from "./recording-signal.ts";

const thumbnailColumns = 120;

/** A sound in small; full scale is 1. */
export function thumbnailOf(sound: Sound): Thumbnail {
  const { minimum, maximum } = waveformEnvelope(sound, thumbnailColumns);
  return { minimum, maximum };
}

/** A sound in small by its shape alone: its largest sample is 1, so that quiet recordings are known again. */
export function shapeOf(sound: Sound): Thumbnail {
  const { minimum, maximum } = thumbnailOf(sound);
  const largest = Math.max(...maximum, ...minimum.map((sample) => -sample)) || 1;
  const scaled = (samples: number[]) => samples.map((sample) => sample / largest);
  return { minimum: scaled(minimum), maximum: scaled(maximum) };
}

/**
 * The recordings of a visit in small, by their shape. What was imported by a program that kept none is decoded once.
 * A sound that cannot be decoded has none.
 * @throws BulbarError not-found
 */
export async function thumbnailsOfVisit(
  core: Core,
  visitId: VisitId,
  signal?: AbortSignal,
): Promise<{ recording: RecordingId; thumbnail: Thumbnail }[]> {
  const history = await core.history();
  const shown = [];
  for (const { recording, thumbnail: kept } of listThumbnails(history, visitId)) {
    signal?.throwIfAborted();
    const thumbnail = kept ?? (await made(core, recording));
    if (thumbnail) shown.push({ recording, thumbnail });
  }
  return shown;
}

async function made(core: Core, id: RecordingId): Promise<Thumbnail | null> {
  const sound = await decodeStored(core, id).catch(() => null);
  if (!sound) return null;
  const thumbnail = shapeOf(sound);
  keepThumbnail(await core.history(), id, thumbnail);
  return thumbnail;
}
