import type { ReportDraft } from "../../../shared/contract/reports.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { VisitId } from "../../../shared/domain/ids.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { ReportSignature } from "../../../shared/domain/report.ts";
import { explainRecording } from "../analysis/explain-recording.ts";
import { visitWithCourses } from "../analysis/judge-patient.ts";
import { patientReminders } from "../analysis/patient-reminders.ts";
import { signals } from "../analysis/recording-signal.ts";
import type { Core } from "../core.ts";
import { waveformEnvelope } from "../dsp/spectrogram-image.ts";
import { auditHead } from "../history/audit.ts";
import { listFormEntries } from "../history/form-entries.ts";
import { getPatient } from "../history/patients.ts";
import { listRecordings } from "../history/recordings.ts";
import { listTreatments } from "../history/treatments.ts";
import { getVisit } from "../history/visits.ts";
import { summarise } from "../inference/model-package.ts";
import { ddkSyllables } from "../measures/timing/ddk.ts";
import { chooseReportPicture } from "../report/content/choose-picture.ts";
import type { PictureInput, ReportInput } from "../report/content/report-input.ts";
import { chooseRhythm, type RhythmInput } from "../report/content/rhythm.ts";
import { pictureSpectrogram } from "./explanation-picture.ts";
import { clinicOf } from "./site.ts";

/** What a report is asked for with. Null `signature`: it is not signed. */
export type ReportRequest = { visitId: VisitId; draft: ReportDraft; signature: ReportSignature | null };

/**
 * Gathers what a report of a visit is made from; pictures only where the draft shows them.
 * @throws BulbarError not-found, and what `signal` aborts with
 */
export async function reportInput(
  core: Core,
  { visitId, draft, signature }: ReportRequest,
  signal?: AbortSignal,
): Promise<ReportInput> {
  const history = await core.history();
  const visit = getVisit(history, visitId);
  const patient = getPatient(history, visit.patientId);
  const recordings = listRecordings(history, visit.id);
  const { packages } = await core.models.content();
  const models = packages.map(summarise);
  const { findings, courses } = await visitWithCourses(core, visit.id, signal ? { signal } : {});
  const isShown = draft.sections.includes("sound");
  return {
    patient,
    visit,
    recordings,
    findings,
    courses,
    models,
    picture: isShown ? await orNull(() => drawPicture(core, recordings, models)) : null,
    rhythm: isShown ? await orNull(() => rhythmInput(core, recordings)) : null,
    treatments: listTreatments(history, patient.id),
    forms: listFormEntries(history, patient.id).filter(({ visitId: of }) => of === visit.id),
    reminders: patientReminders(history, patient.id),
    draft,
    clinic: clinicOf(history),
    signature,
    programVersion: core.options.programVersion,
    auditHead: auditHead(history),
    createdAt: signature ? new Date(signature.signedAt) : core.now(),
  };
}

async function drawPicture(
  core: Core,
  recordings: Recording[],
  models: ModelSummary[],
): Promise<PictureInput | null> {
  const choice = chooseReportPicture(recordings, models);
  if (!choice) return null;
  const signal = await signals.of(core, choice.recordingId);
  return {
    recordingId: choice.recordingId,
    waveform: waveformEnvelope(signal, 1200),
    spectrogram: pictureSpectrogram(signal),
    explanation: await orNull(async () =>
      choice.explanation
        ? explainRecording(core, signal, { id: choice.recordingId, ...choice.explanation })
        : null,
    ),
  };
}

async function rhythmInput(core: Core, recordings: Recording[]): Promise<RhythmInput | null> {
  const chosen = chooseRhythm(recordings);
  if (!chosen) return null;
  const signal = await signals.of(core, chosen.id);
  const onsetsSeconds = chosen.analysis?.settings.onsetsSeconds ?? undefined;
  return {
    recordingId: chosen.id,
    waveform: waveformEnvelope(signal, 1200),
    onsetsSeconds: ddkSyllables(signal, { onsetsSeconds }).map(({ onsetSeconds }) => onsetSeconds),
  };
}

/** A report is written also when a sound does not decode any more, or the model that explained it has gone since. */
async function orNull<Part>(make: () => Promise<Part | null>): Promise<Part | null> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof BulbarError) return null;
    throw error;
  }
}
