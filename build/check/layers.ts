import { builtinModules } from "node:module";
import { posix } from "node:path";
import type { Import } from "./imports-of.ts";

/** What a room may import from besides itself: other rooms, and packages ("node:*": Node's own modules). */
export type Room = { from: readonly string[]; packages: readonly string[] };

const sharedWordless = ["shared/domain", "shared/contract", "shared/scale"];
const shared = [...sharedWordless, "shared/words", "shared/words/language.ts"];
const calculation = { packages: ["node:*", "zod"] };
const core = (...rooms: string[]): string[] => [
  ...sharedWordless,
  ...rooms.map((room) => `main/core/${room}`),
];

/** The rooms of the core that judge and measure: none of them knows how it is stored or asked for. */
const bottom = ["dsp", "protocol"];
const middle = [...bottom, "measures", "audio", "recogniser", "alignment", "inference", "synth"];
const stored = ["history", "vault"];
const judging = [...middle, "findings", "trends"];

/**
 * The walls: a file may import from its own room and from the rooms named here, nothing else. The deepest room that
 * holds a file counts; a file that no room holds is refused, so that a new folder gets its place in this list.
 */
export const rooms: Readonly<Record<string, Room>> = {
  "shared/domain": { from: [], packages: ["zod"] },
  "shared/scale": { from: ["shared/domain"], packages: [] },
  "shared/words": { from: ["shared/domain", "shared/scale", "shared/words/language.ts"], packages: ["zod"] },
  // which languages there are is no word: the contract asks for one
  "shared/words/language.ts": { from: [], packages: ["zod"] },
  "shared/contract": {
    from: ["shared/domain", "shared/words/language.ts"],
    packages: ["zod", "@orpc/client", "@orpc/contract"],
  },

  "main/core/dsp": { from: core(), packages: ["node:*", "@echogarden/pffft-wasm"] },
  "main/core/protocol": { from: core(), ...calculation },
  "main/core/vault": {
    from: core("packed-program.ts"),
    packages: ["node:*", "zod", "better-sqlite3", "hash-wasm"],
  },
  "main/core/history": {
    from: core("vault", "protocol", "packed-program.ts", "replace-json.ts"),
    packages: ["node:*", "zod", "better-sqlite3"],
  },
  "main/core/audio": { from: core(...bottom, "packed-program.ts"), packages: ["node:*", "ffmpeg-static"] },
  "main/core/measures": { from: core(...bottom), packages: [] },
  "main/core/inference": {
    from: core(...bottom, "packed-program.ts", "replace-json.ts"),
    packages: ["node:*", "zod", "fflate", "onnxruntime-node"],
  },
  "main/core/recogniser": {
    from: core("packed-program.ts", "program.ts"),
    packages: ["node:*", "soundswallower"],
  },
  "main/core/alignment": {
    from: core(...bottom, "measures", "audio", "recogniser"),
    packages: ["node:worker_threads"],
  },
  "main/core/signing": { from: core(), packages: ["node:*", "zod", "asn1js", "pkijs"] },
  "main/core/synth": { from: core(...bottom), packages: [] },
  "main/core/listening": { from: core(...bottom, "trends", "findings"), packages: ["jstat"] },
  "main/core/findings": { from: core(...middle, "trends"), packages: ["zod"] },
  "main/core/trends": { from: core(...middle, "findings"), packages: ["node:*", "zod", "jstat"] },
  "main/core/report": {
    from: [...core(...judging), "shared/words", "shared/words/language.ts"],
    packages: [
      "node:*",
      "pdfkit",
      "fast-png",
      "@fontsource/inter",
      "@fontsource/noto-sans-arabic",
      "@fontsource/noto-sans-hebrew",
      "@fontsource/noto-sans-sc",
    ],
  },
  "main/core/exchange": {
    from: core(...judging),
    packages: ["node:*", "zod", "csv-parse", "csv-stringify", "dcmjs", "dcmjs-dimse"],
  },
  "main/core/evaluation": {
    from: core(...bottom, "synth", "batch", "report"),
    packages: ["node:*", "zod"],
  },
  "main/core/capture": { from: core(), packages: ["node:*", "zod"] },
  "main/core/core.ts": {
    from: core(...judging, ...stored, "capture", "held-folder.ts", "uploads.ts"),
    packages: ["node:*"],
  },
  "main/core/analysis": {
    from: core(...judging, ...stored, "capture", "exchange", "core.ts"),
    packages: ["node:*"],
  },
  "main/core/operations": {
    from: core(
      ...judging,
      ...stored,
      "report",
      "signing",
      "exchange",
      "analysis",
      "listening",
      "capture",
      "batch",
      "core.ts",
      "packed-program.ts",
      "uploads.ts",
    ),
    packages: ["node:*", "zod", "fflate", "@orpc/server"],
  },
  "main/core/program.ts": { from: [], packages: ["node:*"] },
  "main/core/replace-json.ts": { from: [], packages: ["node:*"] },
  "main/core/packed-program.ts": { from: [], packages: ["node:*"] },
  "main/core/exclusive-lock.ts": { from: [], packages: ["node:*", "better-sqlite3"] },
  "main/core/held-folder.ts": { from: core("exclusive-lock.ts"), packages: ["node:*"] },
  "main/core/batch": {
    from: [
      ...core(...bottom, "measures", "audio", "exclusive-lock.ts"),
      // its files tell a failure in English words, whichever door writes them
      "shared/words",
    ],
    packages: ["node:*", "zod", "csv-parse", "csv-stringify"],
  },
  "main/core/uploads.ts": { from: core("held-folder.ts"), packages: ["node:*"] },
  "main/core/worker.ts": {
    from: core("core.ts", "held-folder.ts", "history", "analysis", "operations"),
    packages: ["node:worker_threads"],
  },
  "main/core/start-core.ts": {
    from: core("core.ts", "worker.ts", "inference"),
    packages: ["node:worker_threads", "@orpc/client", "@orpc/contract"],
  },

  "main/doors": {
    from: [...shared, ...core("capture", "core.ts", "program.ts", "start-core.ts", "uploads.ts")],
    packages: ["node:*", "@orpc/client", "@orpc/contract"],
  },
  "main/doors/electron": {
    from: [
      ...shared,
      ...core(
        "capture",
        "core.ts",
        "packed-program.ts",
        "program.ts",
        "start-core.ts",
        "uploads.ts",
        "vault",
      ),
      "main/doors",
    ],
    packages: ["node:*", "electron", "zod", "@orpc/client"],
  },
  // where Electron starts: it may be asked for any of the program's roles
  "main/doors/electron/entry.ts": {
    from: [...core("packed-program.ts", "history", "inference"), "main/doors/electron", "main/doors/cli"],
    packages: [],
  },
  "main/doors/loopback": {
    from: [
      ...shared,
      ...core("capture", "core.ts", "program.ts", "start-core.ts", "uploads.ts"),
      "main/doors",
    ],
    packages: ["node:*", "ws"],
  },
  "main/doors/rest": {
    from: [...shared, ...core("core.ts", "program.ts", "start-core.ts", "uploads.ts"), "main/doors"],
    packages: ["node:*", "@fastify/busboy", "@orpc/client", "@orpc/openapi", "@orpc/zod", "swagger-ui-dist"],
  },
  "main/doors/cli": {
    from: [
      ...shared,
      ...core("core.ts", "program.ts", "start-core.ts", "uploads.ts"),
      // what the command line does without the core's thread: making voices, fetching weights, printing a table
      ...core(
        "audio",
        "synth",
        "inference",
        "findings",
        "trends",
        "exchange",
        "batch",
        "evaluation",
        "protocol",
      ),
      "main/doors",
      "main/doors/loopback",
      "main/doors/rest",
    ],
    packages: ["node:*", "commander", "@orpc/client"],
  },

  renderer: {
    from: [...shared, "renderer/components"],
    packages: ["zod", "react", "@orpc/client", "@orpc/contract", "@tanstack/react-query", "wouter"],
  },
  "renderer/app.tsx": {
    from: [...shared, "renderer", "renderer/components", "renderer/screens", "renderer/work"],
    packages: ["react", "@tanstack/react-query", "lucide-react", "wouter"],
  },
  "renderer/main.tsx": {
    from: [...shared, "renderer", "renderer/app.tsx", "renderer/components", "renderer/styles"],
    packages: [
      "react",
      "react-dom",
      "@base-ui/react",
      "@fontsource/inter",
      "@tanstack/react-query",
      "wouter",
    ],
  },
  "renderer/styles": { from: [], packages: [] },
  "renderer/components": {
    from: [...shared, "renderer"],
    packages: ["react", "@base-ui/react", "lucide-react", "wouter"],
  },
  "renderer/charts": {
    from: [...shared, "renderer", "renderer/components"],
    packages: ["react", "plotly.js"],
  },
  "renderer/capture": { from: [...shared, "renderer", "renderer/components"], packages: ["react"] },
  "renderer/work": {
    from: [...shared, "renderer", "renderer/components"],
    packages: ["react", "@tanstack/react-query", "lucide-react", "wouter"],
  },
  "renderer/screens": {
    from: [
      ...shared,
      "renderer",
      "renderer/components",
      "renderer/charts",
      "renderer/capture",
      "renderer/work",
    ],
    packages: [
      "react",
      "@tanstack/react-query",
      "@tanstack/react-virtual",
      "lucide-react",
      "pdfjs-dist",
      "wouter",
    ],
  },
};

