import { defineConfig } from "vitest/config";

const root = new URL("../..", import.meta.url).pathname;
/** A poll waits as long as a page may take on a busy machine. */
const shared = {
  root,
  globalSetup: "build/config/assemble-models.ts",
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 60_000 } },
};

/** The folders of a lane: `NAME.test.ts` is of the unit lane, `NAME.reference.test.ts` and so on of their own. */
const filesOf = (suffix: string) => `{shared,main,renderer,build}/**/*${suffix}.test.ts`;

/** The walk over every screen takes a quarter of an hour: `npm run walk`, not a part of `npm test`. */
const walk = "renderer/e2e/screens/**";
const isWalk = process.env.npm_lifecycle_event === "walk";

/**
 * Three lanes. `unit`: seconds, this program alone. `reference`: against Praat, librosa, ffmpeg, poppler and real
 * recordings. `e2e`: the program from outside, in Chromium, as a command, killed, on full disks.
 */
export default defineConfig({
  test: {
    root,
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: "unit",
          include: [filesOf("")],
          exclude: [filesOf(".reference"), filesOf(".e2e")],
        },
      },
      { test: { ...shared, name: "reference", include: [filesOf(".reference")] } },
      {
        test: {
          ...shared,
          name: "e2e",
          include: isWalk ? [`${walk}/*.e2e.test.ts`] : [filesOf(".e2e")],
          exclude: isWalk ? [] : [walk],
        },
      },
    ],
  },
});
