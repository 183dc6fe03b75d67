import { expect, test } from "vitest";
import { scoreTranscript } from "./score-transcript.ts";

const cases: [said: string, typed: string, right: number, words: number][] = [
  ["The cat sat down.", "the cat sat down", 4, 4],
  ["The cat sat down.", "the hat sat down", 3, 4],
  ["The cat sat down.", "", 0, 4],
  ["The cat sat down.", "well the cat then sat right down", 4, 4],
  ["The cat sat down.", "down sat cat the", 1, 4],
  ["The dog and the cat", "the and", 2, 5],
  ["The dog sleeps.", "the the the the", 1, 3],
  ["The kettle is on.", "the kettel is on", 3, 4],
  ["Die Straße über den Fluß", "die strasse ueber den fluss", 5, 5],
  ["Didn't she so-called win?", "didnt she socalled win", 4, 4],
  ["One line.\nAnother line.", "another line", 2, 4],
];

test.each(cases)("of “%s” written down as “%s” %i of %i words are right", (said, typed, right, words) => {
  expect(scoreTranscript(said, typed)).toEqual({ right, words });
});
