import { expect, test } from "vitest";
import { findRoute } from "./routes.ts";

test.each([
  ["POST", "/predict", "predict", {}],
  ["POST", "/analyze_audio", "analyzeAudio", {}],
  ["GET", "/models", "listModels", {}],
  ["GET", "/models/als%2Dcnn", "getModel", { id: "als-cnn" }],
])("%s %s is %s", (method, path, operation, params) => {
  expect(findRoute(method, path)).toMatchObject({ operation, params });
});

test.each([
  ["GET", "/predict", "method-not-allowed"],
  ["DELETE", "/models/als-cnn", "method-not-allowed"],
  ["GET", "/", "no-such-address"],
  ["POST", "/predict/", "no-such-address"],
  ["GET", "/models/a/b", "no-such-address"],
  ["GET", "/patients", "no-such-address"],
  ["GET", "/models/%E0%A4%A", "request-malformed"],
])("%s %s is refused as %s", (method, path, code) => {
  expect(() => findRoute(method, path)).toThrow(expect.objectContaining({ code }));
});
