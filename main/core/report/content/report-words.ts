import type { CalendarDate } from "../../../../shared/domain/calendar.ts";
import type { DoubtReason, MissingReason } from "../../../../shared/domain/measure.ts";
import type { ModelManifest } from "../../../../shared/domain/model-manifest.ts";
import type { NormBand } from "../../../../shared/domain/norm.ts";
import type { QualityFlag } from "../../../../shared/domain/quality.ts";
import type { ChangeLabel } from "../../../../shared/domain/trend.ts";

/** What is wrong with a recording, for a physician who does not know Bulbar. */
export const qualityWords: Readonly<Record<QualityFlag, string>> = {
  silent: "silent",
  "too-short": "too short",
  "too-quiet": "too quiet",
  clipped: "overloaded",
  "dc-offset": "constant offset of the microphone",
  "low-snr": "background noise",
  "low-sample-rate": "low sampling rate",
  "narrow-bandwidth": "narrow frequency range",
  "lossy-codec": "compressed file",
  "several-breaths": "several breaths",
  truncated: "cut off",
  "bytes-left-over": "more data in the file than was read",
  "channel-dead": "one channel is silent",
  "channels-opposed": "channels cancel each other",
  "channels-differ": "channels are not one voice",
};

export const missingWords: Readonly<Record<MissingReason, string>> = {
  "too-short": "recording too short",
  unvoiced: "no voice found",
  "too-noisy": "too noisy",
  "too-aperiodic": "voice too irregular",
  "too-few-syllables": "too few syllables",
  silent: "silent recording",
  "sample-rate-too-low": "sampling rate too low",
  "needs-other-task": "needs another task",
};

export const doubtWords: Readonly<Record<DoubtReason, string>> = {
  short: "short recording",
  clipped: "overloaded",
  "low-snr": "background noise",
  "lossy-codec": "compressed file",
  "narrow-bandwidth": "narrow frequency range",
  aperiodic: "irregular voice",
  "several-breaths": "several breaths",
  "outside-validated-range": "outside validated range",
};

export const changeWords: Readonly<Record<ChangeLabel, string>> = {
  "exceeds-measurement-error": "change exceeds measurement error",
  "within-measurement-error": "within measurement error",
  "not-enough-visits": "not enough visits",
  "no-error-known": "error not known",
};

export const statusWords: Readonly<Record<ModelManifest["status"], string>> = {
  recommended: "recommended",
  baseline: "baseline, for comparison",
  experimental: "experimental",
  "simulated-data": "trained on simulated voices: for training staff and testing only",
};

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "2026-03-31" as "31 Mar 2026": the same in every country. */
export function dateWords(date: CalendarDate): string {
  const [year, month, day] = date.split("-");
  return `${Number(day)} ${months[Number(month) - 1]} ${year}`;
}

/** A number with a true minus sign and fixed decimals: -0.5 as "−0.50". */
export function numberWords(value: number, decimals: number): string {
  const text = value.toFixed(decimals).replace("-", "−");
  return /^−[0.]+$/.test(text) ? text.slice(1) : text;
}

/** A difference with its sign: "+0.50", "−0.50", "0.00". */
export function differenceWords(value: number, decimals: number): string {
  const text = numberWords(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Status before the word "model" in a sentence: "experimental ". */
export function statusAdjective(status: ModelManifest["status"]): string {
  return status === "recommended" ? "" : `${status} `;
}

/** A unit as it is read: "per s" for "1/s". */
export function unitWords(unit: string): string {
  return unit.replace(/^1\//, "per ");
}

/** A name within a sentence: its first letter small, unless it is an abbreviation ("F0", "CPPS"). */
export function withinSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name;
}

/** "a", "a and b", "a, b and c". */
export function listWords(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** "1 recording", "2 recordings". */
export function countWords(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}

/** "Sustained /a/" as "/a/" and "Repeated /pa/" as "/pa/" beside a measure's name; other tasks in small letters. */
export function shortTaskWords(taskName: string): string {
  return /\/.*\//.exec(taskName)?.[0] ?? taskName.toLowerCase();
}

/** "5.10–7.30", "up to 1.04", "from 14.0". */
export function normWords({ lower, upper }: NormBand, decimals: number): string {
  if (lower !== null && upper !== null)
    return `${numberWords(lower, decimals)}–${numberWords(upper, decimals)}`;
  if (upper !== null) return `up to ${numberWords(upper, decimals)}`;
  return lower === null ? "" : `from ${numberWords(lower, decimals)}`;
}
