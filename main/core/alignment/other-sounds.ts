import type { WordManner } from "../../../shared/domain/alignment.ts";
import { median } from "../dsp/median.ts";

/** What was heard, one after the other: a word of the text by its place in it (from 0), or a sound that is none of its words. */
export type HeardPlace = {
  index: number | null;
  /** The word was said before. */
  again: boolean;
  startSeconds: number;
  endSeconds: number;
  /** Acoustic score, nats a frame. */
  score: number;
};

/** What it was: a word of the text as it stands there, once more, or something else in its place; null where it is none. */
export type Place = { index: number; manner: WordManner } | null;

/** A word that was said in another's place takes so long at the least, s. */
const leastInsteadSeconds = 0.12;
/** Sounds after the last word stand for the words that are left where these are few: else the reader stopped. */
const fewLeft = 3;
/** A word among so many other sounds, s, that scores so far below the median word, nats a frame, is a part of another word. */
const leastBesideSeconds = 0.16;
const unlikeBelowMedian = 2.5;

/**
 * Tells words of the text that were replaced from those left out: where words are missing and other sounds were heard instead,
 * these stand for as many of them as they last for. A word that is heard badly among other sounds was replaced as well.
 * @param length how many words the text has
 */
export function placeOtherSounds(heard: readonly HeardPlace[], length: number): Place[] {
  const sure = withoutChanceRepeats(heard, length);
  const places = sure.map(({ index, again }): Place => {
    return index === null ? null : { index, manner: again ? "again" : "read" };
  });
  for (const { left, sounds } of gapsOf(sure, length)) {
    for (const [n, index] of shared(
      sounds.map((at) => sure[at]!),
      left,
    ).entries())
      places[sounds[n]!] = { index, manner: "unlike" };
  }
  for (const at of badlyHeard(sure, places)) places[at] = { index: sure[at]!.index!, manner: "unlike" };
  return places;
}

/** Where words of the text are missing: which, and where the other sounds in their place stand. */
function gapsOf(heard: readonly HeardPlace[], length: number): { left: number[]; sounds: number[] }[] {
  const said = [-1, ...wordsOf(heard), heard.length];
  return said.slice(1).flatMap((to, k) => {
    const from = said[k]!;
    const first = (heard[from]?.index ?? -1) + 1;
    const count = (heard[to]?.index ?? length) - first;
    if (count < 1 || (to === heard.length && count > fewLeft)) return [];
    return [{ left: range(first, first + count), sounds: range(from + 1, to) }];
  });
}

/** Which of the missing words each sound stands for, shared out by time; none where they are too short for a single one. */
function shared(sounds: readonly HeardPlace[], left: readonly number[]): number[] {
  const seconds = sum(sounds.map(lengthOf));
  const words = Math.min(left.length, Math.floor(seconds / leastInsteadSeconds));
  if (words === 0) return [];
  const middles = sounds.map((sound, n) => sum(sounds.slice(0, n).map(lengthOf)) + lengthOf(sound) / 2);
  return middles.map((middle) => left[Math.floor((words * middle) / seconds)]!);
}

/** Words that score far below the others and have other sounds beside them that stand for no missing word. */
function badlyHeard(heard: readonly HeardPlace[], places: readonly Place[]): number[] {
  const said = wordsOf(heard);
  if (said.length === 0) return [];
  const bound = median(said.map((at) => heard[at]!.score)) - unlikeBelowMedian;
  const isFree = (at: number) => heard[at]?.index === null && places[at] === null;
  const secondsFrom = (at: number, by: 1 | -1): number =>
    isFree(at) ? lengthOf(heard[at]!) + secondsFrom(at + by, by) : 0;
  return said.filter(
    (at) =>
      heard[at]!.score < bound &&
      places[at]?.manner === "read" &&
      secondsFrom(at - 1, -1) + secondsFrom(at + 1, 1) >= leastBesideSeconds,
  );
}

/**
 * A short word is often heard twice as a part of what was said in the place of its neighbour: then the one that lies among
 * the other sounds, where a word is missing, is one of them.
 */
function withoutChanceRepeats(heard: readonly HeardPlace[], length: number): HeardPlace[] {
  const said = wordsOf(heard);
  const chance = new Map<number, Partial<HeardPlace>>();
  for (const [k, second] of said.entries()) {
    const { index, again } = heard[second]!;
    if (!again || index === null || k === 0) continue;
    const [before, first, after] = [said[k - 2] ?? -1, said[k - 1]!, said[k + 1] ?? heard.length];
    const isBetween = second - first > 1;
    const isLeftBefore = index - (heard[before]?.index ?? -1) > 1;
    const isLeftAfter = (heard[after]?.index ?? length) - index > 1;
    if (isLeftBefore && (isBetween || first - before > 1)) {
      chance.set(first, { index: null });
      chance.set(second, { again: false });
    } else if (isLeftAfter && (isBetween || after - second > 1))
      chance.set(second, { index: null, again: false });
  }
  return heard.map((place, at) => ({ ...place, ...chance.get(at) }));
}

/** Where the words of the text stand among what was heard. */
const wordsOf = (heard: readonly HeardPlace[]): number[] =>
  [...heard.keys()].filter((at) => heard[at]!.index !== null);

const lengthOf = ({ startSeconds, endSeconds }: HeardPlace): number => endSeconds - startSeconds;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, k) => from + k);
