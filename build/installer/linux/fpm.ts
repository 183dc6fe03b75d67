#!/usr/bin/env node
/**
 * What electron-builder calls in the place of fpm (CUSTOM_FPM_PATH): the same arguments, of those the ones that it gives,
 * packed by the distributions' own programs, dpkg-deb and rpmbuild.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { type Asked, debianControl, parseAsked, rpmSpec } from "./package-files.ts";

const asked = parseAsked(
  parseArgs({
    allowPositionals: true,
    options: {
      s: { type: "string", short: "s" },
      t: { type: "string", short: "t" },
      d: { type: "string", short: "d", multiple: true, default: [] },
      force: { type: "boolean" },
      architecture: { type: "string" },
      "after-install": { type: "string" },
      "after-remove": { type: "string" },
      description: { type: "string" },
      version: { type: "string" },
      package: { type: "string" },
      name: { type: "string" },
      maintainer: { type: "string" },
      vendor: { type: "string" },
      url: { type: "string" },
      license: { type: "string" },
      category: { type: "string" },
      "deb-priority": { type: "string" },
      "deb-recommends": { type: "string", multiple: true, default: [] },
      "deb-compression": { type: "string" },
      "rpm-summary": { type: "string" },
      "rpm-os": { type: "string" },
      "rpm-compression": { type: "string" },
      "rpm-rpmbuild-define": { type: "string", multiple: true },
    },
  }),
);

const work = mkdtempSync(join(tmpdir(), "bulbar-package-"));
try {
  const files = join(work, "files");
  place(asked, files);
  if (asked.type === "deb") buildDeb(asked, files);
  else buildRpm(asked, files);
} finally {
  rmSync(work, { recursive: true });
}

function place({ contents }: Asked, files: string): void {
  for (const { from, to } of contents) {
    mkdirSync(join(files, dirname(to)), { recursive: true });
    cpSync(from, join(files, to), { recursive: true, dereference: false, verbatimSymlinks: true });
  }
}

function buildDeb(package_: Asked, files: string): void {
  const control = join(files, "DEBIAN");
  const kibibytes = Number(run("du", ["-sk", files]).split("\t")[0]);
  mkdirSync(control);
  writeFileSync(join(control, "control"), debianControl(package_, kibibytes));
  for (const [name, script] of [
    ["postinst", package_.afterInstall],
    ["postrm", package_.afterRemove],
  ] as const) {
    writeFileSync(join(control, name), readFileSync(script));
    chmodSync(join(control, name), 0o755);
  }
  run("chmod", ["-R", "u=rwX,go=rX", files]);
  run("dpkg-deb", ["--root-owner-group", "-Zxz", "--build", files, package_.file]);
}

function buildRpm(package_: Asked, files: string): void {
  const spec = join(work, "bulbar.spec");
  const scripts = [package_.afterInstall, package_.afterRemove].map((path) => readFileSync(path, "utf8"));
  writeFileSync(spec, rpmSpec(package_, { files, scripts: scripts as [string, string] }));
  run("chmod", ["-R", "u=rwX,go=rX", files]);
  const folders = [`_topdir ${join(work, "rpm")}`, `_rpmdir ${join(work, "built")}`];
  const defines = folders.flatMap((folder) => ["--define", folder]);
  const target = ["--target", `${package_.architecture}-linux`];
  run("rpmbuild", ["-bb", "--quiet", ...target, ...defines, spec]);
  cpSync(
    run("find", [join(work, "built"), "-name", "*.rpm"])
      .trim()
      .split("\n")[0]!,
    package_.file,
  );
}

function run(program: string, args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`);
  return stdout;
}
