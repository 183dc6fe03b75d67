import { defineConfig } from "vitest/config";

const root = new URL("../..", import.meta.url).pathname;

/** The tests that `npm run mutation` asks whether they notice a changed program: those of what judges and what locks. */
export default defineConfig({
  test: {
    root,
    include: ["main/core/{findings,trends,vault}/*.test.ts"],
    exclude: ["**/*.reference.test.ts", "**/*.e2e.test.ts"],
    testTimeout: 60_000,
  },
});
