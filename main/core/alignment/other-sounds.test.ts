import { expect, test } from "vitest";
import { type HeardPlace, placeOtherSounds } from "./other-sounds.ts";

/** "0 1 [0.2] 3! 4-8": words of the text at -3 nats a frame or as told, "!" said again, other sounds with their seconds. */
function heard(course: string): HeardPlace[] {
  let startSeconds = 0;
  return course.split(" ").map((part) => {
    const sound = part.match(/^\[(.+)\]$/);
    const word = part.match(/^(\d+)(!?)(-\d+)?$/);
    const seconds = sound ? Number(sound[1]) : 0.3;
    const place = {
      index: word ? Number(word[1]) : null,
      again: word?.[2] === "!",
      score: Number(word?.[3] ?? -3),
    };
    startSeconds += seconds;
    return { ...place, startSeconds: startSeconds - seconds, endSeconds: startSeconds };
  });
}

const placed = (course: string, length: number) =>
  placeOtherSounds(heard(course), length).map((place) =>
    place === null ? "-" : `${place.index}${{ read: "", again: "!", unlike: "?" }[place.manner]}`,
  );

test("sounds in the place of a missing word are that word said otherwise", () => {
  expect(placed("0 [0.1] [0.1] 2 3", 4)).toEqual(["0", "1?", "1?", "2", "3"]);
  expect(placed("0 [0.1] [0.1] [0.2] 3", 4)).toEqual(["0", "1?", "1?", "2?", "3"]);
  expect(placed("[0.2] 1 2", 3)).toEqual(["0?", "1", "2"]);
  expect(placed("0 1 [0.2]", 3)).toEqual(["0", "1", "2?"]);
});

test("a word is left out where no sound, or a short one, is in its place; a reader may stop", () => {
  expect(placed("0 2 3", 4)).toEqual(["0", "2", "3"]);
  expect(placed("0 [0.1] 2 3", 4)).toEqual(["0", "-", "2", "3"]);
  expect(placed("0 1 [0.9]", 9)).toEqual(["0", "1", "-"]);
});

test("sounds between words that are all there are none of the text", () => {
  expect(placed("0 [0.3] 1 2", 3)).toEqual(["0", "-", "1", "2"]);
});

test("a word that is heard badly among other sounds was another one", () => {
  expect(placed("0 [0.1] 1-9 [0.1] 2 3", 4)).toEqual(["0", "-", "1?", "-", "2", "3"]);
  expect(placed("0 1-9 2 3", 4)).toEqual(["0", "1", "2", "3"]);
  expect(placed("0 [0.1] 1-9 2 3", 4)).toEqual(["0", "-", "1", "2", "3"]);
});

test("a word said twice is told; one heard twice only beside a missing word is a part of what was said there", () => {
  expect(placed("0 1 1! 2", 3)).toEqual(["0", "1", "1!", "2"]);
  expect(placed("0 [0.1] 2 2! 3", 4)).toEqual(["0", "1?", "1?", "2", "3"]);
  expect(placed("0 1 1! [0.1] 3", 4)).toEqual(["0", "1", "2?", "2?", "3"]);
  expect(placed("0 1 1! 3", 4)).toEqual(["0", "1", "1!", "3"]);
});
