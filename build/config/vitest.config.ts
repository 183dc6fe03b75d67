import { defineConfig } from "vitest/config";

// Inherited by the processes that run the tests, before any of them loads onnxruntime.
process.env.ORT_DISABLE_TELEMETRY = "1";

export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["{shared,main,renderer,build}/**/*.test.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
