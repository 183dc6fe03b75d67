import { expect, test } from "vitest";
import { speakerOf } from "../../speaker.ts";
import { highlightWords } from "./highlight-words.ts";

const words = speakerOf("en").words.recording.highlight;

test("each method says what it highlights, and that it is no finding", () => {
  const own = highlightWords("grad-cam", "ALS", words);
  const removed = highlightWords("occlusion", "ALS", words, "als-cnn");
  const shared = highlightWords("shap", "ALS", words, "als-cnn");
  expect(shared).toMatch(
    /add most to the probability of ALS by als-cnn .*512 mixtures.* not a finding by itself/,
  );
  expect(own).toBe("Highlighted: what pushed the model towards ALS; not a finding by itself.");
  expect(removed).toMatch(/probability of ALS by als-cnn falls most when a patch .* not a finding by itself/);
});
