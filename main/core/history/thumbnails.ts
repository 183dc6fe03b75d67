import type { RecordingId, VisitId } from "../../../shared/domain/ids.ts";
import { onlyWritingFails } from "../../../shared/domain/storage-error.ts";
import type { Thumbnail } from "../../../shared/domain/thumbnail.ts";
import { audited } from "./audit.ts";
import { historyError } from "./history-error.ts";
import type { History } from "./open-history.ts";
import { patientOfVisit } from "./patient-of-visit.ts";

/** The recordings of a visit in the order of import, each with the thumbnail that is kept of it. @throws BulbarError not-found */
export function listThumbnails(
  history: History,
  visitId: VisitId,
): { recording: RecordingId; thumbnail: Thumbnail | null }[] {
  const { rows } = audited(
    history,
    () => ({
      patientId: patientOfVisit(history, visitId),
      rows: history.database
        .prepare<[string], { recording: RecordingId; envelope: Buffer | null }>(
          `SELECT recordings.id AS recording, envelope
           FROM recordings LEFT JOIN thumbnails ON recordingId = recordings.id
           WHERE visitId = ? ORDER BY recordings.sequence`,
        )
        .all(visitId),
    }),
    ({ patientId }) => ({ action: "read", patientId, subject: `visit ${visitId}`, detail: "thumbnails" }),
  );
  return rows.map(({ recording, envelope }) => ({ recording, thumbnail: envelope && fromBytes(envelope) }));
}

/** Keeps what a recording looks like, in place of what it looked like before; nothing where nothing can be written. */
export function keepThumbnail(history: History, recordingId: RecordingId, thumbnail: Thumbnail): void {
  if (history.readOnly) return;
  try {
    history.database
      .prepare(
        "INSERT OR REPLACE INTO thumbnails (recordingId, envelope) SELECT id, ? FROM recordings WHERE id = ?",
      )
      .run(toBytes(thumbnail), recordingId);
  } catch (error) {
    const told = historyError(error, history.database.name);
    if (!onlyWritingFails(told)) throw told;
  }
}

/** One signed byte a sample: all lowest, then all highest, in hundredths. */
function toBytes({ minimum, maximum }: Thumbnail): Buffer {
  const hundredths = Int8Array.from([...minimum, ...maximum], (sample) => Math.round(100 * sample));
  return Buffer.from(hundredths.buffer);
}

function fromBytes(bytes: Buffer): Thumbnail {
  const samples = Array.from(bytes, (_, at) => bytes.readInt8(at) / 100);
  const columns = samples.length / 2;
  return { minimum: samples.slice(0, columns), maximum: samples.slice(columns) };
}
