import { expect, test } from "vitest";
import { importsOf } from "./imports-of.ts";
import { violationsOf } from "./layers.ts";

const forms: [string, string | null][] = [
  [`import { a } from "./a.ts";`, "./a.ts"],
  [`import type { A } from "./a.ts";`, "./a.ts"],
  [`import { type A } from "./a.ts";`, "./a.ts"],
  [`import "./a.ts";`, "./a.ts"],
  [`import * as a from "./a.ts";`, "./a.ts"],
  [`export * from "./a.ts";`, "./a.ts"],
  [`export type { A } from "./a.ts";`, "./a.ts"],
  [`const a = await import("./a.ts");`, "./a.ts"],
  ["const a = await import(`./a.ts`);", "./a.ts"],
  [`const a = await import(\`./\${b}.ts\`);`, null],
  ["const a = await import(b);", null],
  [`const a = require.resolve(\`electron/\${b}\`);`, "electron/"],
  [`let a: import("./a.ts").A;`, "./a.ts"],
  [`let a: typeof import("./a.ts");`, "./a.ts"],
  [`import a = require("./a.ts");`, "./a.ts"],
  [`const a = require("./a.ts");`, "./a.ts"],
  [`const a = createRequire(import.meta.url)("electron");`, "electron"],
  [`const a = import.meta.resolve("electron");`, "electron"],
  [`const a = import.meta.glob("./*.ts");`, "./*.ts"],
  [`process.getBuiltinModule("node:fs");`, "node:fs"],
  [`new Worker(new URL("./a.ts", import.meta.url));`, "./a.ts"],
  [`declare module "./a.ts" { interface A { b: string } }`, "./a.ts"],
];

test.each(forms)("seen as an import: %s", (source, specifier) => {
  expect(importsOf("x.ts", `// "./comment.ts"\n${source}`)).toEqual([{ specifier, line: 2 }]);
});

test("comments, texts and addresses of folders are no imports", () => {
  const source = [
    `// import "./a.ts";`,
    `const a = 'import "./a.ts"';`,
    `const b = new URL("../..", import.meta.url);`,
    `Promise.resolve("./a.ts");`,
    `declare module "react" {}`,
    "export const c = 1;",
  ];
  expect(importsOf("x.ts", source.join("\n"))).toEqual([]);
});

const forbidden: [string, string][] = [
  // doors
  ["main/core/history/migrations/0001-start.ts", "../../../doors/cli/table.ts"],
  ["main/core/operations/visits.ts", "../../doors/relay.ts"],
  ["main/core/analysis/visit-flow.e2e.test.ts", "../../doors/cli/table.ts"],
  ["shared/domain/task.ts", "../../main/doors/relay.ts"],
  ["renderer/app.tsx", "../main/doors/relay.ts"],
  ["main/doors/relay.ts", "./loopback/serve.ts"],
  ["main/doors/electron/main.ts", "../cli/table.ts"],
  ["main/doors/loopback/serve.ts", "../cli/main.ts"],
  // roofs
  ["main/core/history/visits.ts", "../operations/visits.ts"],
  ["main/core/history/visits.ts", "../analysis/visit-results.ts"],
  ["main/core/history/visits.ts", "../core.ts"],
  ["main/core/dsp/fft.ts", "../measures/measure-recording.ts"],
  ["main/core/measures/measure-recording.ts", "../inference/predict.ts"],
  ["main/core/inference/predict.ts", "../measures/measure-recording.ts"],
  ["main/core/synth/voice.ts", "../audio/wav.ts"],
  ["main/core/trends/trend-line.ts", "../history/visits.ts"],
  ["main/core/findings/acceptance.ts", "../report/content/report-words.ts"],
  ["main/core/report/content/report-content.ts", "../../history/visits.ts"],
  ["main/core/exchange/fhir.ts", "../../../shared/words/say.ts"],
  ["main/core/analysis/visit-results.ts", "../operations/visits.ts"],
  ["main/core/analysis/visit-results.ts", "../worker.ts"],
  ["main/doors/loopback/serve.ts", "../../core/history/visits.ts"],
  ["main/doors/cli/find.ts", "../../core/operations/router.ts"],
  ["shared/domain/task.ts", "../contract/visits.ts"],
  ["shared/contract/visits.ts", "../../main/core/core.ts"],
  ["renderer/problem.ts", "../main/core/core.ts"],
  ["renderer/charts/chart.tsx", "../screens/visit/visit-screen.tsx"],
  ["renderer/problem.ts", "./app.tsx"],
  ["main/core/dsp/fft.ts", "../../../build/measure/bench.ts"],
  // packages
  ["main/doors/relay.ts", "electron"],
  ["main/doors/loopback/serve.ts", "electron"],
  ["main/doors/cli/serve.test.ts", "electron"],
  ["main/core/core.ts", "electron"],
  ["renderer/app.tsx", "electron/renderer"],
  ["shared/domain/task.ts", "node:fs"],
  ["shared/domain/task.ts", "fs"],
  ["renderer/app.tsx", "node:path"],
  ["renderer/app.tsx", "fs/promises"],
  ["main/core/report/pdf/report-pdf.ts", "react"],
  ["main/core/core.ts", "react-dom/server"],
  ["main/core/measures/measure-recording.ts", "better-sqlite3"],
  ["main/core/history/visits.ts", "onnxruntime-node"],
  ["shared/contract/visits.ts", "@orpc/server"],
  // tests, and places that nobody named
  ["main/core/history/visits.ts", "./analysis.fixture.ts"],
  ["main/doors/cli/find.ts", "vitest"],
  ["main/services/visits.ts", "node:fs"],
  ["shared/utils/text.ts", "zod"],
];

test.each(forbidden)("%s may not import %s", (path, specifier) => {
  expect(violationsOf(path, [{ specifier, line: 3 }])).toHaveLength(1);
});

const allowed: [string, string][] = [
  ["main/core/history/visits.ts", "../../../shared/domain/visit.ts"],
  ["main/core/history/visits.ts", "./audit.ts"],
  ["main/core/operations/visits.ts", "../analysis/visit-results.ts"],
  ["main/core/analysis/visit-flow.e2e.test.ts", "../operations/router.ts"],
  ["main/doors/electron/main.ts", "electron"],
  ["renderer/screens/visit/visit-screen.tsx", "../../charts/chart.tsx"],
  ["renderer/e2e/workstation.e2e.test.ts", "playwright-core"],
];

test.each(allowed)("%s may import %s", (path, specifier) => {
  expect(violationsOf(path, [{ specifier, line: 1 }])).toEqual([]);
});
