/**
 * `npm run pack [-- --platform linux|win32|darwin] [--arch x64|arm64] [--targets deb,rpm]`: installers into dist/, by
 * default all of this platform's. A platform's own tools make its own installers best; see resources/docs/installers.md.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Arch, build, type Configuration, Platform } from "electron-builder";
import { assembleModels } from "../app/assemble-models.ts";
import { ensureBuilt } from "../app/built.ts";
import { configuration } from "./configuration.ts";
import { obtainFfmpeg } from "./ffmpeg.ts";
import { writeLicences } from "./licences.ts";
import type { Target } from "./pack-list.ts";

const platforms: Readonly<Record<Target["platform"], Platform>> = {
  linux: Platform.LINUX,
  win32: Platform.WINDOWS,
  darwin: Platform.MAC,
};

/** Builds what is packed and packs it; `targets` of electron-builder: "deb", "dir" ... @returns the files written */
export async function pack(
  target: Target,
  targets: readonly string[] | undefined,
  changes: Configuration = {},
): Promise<string[]> {
  refuseUnsupported(target);
  assembleModels();
  ensureBuilt("renderer");
  ensureBuilt("main");
  obtainFfmpeg(target);
  await writeLicences();
  process.env.CUSTOM_FPM_PATH ??= join(import.meta.dirname, "linux", "fpm.ts");
  return build({
    targets: platforms[target.platform].createTarget(targets ? [...targets] : null, Arch[target.arch]),
    config: { ...configuration(target), ...changes },
    publish: "never",
  });
}

/** @throws Error for a machine that the models do not run on: Macs with Intel's processors, say */
function refuseUnsupported({ platform, arch }: Target): void {
  const machineCode = join(
    import.meta.dirname,
    "../../node_modules/onnxruntime-node/bin/napi-v6",
    platform,
    arch,
  );
  if (existsSync(machineCode)) return;
  throw new Error(`there is no installer for ${platform} on ${arch}: onnxruntime is not built for it`);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      platform: { type: "string", default: process.platform },
      arch: { type: "string", default: process.arch },
      targets: { type: "string" },
    },
  });
  const files = await pack(values as Target, values.targets?.split(","));
  for (const file of files) process.stdout.write(`${file}\n`);
}
