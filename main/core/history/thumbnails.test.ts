import { expect, test } from "vitest";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import { listAudit } from "./audit.ts";
import { patientDetails, temporaryHistory, visitDetails } from "./history.fixtures.ts";
import { createPatient } from "./patients.ts";
import { addRecording, removeRecording } from "./recordings.ts";
import { keepThumbnail, listThumbnails } from "./thumbnails.ts";
import { createVisit } from "./visits.ts";

test("a thumbnail is kept to a hundredth, renewed, goes with its recording, and who looks is in the trail", () => {
  const history = temporaryHistory();
  const { id: patientId } = createPatient(history, patientDetails("T-1"));
  const { id: visitId } = createVisit(history, { ...visitDetails("2026-01-12"), patientId });
  const [first, second] = ["first", "second"].map((content) => {
    const take = { visitId, task: "vowel-a", fileName: "a.wav", analysis: null } as const;
    return addRecording(history, { ...take, bytes: Buffer.from(content) }).recording.id;
  }) as [RecordingId, RecordingId];
  keepThumbnail(history, second, { minimum: [-1, -0.5], maximum: [0.25, 1] });
  expect(listThumbnails(history, visitId)).toEqual([
    { recording: first, thumbnail: null },
    { recording: second, thumbnail: { minimum: [-1, -0.5], maximum: [0.25, 1] } },
  ]);
  keepThumbnail(history, second, { minimum: [-0.123, 0], maximum: [0, 0] });
  expect(listThumbnails(history, visitId)[1]?.thumbnail?.minimum).toEqual([-0.12, 0]);
  removeRecording(history, second);
  expect(listThumbnails(history, visitId)).toEqual([{ recording: first, thumbnail: null }]);
  expect(history.database.prepare("SELECT count(*) FROM thumbnails").pluck().get()).toBe(0);
  expect(listAudit(history, patientId).at(-1)).toMatchObject({ action: "read", detail: "thumbnails" });
});
