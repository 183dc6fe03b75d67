import type { Analysis } from "../../../shared/domain/analysis.ts";
import type { ComparedCondition } from "../../../shared/domain/comparison.ts";
import type { NotJudged } from "../../../shared/domain/finding.ts";
import type { MeasureSettings } from "../../../shared/domain/measure.ts";
import { type MeasureKind, measureKind, measureKinds } from "../../../shared/domain/measure-kind.ts";
import { isSentenceList } from "../../../shared/domain/passage.ts";

/** Under which conditions a value came about. */
export type Conditions = {
  /** Microphone as the clinic names it; empty where it was not named. */
  device: string;
  /** Null for what is no sound: a clinical score. */
  sound: {
    sampleRateHz: number;
    lossy: boolean;
    /** Channel that was heard of a file with several; null where there is one. */
    channel: string | number | null;
  } | null;
  settings: MeasureSettings | null;
  /** The passage that was read; null where it is not known, or nothing was read. */
  passage: string | null;
  /** Versions of the measures' definitions by kind; a kind that is not there is at version 1. */
  definitions: Partial<Record<MeasureKind, number>>;
  /** What identifies the model, or the models, that answered; null for what no model made. */
  model: string | null;
  /** Who listened, of what people hear; absent for everything else. */
  listeners?: string;
};

type Reaction = {
  /** Another microphone, or another channel of it. */
  microphone: boolean;
  /** Another sample rate, or a codec that discards information. */
  format: boolean;
  /** Settings of the analysis that it depends on. */
  settings: readonly (keyof MeasureSettings)[];
  /** Another passage: its words are longer or shorter. */
  passage?: boolean;
};

const pitch = ["dialect", "pitchFloorHz", "pitchCeilingHz"] as const;
const goesOn = { microphone: false, format: false, settings: [] };
const ofTheVoiceSignal = { microphone: true, format: true, settings: pitch };

/**
 * What breaks which measures. Microphone: mean F0 and the longest phonation are the same by telephone and by a head-mounted
 * microphone, CPP, HNR and spectral measures are not (56 speakers; J Acoust Soc Am 2023;154:323, doi 10.1121/10.0020176);
 * spectral ratios above all (Awan et al., J Voice 2023, doi 10.1016/j.jvoice.2023.01.031); jitter, shimmer and level differ
 * by up to 20 % and more, F1 and F2 below that, which is still more than they change in a patient (Lin & Hornibrook 2011,
 * hdl 10092/5148); speaking rate by telephone is within 0.5 words/min of the room's (aucd.org 15350). Lossy codecs and
 * another rate touch what is finer than a period, or reaches up in frequency. Pitch settings choose F0, and with it the
 * periods behind perturbation, HNR and H1-H2; CPPS, formants, the indices and F0's modulation have settings of their own.
 */
const reactions: Readonly<Record<MeasureKind, Reaction>> = {
  "speech-timing": goesOn,
  "syllable-timing": goesOn,
  "phonation-time": goesOn,
  pitch: { ...goesOn, settings: pitch },
  "pitch-modulation": goesOn,
  voicing: ofTheVoiceSignal,
  perturbation: ofTheVoiceSignal,
  noise: ofTheVoiceSignal,
  cepstrum: { ...ofTheVoiceSignal, settings: [] },
  spectrum: ofTheVoiceSignal,
  formants: { ...ofTheVoiceSignal, settings: ["dialect", "formantCeilingHz"] },
  level: { microphone: true, format: false, settings: [] },
  "voice-index": { ...ofTheVoiceSignal, settings: [] },
  "recognised-words": { ...ofTheVoiceSignal, settings: [] },
  // another room or microphone moves scores as far as a disease does, and other words have other phones
  "read-speech": { ...ofTheVoiceSignal, settings: ["formantCeilingHz"], passage: true },
};

/**
 * Single measures that react otherwise than their kind: a slope of level hears an automatic gain; F0's roughness hears
 * noise; words a minute depend on the words. Syllables and pauses go on from passage to passage.
 */
