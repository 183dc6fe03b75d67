import { expect, test } from "vitest";
import { randomNumbers } from "../trends/random.fixture.ts";
import { mixRecordings } from "./mix-recordings.ts";

const recordings = Array.from({ length: 10 }, (_, id) => ({ id }));

test("every recording is heard once, two of ten a second time and later than the first", () => {
  for (let seed = 0; seed < 50; seed++) {
    const mixed = mixRecordings(recordings, { repeats: true, random: randomNumbers(seed).uniform });
    const once = mixed.filter(({ isRepeat }) => !isRepeat);
    expect(once.map(({ id }) => id).sort((a, b) => a - b)).toEqual(recordings.map(({ id }) => id));
    const again = mixed.filter(({ isRepeat }) => isRepeat);
    expect(again).toHaveLength(2);
    for (const { id } of again)
      expect(mixed.findIndex((one) => one.id === id)).toBeLessThan(
        mixed.findLastIndex((one) => one.id === id),
      );
  }
});

test("the order is another one each time, and each recording comes first about as often", () => {
  const { uniform } = randomNumbers(1);
  const firsts = Array.from(
    { length: 2000 },
    () => mixRecordings(recordings, { repeats: false, random: uniform })[0]!.id,
  );
  for (const { id } of recordings) {
    const share = firsts.filter((first) => first === id).length / firsts.length;
    expect(Math.abs(share - 0.1)).toBeLessThan(0.03);
  }
});