/** Houses: what a test in one of them may look at, and with which packages besides its room's. */
const houses: Readonly<Record<string, Room>> = {
  shared: { from: ["shared"], packages: ["vitest", "node:*", "fast-check"] },
  "main/core": { from: ["shared", "main/core"], packages: ["vitest", "node:*", "*"] },
  "main/doors": { from: ["shared", "main", "build/app"], packages: ["vitest", "node:*", "*"] },
  "renderer/e2e": { from: ["shared", "main", "renderer", "build"], packages: ["vitest", "node:*", "*"] },
  renderer: { from: ["shared", "renderer"], packages: ["vitest", "node:*"] },
  build: { from: ["shared", "main", "renderer", "build", "out/main"], packages: ["vitest", "node:*", "*"] },
};

export type Violation = { path: string; line: number; message: string };

/** What a file imports although its room may not. `path` is relative to the root, with slashes. */
export function violationsOf(path: string, imports: readonly Import[]): Violation[] {
  const test = isTest(path);
  const room = holderOf(path, test || path.startsWith("build/") ? houses : rooms);
  if (!room) return [{ path, line: 1, message: "no room of build/check/layers.ts holds this file" }];
  return imports.flatMap(({ specifier, line }) => {
    const message = judge(path, specifier, room, test);
    return message ? [{ path, line, message }] : [];
  });
}