const exceptions: Readonly<Record<string, Reaction>> = {
  "speaking-rate-wpm": { ...goesOn, passage: true },
  // calibrated: what a meter at 30 cm would show, whatever the microphone
  "sound-pressure-level": goesOn,
  "ddk-intensity-slope": { microphone: true, format: false, settings: [] },
  "f0-modulation-16-40": { ...ofTheVoiceSignal, settings: [] },
  "f0-entropy": { ...ofTheVoiceSignal, settings: [] },
  ppe: { ...ofTheVoiceSignal, settings: [] },
  "mfcc-*": { ...ofTheVoiceSignal, settings: [] },
};

/** A model hears everything but the settings of the measures; features of measures come with its definition. */
const ofModel: Reaction = { microphone: true, format: true, settings: [] };

/**
 * Whether two values of a measure may be compared; null when they may, else why not. A model's answer ("id:label") is
 * compared only with the same model's; a clinical score, which is no sound, always.
 */
export function comparable(measureId: string, a: Conditions, b: Conditions): NotJudged | null {
  if (a.model !== b.model) return "model-changed";
  if (a.listeners !== b.listeners) return "listeners-changed";
  const kind = measureKind(measureId);
  if (isRedefined(kind, a, b)) return "definition-changed";
  if (a.sound === null || b.sound === null) return a.sound === b.sound ? null : "device-changed";
  const { microphone, format, settings, passage } = reactionOf(measureId, kind);
  if (microphone && isOtherMicrophone(a, b)) return "device-changed";
  if (format && isOtherFormat(a, b)) return "device-changed";
  if (passage && wordingOf(a.passage) !== wordingOf(b.passage)) return "settings-changed";
  return settings.some((key) => a.settings?.[key] !== b.settings?.[key]) ? "settings-changed" : null;
}

/** In what two recordings differ besides the voice, whatever measure it touches. */
export function unlikeConditions(a: Conditions, b: Conditions): Exclude<ComparedCondition, "program">[] {
  const keys = Object.keys({ ...a.settings, ...b.settings }) as (keyof MeasureSettings)[];
  const differs: Record<Exclude<ComparedCondition, "program">, boolean> = {
    microphone: isOtherMicrophone(a, b),
    format: isOtherFormat(a, b),
    passage: a.passage !== b.passage,
    settings: keys.some((key) => a.settings?.[key] !== b.settings?.[key]),
    definitions: measureKinds.some((kind) => isRedefined(kind, a, b)),
  };
  return (Object.keys(differs) as (keyof typeof differs)[]).filter((condition) => differs[condition]);
}

/** Conditions of a measure in one recording; of a model's answer without the model. @param device microphone of the visit */
export function conditionsOf(
  measureId: string,
  device: string,
  { audio, settings, definitions, intelligibility }: Analysis,
): Conditions {
  const recogniser = measureId === "digit-intelligibility" ? intelligibility : null;
  return {
    device,
    sound: {
      sampleRateHz: audio.sampleRateHz,
      lossy: audio.lossy,
      channel: audio.channels > 1 ? audio.channelUsed : null,
    },
    settings: settings.measures,
    passage: settings.passage,
    definitions: definitions ?? {},
    model: recogniser && `${recogniser.model} ${recogniser.version}`,
  };
}

function reactionOf(measureId: string, kind: MeasureKind | null): Reaction {
  const exception = exceptions[measureId.startsWith("mfcc-") ? "mfcc-*" : measureId];
  return exception ?? (kind ? reactions[kind] : ofModel);
}

/** Of a measure its own kind; of a model's answer every kind, since its features are measures. */
function isRedefined(kind: MeasureKind | null, a: Conditions, b: Conditions): boolean {
  const kinds = kind ? [kind] : a.model === null ? [] : measureKinds;
  return kinds.some((kind) => (a.definitions[kind] ?? 1) !== (b.definitions[kind] ?? 1));
}

function isOtherMicrophone(a: Conditions, b: Conditions): boolean {
  return nameOf(a.device) !== nameOf(b.device) || a.sound?.channel !== b.sound?.channel;
}

function isOtherFormat(a: Conditions, b: Conditions): boolean {
  return a.sound?.sampleRateHz !== b.sound?.sampleRateHz || a.sound?.lossy !== b.sound?.lossy;
}

/** Lists of unseen sentences are alike on purpose: another one is no other text. */
function wordingOf(passage: string | null): string | null {
  return isSentenceList(passage) ? passage!.replace(/-\d+$/, "") : passage;
}

function nameOf(device: string): string {
  return device.trim().toLowerCase();
}
