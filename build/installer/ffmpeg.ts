import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { madeFolder } from "./configuration.ts";
import type { Target } from "./pack-list.ts";

/** Static builds of ffmpeg 7 as the Python package imageio-ffmpeg carries them: pip's name of the platform, SHA-256. */
const wheels: Readonly<Record<string, { platform: string; sha256: string }>> = {
  "linux-x64": {
    platform: "manylinux2014_x86_64",
    sha256: "c7e46fcec401dd990405049d2e2f475e2b397779df2519b544b8aab515195282",
  },
  "linux-arm64": {
    platform: "manylinux2014_aarch64",
    sha256: "1d47bebd83d2c5fc770720d211855f208af8a596c82d17730aa51e815cdee6dc",
  },
  "win32-x64": {
    platform: "win_amd64",
    sha256: "02fa47c83703c37df6bfe4896aab339013f62bf02c5ebf2dce6da56af04ffc0a",
  },
  "darwin-arm64": {
    platform: "macosx_11_0_arm64",
    sha256: "b1ae3173414b5fc5f538a726c4e48ea97edc0d2cdc11f103afee655c463fa742",
  },
};

const notice = `ffmpeg is a program of its own, which Bulbar starts to read recordings. It is free software under the GNU
General Public License, version 3 or later. \`ffmpeg -L\` prints its licence, \`ffmpeg -version\` its version and how it was
built; its source is at https://ffmpeg.org/download.html.
`;

/**
 * ffmpeg of a platform into `ffmpeg/` of what is made for its packing, once; also of another platform than this one.
 * @throws Error where Python's pip cannot fetch it, or it is not the one that was pinned
 */
export function obtainFfmpeg(target: Target): void {
  const folder = join(madeFolder(target), "ffmpeg");
  const program = join(folder, target.platform === "win32" ? "ffmpeg.exe" : "ffmpeg");
  if (existsSync(program)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "LICENCE.txt"), notice);
  writeFileSync(program, fetchProgram(target));
  chmodSync(program, 0o755);
}

function fetchProgram({ platform, arch }: Target): Uint8Array {
  const wheel = wheels[`${platform}-${arch}`];
  if (!wheel) throw new Error(`there is no ffmpeg for ${platform} on ${arch}`);
  const folder = mkdtempSync(join(tmpdir(), "bulbar-ffmpeg-"));
  try {
    const wanted = join(folder, "wanted.txt");
    writeFileSync(wanted, `imageio-ffmpeg==0.6.0 --hash=sha256:${wheel.sha256}\n`);
    const options = ["--quiet", "--no-deps", "--only-binary=:all:", "--platform", wheel.platform];
    const args = ["-m", "pip", "download", ...options, "--dest", folder, "--require-hashes", "-r", wanted];
    const { status, stderr, error } = spawnSync("python3", args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`ffmpeg could not be fetched by pip: ${error?.message ?? stderr}`);
    return programIn(join(folder, readdirSync(folder).find((name) => name.endsWith(".whl"))!));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A wheel is a zip file. */
function programIn(wheel: string): Uint8Array {
  const isProgram = ({ name }: { name: string }) => /binaries\/ffmpeg-/.test(name);
  const [program] = Object.values(unzipSync(readFileSync(wheel), { filter: isProgram }));
  if (!program) throw new Error(`${wheel} holds no ffmpeg`);
  return program;
}
