/** `npm run licences`: licences of all that is inside an installer, and the list of it, into out/installer/licences. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { init, type ModuleInfo } from "license-checker-rseidelsohn";

const root = join(import.meta.dirname, "../..");

export const licencesFolder = join(root, "out", "installer", "licences");

/** What is inside besides npm packages. */
const others = [
  {
    type: "framework",
    name: "electron",
    version: versionOf("electron"),
    licenses: [{ license: { id: "MIT" } }],
    note: "Its licence and those of Chromium lie beside the program: LICENSE.electron.txt, LICENSES.chromium.html.",
  },
  {
    type: "application",
    name: "ffmpeg",
    version: "7",
    licenses: [{ license: { id: "GPL-3.0-or-later" } }],
    note: "A program of its own; `ffmpeg -L` prints its licence. Source: https://ffmpeg.org/download.html",
  },
  {
    type: "machine-learning-model",
    name: "cmusphinx-en-us-ptm-8khz",
    version: "5.2",
    licenses: [{ license: { id: "BSD-2-Clause" } }],
    note: readFileSync(join(root, "models/digits-recogniser/LICENSE-acoustic-model.txt"), "utf8"),
  },
];

/** Writes both files; the same packages give the same bytes. */
export async function writeLicences(): Promise<void> {
  mkdirSync(licencesFolder, { recursive: true });
  const found = await promisify(init)({ start: root, production: true });
  writeFileSync(join(licencesFolder, "licences.txt"), licencesText(found));
  writeFileSync(join(licencesFolder, "sbom.cdx.json"), `${JSON.stringify(billOfMaterials(), null, 2)}\n`);
}

function licencesText(found: Readonly<Record<string, ModuleInfo>>): string {
  const own = `Bulbar (MIT)\n\n${readFileSync(join(root, "LICENSE"), "utf8")}`;
  const packages = Object.entries(found)
    .filter(([name]) => !/^(bulbar|ffmpeg-static)@/.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, info]) => `${name} (${[info.licenses].flat().join(", ")})\n\n${textOf(info)}`);
  const rest = others.map(
    ({ name, version, licenses, note }) => `${name} ${version} (${licenses[0]!.license.id})\n\n${note}\n`,
  );
  return [own, ...rest, ...packages].join(`\n${"-".repeat(80)}\n\n`);
}

/** The licence as the package brings it; a package without one says in package.json which it is. */
function textOf({ licenseFile, publisher, repository }: ModuleInfo): string {
  if (licenseFile && existsSync(licenseFile) && !/readme/i.test(licenseFile))
    return readFileSync(licenseFile, "utf8").replaceAll("\r\n", "\n");
  return `${[publisher, repository].filter(Boolean).join(", ")}\n`;
}

type Bill = { components: object[] };

/** CycloneDX, from package-lock.json, without times and random numbers. */
function billOfMaterials(): Bill {
  const script = join(root, "node_modules", "@cyclonedx", "cyclonedx-npm", "bin", "cyclonedx-npm-cli.js");
  const options = [
    "--package-lock-only",
    "--omit",
    "dev",
    "optional",
    "--output-reproducible",
    "--mc-type",
    "application",
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...options], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`cyclonedx-npm failed: ${stderr}`);
  const bill = JSON.parse(stdout) as Bill;
  const added = others.map(({ note: _, ...component }) => component);
  return { ...bill, components: [...bill.components, ...added] };
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8"));
  return version as string;
}

if (import.meta.main) await writeLicences();
