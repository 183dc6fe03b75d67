import type { VisitId } from "../../../shared/domain/ids.ts";
import type { FileToJudge, JudgedIntake } from "../../../shared/domain/intake.ts";
import { judgeIntake, type Twin } from "../findings/judge-intake.ts";
import { type Beside, knownBeside, type StoredTwin } from "../history/known-beside.ts";
import type { History } from "../history/open-history.ts";

/** Files for a visit, held against its patient, the other patients and all recordings. @throws BulbarError not-found */
export function judgeFilesOfVisit(
  history: History,
  visitId: VisitId,
  files: readonly FileToJudge[],
): JudgedIntake {
  const sha256s = files.map(({ sha256 }) => sha256);
  const { patient, others, twins } = knownBeside(history, visitId, sha256s);
  const nearest = new Map<string, Twin>();
  for (const twin of twins)
    if (!nearest.has(twin.sha256)) nearest.set(twin.sha256, placeOf(twin, visitId, patient));
  return judgeIntake(files, { patient, others, twins: nearest });
}

function placeOf(
  { visitId, patientId, fileName: file, date }: StoredTwin,
  thisVisit: VisitId,
  patient: Beside["patient"],
): Twin {
  if (visitId === thisVisit) return { where: "this-visit", file };
  return patientId === patient.id ? { where: "another-visit", file, date } : { where: "another-patient" };
}
