import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { importsOf } from "./imports-of.ts";
import { violationsOf } from "./layers.ts";

const root = join(import.meta.dirname, "../..");

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
  ["main/core/analysis/visit-flow.test.ts", "../../doors/cli/table.ts"],
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
  ["main/core/trends/series.ts", "../history/visits.ts"],
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
  ["main/core/analysis/visit-flow.test.ts", "../operations/router.ts"],
  ["main/doors/electron/main.ts", "electron"],
  ["renderer/screens/visit/visit-screen.tsx", "../../charts/chart.tsx"],
  ["renderer/e2e/workstation.test.ts", "playwright-core"],
];

test.each(allowed)("%s may import %s", (path, specifier) => {
  expect(violationsOf(path, [{ specifier, line: 1 }])).toEqual([]);
});

const copy = mkdtempSync(join(tmpdir(), "bulbar-layers-"));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("npm run lint passes the project as it is, and fails for one import too many or a circle of types", () => {
  for (const folder of ["shared", "main", "renderer", "build"])
    cpSync(join(root, folder), join(copy, folder), { recursive: true });
  for (const file of ["package.json", "biome.json", ".gitignore"]) cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  spawnSync("git", ["init", "-q", copy]);
  expect(lint()).toMatchObject({ status: 0, output: expect.not.stringContaining("wall") });

  const leak = join(copy, "main/core/history/leak.ts");
  writeFileSync(leak, `export type * from "../operations/router.ts";\n`);
  expect(lint()).toMatchObject({ status: 1, output: expect.stringContaining("main/core/history/leak.ts:1") });
  rmSync(leak);

  writeFileSync(join(copy, "shared/domain/egg.ts"), circle("Egg", "Hen"));
  writeFileSync(join(copy, "shared/domain/hen.ts"), circle("Hen", "Egg"));
  expect(lint()).toMatchObject({ status: 1, output: expect.stringContaining("noImportCycles") });
});

const circle = (one: string, other: string) =>
  `import type { ${other} } from "./${other.toLowerCase()}.ts";\n\nexport type ${one} = { made: ${other} | null };\n`;

function lint(): { status: number | null; output: string } {
  const { scripts } = JSON.parse(readFileSync(join(copy, "package.json"), "utf8"));
  const path = [join(copy, "node_modules/.bin"), process.env.PATH].join(delimiter);
  const run = spawnSync(scripts.lint, {
    cwd: copy,
    shell: true,
    encoding: "utf8",
    env: { ...process.env, PATH: path },
  });
  return { status: run.status, output: run.stderr };
}