/** Why an import is refused; null where it may be. */
function judge(path: string, specifier: string | null, room: NamedRoom, test: boolean): string | null {
  if (specifier === null) return "an import that is not written out cannot be checked";
  if (!specifier.startsWith(".")) {
    const name = packageOf(specifier);
    const own = test ? (holderOf(path, rooms)?.packages ?? []) : [];
    return mayUse([...room.packages, ...own], name, path) ? null : `${room.name} may not use ${name}`;
  }
  const target = posix.join(posix.dirname(path), specifier);
  if (!test && !isMeasuring(path) && isTest(target)) return `${specifier} is for tests only`;
  if (test || path.startsWith("build/"))
    return room.from.some((folder) => target.startsWith(`${folder}/`)) ? null : refusal(room, target);
  const from = holderOf(target, rooms);
  return from && (from.name === room.name || room.from.includes(from.name)) ? null : refusal(room, target);
}

const refusal = ({ name }: NamedRoom, target: string): string => `${name} may not import from ${target}`;

/** Tests, and what is there for tests alone. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$|\.fixtures?\.tsx?$|\/test-[a-z-]+\.ts$|^renderer\/e2e\//.test(path);
}

/** Programs that hold ours against others or photograph it: never shipped, they make recordings as tests do. */
function isMeasuring(path: string): boolean {
  return path.startsWith("build/measure/") || path === "build/make/screenshots.ts";
}

type NamedRoom = Room & { name: string };

/** The deepest room that holds a path. */
function holderOf(path: string, among: Readonly<Record<string, Room>>): NamedRoom | null {
  const holders = Object.keys(among).filter((name) => path === name || path.startsWith(`${name}/`));
  const name = holders.sort((a, b) => b.length - a.length)[0];
  return name === undefined ? null : { name, ...among[name]! };
}

/** "node:fs" of "fs", "@orpc/client" of "@orpc/client/websocket". */
function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  if (builtinModules.includes(specifier.split("/")[0]!)) return `node:${specifier}`;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function mayUse(packages: readonly string[], name: string, path: string): boolean {
  if (name.startsWith("node:")) return packages.includes("node:*") || packages.includes(name);
  if (name === "electron" && !path.startsWith("main/doors/electron/")) return false;
  return packages.includes(name) || packages.includes("*");
}
