import { expect, test } from "vitest";
import { type LabelledModel, sayShownLabel } from "./say-model.ts";

const severity: LabelledModel = {
  id: "theirs",
  kind: "severity",
  labels: ["1 schwer", "5 gesund", "control group with ALS"],
  roles: ["level", "healthy", "ill"],
};
const screen: LabelledModel = {
  id: "their-screen",
  kind: "screen",
  labels: ["healthy", "ALS"],
  roles: ["healthy", "ill"],
};
const shipped: LabelledModel = { ...screen, id: "als-cnn", labels: ["control", "ALS"] };

test("the class of healthy speakers is told by its role, in whatever words, never as healthy of ALS", () => {
  expect(sayShownLabel("5 gesund", severity, true, "en")).toBe("5 no detectable dysarthria (like controls)");
  expect(sayShownLabel("5 gesund", severity, true, "de")).toBe(
    "5 keine Dysarthrie erkennbar (wie Kontrollen)",
  );
  expect(sayShownLabel("5 gesund", severity, false, "en")).toBe("5 gesund");
  expect(sayShownLabel("healthy", screen, true, "en")).toBe("control");
  expect(sayShownLabel("healthy", screen, false, "en")).toBe("healthy");
});

test("a word in a label is no role", () => {
  expect(sayShownLabel("control group with ALS", severity, true, "en")).toBe("control group with ALS");
  expect(sayShownLabel("control", null, true, "de")).toBe("control");
});

test("labels of shipped models are in words, a stranger's same label is as it writes it", () => {
  expect(sayShownLabel("control", shipped, false, "de")).toBe("Kontrolle");
  expect(sayShownLabel("control", { ...shipped, id: "theirs" }, false, "de")).toBe("control");
});
