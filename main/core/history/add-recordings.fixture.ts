import { randomBytes } from "node:crypto";
import { analysisOf } from "./analysis.fixture.ts";
import { openHistory } from "./open-history.ts";
import { createPatient } from "./patients.ts";
import { addRecording } from "./recordings.ts";
import { createVisit } from "./visits.ts";

// Adds recordings to the history named on the command line until it is killed; prints the id of each that is stored.
const [path, key] = process.argv.slice(2) as [string, string];
const history = openHistory(path, key);
const details = { name: "", birthDate: null, sex: null, onsetDate: null, diagnosis: "", notes: "" };
const patient = createPatient(history, {
  ...details,
  code: `P${process.pid}`,
  onsetRegion: "unknown",
  diagnosisCode: "unknown",
});
const visit = createVisit(history, { patientId: patient.id, date: "2026-01-05", device: "", notes: "" });
for (;;) {
  const { recording } = addRecording(history, {
    visitId: visit.id,
    task: "vowel-a",
    fileName: "a.wav",
    bytes: randomBytes(100_000),
    analysis: analysisOf("f0-mean", 120),
  });
  process.stdout.write(`${recording.id}\n`);
}
