import type { Alignment } from "../../../shared/domain/alignment.ts";
import type { MeasuredPart } from "../../../shared/domain/analysis.ts";
import type { MeasureSettings, Measures } from "../../../shared/domain/measure.ts";
import type { Quality } from "../../../shared/domain/quality.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { type TaskFamily, type TaskId, tasks } from "../../../shared/domain/task.ts";
import { inWorkspace, type Workspace } from "../dsp/kernels.ts";
import { silenced, withDoubts } from "./doubts.ts";
import { cutToPart, type Found, findPart } from "./measured-part.ts";
import { modulationMeasures } from "./pitch/modulation.ts";
import { doubtedByOctave, isOctaveUncertain } from "./pitch/octave.ts";
import type { Pitch } from "./pitch/pitch.ts";
import { readingMeasures } from "./reading/reading-measures.ts";
import { cppsMeasures } from "./spectrum/cpps.ts";
import { formantMeasures } from "./spectrum/formants.ts";
import { mfccMeans } from "./spectrum/mfcc-means.ts";
import { spectralMeasures } from "./spectrum/spectral.ts";
import { ddkMeasures } from "./timing/ddk.ts";
import { mptMeasures } from "./timing/mpt.ts";
import { speechMeasures } from "./timing/speech.ts";
import { analyseVoice, type Voice, voiceMeasures } from "./voice-measures.ts";

export { measureSettings } from "./measure-settings.ts";

/** The recording as a whole, its measured part, and what is known of them. */
type Subject = { whole: Sound; found: Found; voice: Voice; given: Given };

/** What a person told of a recording. */
export type Given = {
  /** Syllable onsets placed by hand, s, for diadochokinesis; found by themselves when absent. */
  onsetsSeconds?: number[] | null;
  /** Words of the passage that was read; absent where it is not known. */
  words?: number | null;
  /** The reading held against its text; null where it could not be asked for. */
  alignment?: Alignment | null;
};

/** What only some tasks show; listed before what every voice has, because it tracks ALS best. */
const ofTask: Record<TaskFamily, (subject: Subject) => Measures> = {
  vowel: ({ voice }) => modulationMeasures(voice.signal, voice.resample),
  mpt: ({ whole, found, voice }) => ({
    ...mptMeasures(whole, found.pitch),
    ...modulationMeasures(voice.signal, voice.resample),
  }),
  ddk: ({ whole, given }) => ddkMeasures(whole, { onsetsSeconds: given.onsetsSeconds ?? undefined }),
  speech: (subject) => ({
    ...speechMeasures(subject.whole, wholePitch(subject), subject.given.words),
    ...(subject.given.alignment ? readMeasures(subject, subject.given.alignment) : {}),
  }),
  free: (subject) => speechMeasures(subject.whole, wholePitch(subject)),
  unknown: () => ({}),
};

function readMeasures(subject: Subject, alignment: Alignment): Measures {
  const { formantCeilingHz } = subject.voice.settings;
  return readingMeasures(alignment, { sound: subject.whole, pitch: wholePitch(subject), formantCeilingHz });
}

/** The pitch contour of the part on the time axis of the recording. */
function wholePitch({ found, voice: { pitch } }: Subject): Pitch | null {
  const start = found.part?.startSeconds ?? 0;
  return (
    pitch && {
      ...pitch,
      firstSeconds: pitch.firstSeconds + start,
      durationSeconds: pitch.durationSeconds + start,
    }
  );
}

/** The measures of a recording, and the part of it that they are of; null where the whole was measured. */
export type Measured = { measures: Measures; part: MeasuredPart | null };

/**
 * All acoustic measures of a recording, at its native rate, in Praat's definitions, over the part that its task is about
 * (see `findPart`). Measures that can't be had carry the reason; values that the recording's quality puts in doubt are
 * marked. What holds no known task has none.
 */
export function measureRecording(
  whole: Sound,
  task: TaskId,
  settings: MeasureSettings,
  quality: Quality,
  given: Given = {},
): Measured {
  if (task === "unknown") return { measures: {}, part: null };
  return inWorkspace((room) => measured(whole, task, settings, quality, given, room));
}

function measured(
  whole: Sound,
  task: TaskId,
  settings: MeasureSettings,
  quality: Quality,
  given: Given,
  room: Workspace,
): Measured {
  const found = findPart(whole, task, settings);
  const { part } = found;
  const signal = cutToPart(whole, part);
  const voice = analyseVoice(signal, settings, signal === whole ? found.pitch : null, room);
  const measures: Measures = {
    ...ofTask[tasks[task].family]({ whole, found, voice, given }),
    ...voiceMeasures(voice),
    ...cppsMeasures(signal, voice.resample),
    ...formantMeasures(signal, settings.formantCeilingHz, voice.pitch, voice.resample),
    ...spectralMeasures(signal, voice.pitch),
    ...(tasks[task].family === "vowel" ? mfccMeans(signal, voice.resample) : {}),
  };
  if (quality.flags.includes("silent")) return { measures: silenced(measures), part: null };
  const isSustained = ["vowel", "mpt"].includes(tasks[task].family);
  const isOctaveOff = isSustained && isOctaveUncertain(signal, voice.pitch, settings);
  const doubted = withDoubts(measures, task, quality, voice.pulses.length);
  return { measures: isOctaveOff ? doubtedByOctave(doubted) : doubted, part };
}
