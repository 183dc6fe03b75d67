import type { ExplanationMap, Waveform } from "../../../../shared/contract/recordings.ts";
import type { Measures } from "../../../../shared/domain/measure.ts";
import type { NormBand } from "../../../../shared/domain/norm.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import type { ModelSummary } from "../../../../shared/domain/prediction.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import type { Visit } from "../../../../shared/domain/visit.ts";
import type { Ensemble, VisitResult } from "../../../../shared/domain/visit-result.ts";
import type { Language } from "../../../../shared/words/language.ts";
import type { SpectrogramLevels as Spectrogram } from "../../dsp/spectrogram-image.ts";
import type { RhythmInput } from "./rhythm.ts";

/** Everything that a report is made from. */
export type ReportInput = {
  patient: Patient;
  visit: Visit;
  recordings: Recording[];
  /** Series over the visits up to and including this one. */
  trends: TrendSeries[];
  models: ModelSummary[];
  /** What the models say of the visit, each and together. */
  results: VisitResult[];
  ensembles: Ensemble[];
  /** Measures over several tasks of the visit, and the norms that there are for them. */
  visitMeasures: { measures: Measures; norms: Record<string, NormBand> };
  /** Pictures of the recording that `chooseReportPicture` names; null for none. */
  picture: PictureInput | null;
  /** One train of syllables; null for none. */
  rhythm: RhythmInput | null;
  language: Language;
  programVersion: string;
  createdAt: Date;
};

/** Pictures of one recording; each part may be missing. */
export type PictureInput = {
  recordingId: string;
  waveform: Waveform | null;
  spectrogram: Spectrogram | null;
  explanation: ExplanationMap | null;
};

/** A label and its text. */
export type Fact = { label: string; text: string };
