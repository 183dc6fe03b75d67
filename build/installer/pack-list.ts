/** What an installer holds: lists of patterns, for electron-builder to pack by and for the check to judge by. */
import { foldersWithNeeds, type Lock } from "./unbundled.ts";

/** As Node names them: `process.platform`, `process.arch`. */
export type Target = { platform: "linux" | "win32" | "darwin"; arch: "x64" | "arm64" };

/** Fonts of the report: the two weights that it is set in, and which file has which letters. */
const fonts = ["package.json", "LICENSE", "unicode.json", "files/*-{400,600}-normal.woff"];

/** Files of a package that holds nothing but scripts. */
const scripts = ["package.json", "LICENSE*", "**/*.{js,cjs,mjs,json,icc}"];

/** Packages of which a part is packed. */
const parts: Readonly<Record<string, (target: Target) => string[]>> = {
  "better-sqlite3": ({ platform, arch }) => [
    "package.json",
    "LICENSE",
    "lib/{binding,database,index,sqlite-error,util}.js",
    "lib/methods/*.js",
    `prebuilds/${platform}-${arch}.node`,
  ],
  "onnxruntime-node": ({ platform, arch }) => [
    "package.json",
    "dist/*.js",
    `bin/napi-v6/${platform}/${arch}/*`,
  ],
  "onnxruntime-common": () => ["package.json", "dist/cjs/**"],
  "@echogarden/pffft-wasm": () => ["package.json", "COPYING", "dist/simd/*"],
  pdfkit: () => [
    "package.json",
    "LICENSE",
    "js/pdfkit.node.mjs",
    "js/data/*.icc",
    "js/standard-fonts/**/*.cjs",
  ],
  soundswallower: () => ["package.json", "soundswallower.node.{js,wasm}", "model/**"],
  fontkit: () => ["package.json", "LICENSE", "dist/{module.mjs,main.cjs}"],
  "swagger-ui-dist": () => ["package.json", "LICENSE", "swagger-ui.css", "swagger-ui-bundle.js"],
  "@fontsource/inter": () => fonts,
  "@fontsource/noto-sans-arabic": () => fonts,
  "@fontsource/noto-sans-hebrew": () => fonts,
  "@fontsource/noto-sans-sc": () => fonts,
};

/** Never packed, wherever it lies. */
export const neverPacked = [
  "**/*.map",
  "**/*.{ts,cts,mts,tsx}",
  "**/*.test.*",
  "**/{test,tests,__tests__,example,examples,benchmark}/**",
  "models/training/**",
  "resources/{screenshots,cluster}/**",
];

/** A folder of the checkout, and the patterns of its files that are packed; of those, `!` ones take away. */
export type Packed = { from: string; to: string; filter: string[] };

/** All that is packed of the checkout. */
export function packList(target: Target, lock: Lock): { program: string[]; packages: Packed[] } {
  const without = neverPacked.map((pattern) => `!${pattern}`);
  const program = [
    "package.json",
    "LICENSE",
    "out/{main,renderer}/**",
    "models/*/{manifest.json,model.onnx,card.md,evaluation.json,LICENSE*.txt}",
    "models/ensembles.json",
    "models/*.md",
    "resources/**",
  ];
  const packages = foldersWithNeeds(lock).map((folder) => ({
    from: folder,
    to: folder,
    filter: [...partsOf(folder)(target), ...without],
  }));
  return { program: [...program, ...without], packages };
}

function partsOf(folder: string): (target: Target) => string[] {
  const name = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
  return parts[name] ?? (() => scripts);
}

/** What native code, other programs and the system open themselves lies beside the archive. */
export const unpacked = [
  "**/ffmpeg/ffmpeg*",
  "models/*/model.onnx",
  "resources/docs/*",
  "resources/recogniser/*",
  "node_modules/onnxruntime-node/bin/**",
  "node_modules/better-sqlite3/prebuilds/*",
  "node_modules/soundswallower/model/**",
];
