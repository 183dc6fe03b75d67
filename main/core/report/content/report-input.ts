import type { ExplanationMap, Waveform } from "../../../../shared/contract/recordings.ts";
import type { ReportDraft } from "../../../../shared/contract/reports.ts";
import type { Course } from "../../../../shared/domain/course.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import type { ModelSummary } from "../../../../shared/domain/prediction.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import type { Reminder } from "../../../../shared/domain/reminder.ts";
import type { ReportSignature } from "../../../../shared/domain/report.ts";
import type { FormEntry } from "../../../../shared/domain/site-form.ts";
import type { Treatment } from "../../../../shared/domain/treatment.ts";
import type { Visit } from "../../../../shared/domain/visit.ts";
import type { VisitFindings } from "../../../../shared/domain/visit-findings.ts";
import type { SpectrogramLevels as Spectrogram } from "../../dsp/spectrogram-image.ts";
import type { RhythmInput } from "./rhythm.ts";

/** Everything that a report is made from. */
export type ReportInput = {
  patient: Patient;
  visit: Visit;
  recordings: Recording[];
  /** What the visit says, as of its date: values, norms, changes, takes left out, the visit's sentence, the models. */
  findings: VisitFindings;
  /** Measures and scores over the visits up to and including this one. */
  courses: Course[];
  models: ModelSummary[];
  /** Pictures of the recording that `chooseReportPicture` names; null for none. */
  picture: PictureInput | null;
  /** One train of syllables; null for none. */
  rhythm: RhythmInput | null;
  treatments: Treatment[];
  /** What was entered of the site's own forms at this visit. */
  forms: FormEntry[];
  /** What the patient's page reminds of. */
  reminders: Reminder[];
  /** What a person chose and wrote. */
  draft: ReportDraft;
  clinic: Clinic | null;
  /** Null: not signed. */
  signature: ReportSignature | null;
  programVersion: string;
  /** Last row of the audit trail as the report was made: kept on paper, it shows a trail that was cut or rewritten later. */
  auditHead: { number: number; sha256: string };
  createdAt: Date;
};

/** Pictures of one recording; each part may be missing. */
export type PictureInput = {
  recordingId: string;
  waveform: Waveform | null;
  spectrogram: Spectrogram | null;
  explanation: ExplanationMap | null;
};

/** A clinic's head; the logo is a PNG file. */
export type Clinic = { lines: readonly string[]; logo: Uint8Array | null };

/** A label and its text. */
export type Fact = { label: string; text: string };
