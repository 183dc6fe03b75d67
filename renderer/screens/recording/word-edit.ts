import type { AlignedWord } from "../../../shared/domain/alignment.ts";
import type { MeasuredPart } from "../../../shared/domain/analysis.ts";
import { closestSeconds, moveOnset, type OnsetEdit, sameOnsets, startOf, withTimes } from "./onset-edit.ts";

/** The words of a reading as boundaries in time: each once, also where one phone ends and the next begins. */
export type WordBoundaries = {
  /** In order, s. */
  times: number[];
  /** By phone: the boundaries where it begins and ends. */
  phones: { word: number; phone: string; from: number; to: number }[];
  /** By boundary: whether a word begins or ends there. */
  isEdge: boolean[];
};

export function boundariesOf(words: readonly AlignedWord[]): WordBoundaries {
  const times: number[] = [];
  const isEdge: boolean[] = [];
  const at = (seconds: number, edge: boolean) => {
    const last = times.length - 1;
    const isNew = last < 0 || seconds - times[last]! > 5e-4;
    if (isNew) times.push(seconds);
    isEdge[times.length - 1] = (isNew ? false : (isEdge[last] ?? false)) || edge;
    return times.length - 1;
  };
  const phones = words.flatMap((word, index) =>
    word.phones.map(({ phone, startSeconds, endSeconds }, k) => {
      const from = at(startSeconds, k === 0);
      return { word: index, phone, from, to: at(endSeconds, k === word.phones.length - 1) };
    }),
  );
  return { times, phones, isEdge };
}

/** The times of the phones, in order, from those of the boundaries. */
export function phoneTimes({ phones }: WordBoundaries, times: readonly number[]): MeasuredPart[] {
  return phones.map(({ from, to }) => ({ startSeconds: times[from]!, endSeconds: times[to]! }));
}

/**
 * What a kept draft is to the words as they are now: the correction in work, or outdated where it began with other
 * boundaries. While it is being saved the words become its own.
 */
export function draftNow(
  draft: OnsetEdit | null,
  { times }: WordBoundaries,
  isSaving: boolean,
): { edit: OnsetEdit | null; isOutdated: boolean } {
  const isOutdated = draft !== null && !isSaving && !sameOnsets(startOf(draft), times);
  return { edit: isOutdated ? null : draft, isOutdated };
}

/** Moves the selected boundary; where it is that of a word, the boundaries inside the words beside it move along. */
export function moveBoundary(
  edit: OnsetEdit,
  seconds: number,
  durationSeconds: number,
  isEdge: readonly boolean[],
): OnsetEdit {
  const { selected, onsets: times } = edit;
  if (selected === null || !isEdge[selected]) return moveOnset(edit, seconds, durationSeconds);
  const before = isEdge.lastIndexOf(true, selected - 1);
  const after = isEdge.indexOf(true, selected + 1);
  const hasBefore = selected > 0 && before >= 0;
  const lowest = hasBefore ? times[before]! + (selected - before) * closestSeconds : 0;
  const highest = after < 0 ? durationSeconds : times[after]! - (after - selected) * closestSeconds;
  const to = Math.min(highest, Math.max(lowest, seconds));
  const old = times[selected]!;
  const scaled = (time: number, fixed: number) => fixed + ((time - fixed) * (to - fixed)) / (old - fixed);
  const moved = times.map((time, k) => {
    if (k === selected) return to;
    if (hasBefore && k > before && k < selected) return scaled(time, times[before]!);
    return k > selected && k < after ? scaled(time, times[after]!) : time;
  });
  return withTimes(edit, moved);
}
