import { expect, test } from "vitest";
import { highlightWords } from "./highlight-words.ts";

test("each method says what it highlights, and that it is no finding", () => {
  const own = highlightWords("grad-cam", "ALS");
  const removed = highlightWords("occlusion", "ALS", "als-cnn");
  expect(own).toBe("Highlighted: what pushed the model towards ALS; not a finding by itself.");
  expect(removed).toMatch(/probability of ALS by als-cnn falls most when a patch .* not a finding by itself/);
});
