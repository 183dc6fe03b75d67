import { readdirSync } from "node:fs";
import { access, constants, mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { constants as system } from "node:os";
import { basename, dirname, join } from "node:path";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import { outsideArchive } from "../packed-program.ts";
import { fetchCheckpoint, type PinnedFile } from "./fetch-checkpoint.ts";
import { sha256OfFile } from "./model-package.ts";
import { providerFolder } from "./offered-devices.ts";
import { unpackEntry, zipEntries } from "./zip-entries.ts";

const registry = "https://files.pythonhosted.org/packages";

/**
 * Python wheels that hold onnxruntime's CUDA provider of the same version as onnxruntime-node, and CUDA 13 and cuDNN 9, on
 * which it rests (NVIDIA driver 580 or newer). Licences: MIT (onnxruntime), NVIDIA's own; so they are not shipped.
 */
export const cudaWheels: readonly PinnedFile[] = [
  {
    url: `${registry}/9e/80/d96143329dbe925d434b016c890a5caa785fac8e14a1570e5d6818b63545/onnxruntime_gpu-1.30.0-cp312-cp312-manylinux_2_28_x86_64.whl`,
    fileName: "onnxruntime_gpu-1.30.0-cp312-cp312-manylinux_2_28_x86_64.whl",
    bytes: 246_685_715,
    sha256: "6acc0f4b3d5ac5f2984432faa59dd8fcce6775f8b43a7140afa0f322c7a703b1",
  },
  {
    url: `${registry}/2e/24/d1558f3b68b1d26e706813b1d10aa1d785e4698c425af8db8edc3dced472/nvidia_cuda_runtime-13.0.96-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl`,
    fileName: "nvidia_cuda_runtime-13.0.96-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
    bytes: 2_243_632,
    sha256: "7f82250d7782aa23b6cfe765ecc7db554bd3c2870c43f3d1821f1d18aebf0548",
  },
  {
    url: `${registry}/88/e8/b4f1cac92df9a6f930fd97caa2fcbf15c153066ff4de41f1cc2587e8f4a2/nvidia_cublas-13.1.2.11-py3-none-manylinux_2_27_x86_64.whl`,
    fileName: "nvidia_cublas-13.1.2.11-py3-none-manylinux_2_27_x86_64.whl",
    bytes: 423_122_711,
    sha256: "e1ad7b57879088bc79e31cc172891a64332f76ae733084d4aaaaa65499b9b3de",
  },
  {
    url: `${registry}/a8/2f/7b57e29836ea8714f81e9898409196f47d772d5ddedddf1592eadb8ab743/nvidia_cufft-12.0.0.61-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl`,
    fileName: "nvidia_cufft-12.0.0.61-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
    bytes: 214_085_489,
    sha256: "6c44f692dce8fd5ffd3e3df134b6cdb9c2f72d99cf40b62c32dde45eea9ddad3",
  },
  {
    url: `${registry}/a5/9f/be0a41ca4a4917abf5cb9ae0daff1a6060cc5de950aec0396de9f3b52bc5/nvidia_curand-10.4.0.35-py3-none-manylinux_2_27_x86_64.whl`,
    fileName: "nvidia_curand-10.4.0.35-py3-none-manylinux_2_27_x86_64.whl",
    bytes: 59_544_258,
    sha256: "1aee33a5da6e1db083fe2b90082def8915f30f3248d5896bcec36a579d941bfc",
  },
  {
    url: `${registry}/1a/fd/850146fb4f33db76f8815758a539d3ce46fc6579dc2f6f92ee1559e40765/nvidia_cudnn_cu13-9.19.1.2-py3-none-manylinux_2_27_x86_64.whl`,
    fileName: "nvidia_cudnn_cu13-9.19.1.2-py3-none-manylinux_2_27_x86_64.whl",
    bytes: 366_067_481,
    sha256: "7609f4bbcde269c4aa8869e12112a1924fb6e032a00842912caafcb4e15d42d6",
  },
];

/** Libraries of a wheel that are needed here: the provider and what it rests on, by any version. */
const wanted = /^lib(onnxruntime_providers_(cuda|shared)|cu[a-zA-Z_]+)\.so(\.\d+)*$/;

/** Size of what is downloaded, bytes. */
export const cudaBytes: number = cudaWheels.reduce((sum, { bytes }) => sum + bytes, 0);

/** Where onnxruntime's own library lies, beside which it looks for its CUDA provider: in an installed program outside its archive. */
export function libraryFolder(): string {
  const files = readdirSync(providerFolder(), { recursive: true, encoding: "utf8" });
  const library = files.find(
    (file) => /linux[\\/]x64[\\/]/.test(file) && basename(file).startsWith("libonnxruntime.so"),
  );
  if (process.platform !== "linux" || process.arch !== "x64" || !library)
    throw new BulbarError("device-unusable", { why: "not-offered", facts: { device: "cuda" } });
  return outsideArchive(join(providerFolder(), dirname(library)));
}

export type CudaSource = {
  wheels?: readonly PinnedFile[];
  /** Folder that the wheels were brought in; null: they are downloaded into `downloads`. */
  from: string | null;
  downloads: string;
  /** Where the libraries go. */
  into: string;
};

/**
 * Puts onnxruntime's CUDA provider and the libraries below it beside onnxruntime: from wheels in a folder, or downloaded.
 * Each wheel is checked by its SHA-256 before anything of it is unpacked.
 * @returns names of the libraries, and their size together, bytes
 * @throws BulbarError `not-found` for wheels that are not in the folder, or without a network; `model-tampered` for another
 * file; the file system's own error; the signal's reason
 */
export async function installCuda(
  { wheels = cudaWheels, from, downloads, into }: CudaSource,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: OnProgress } = {},
): Promise<{ libraries: string[]; bytes: number }> {
  if (from !== null) await checkFolder(from, wheels, signal);
  await mkdir(into, { recursive: true });
  // before a gigabyte is downloaded: the folder of an installed program is the administrator's
  await access(into, constants.W_OK);
  const all = wheels.reduce((sum, wheel) => sum + wheel.bytes, 0);
  const libraries: string[] = [];
  let [bytes, done] = [0, 0];
  for (const wheel of wheels) {
    signal?.throwIfAborted();
    const path =
      from === null
        ? await fetchCheckpoint(wheel, downloads, {
            ...(signal && { signal }),
            onProgress: ({ stage, fraction }) =>
              onProgress?.({
                stage,
                subject: wheel.fileName,
                fraction: (done + fraction * wheel.bytes) / all,
              }),
          })
        : join(from, wheel.fileName);
    for (const library of await unpackLibraries(path, into)) {
      libraries.push(library.name);
      bytes += library.bytes;
    }
    done += wheel.bytes;
    onProgress?.({ stage: "installing", subject: wheel.fileName, fraction: done / all });
  }
  return { libraries, bytes };
}

async function checkFolder(
  folder: string,
  wheels: readonly PinnedFile[],
  signal?: AbortSignal,
): Promise<void> {
  const isThere = ({ fileName }: PinnedFile) =>
    stat(join(folder, fileName)).then(
      (found) => found.isFile(),
      () => false,
    );
  const missing: string[] = [];
  for (const wheel of wheels) if (!(await isThere(wheel))) missing.push(wheel.fileName);
  if (missing.length > 0) throw new BulbarError("not-found", { file: missing.join(", "), why: "no-wheel" });
  for (const { fileName, sha256 } of wheels) {
    signal?.throwIfAborted();
    if ((await sha256OfFile(join(folder, fileName))) !== sha256)
      throw new BulbarError("model-tampered", { file: fileName, why: "other-wheel" });
  }
}

/** The libraries of a wheel, which is a zip, into a folder: each whole or not at all. */
async function unpackLibraries(wheel: string, into: string): Promise<{ name: string; bytes: number }[]> {
  const zip = await readFile(wheel);
  const found = zipEntries(zip).filter(({ path, isLink }) => !isLink && wanted.test(basename(path)));
  for (const entry of found) {
    const path = join(into, basename(entry.path));
    await writeFile(`${path}.part`, unpackEntry(zip, entry), { mode: 0o755 });
    await rename(`${path}.part`, path);
  }
  return found.map(({ path, bytes }) => ({ name: basename(path), bytes }));
}

/** In this order each finds those that it rests on loaded; what cuDNN opens itself lies beside it. */
const loadOrder = ["libcudart", "libcublasLt", "libcublas", "libcufft", "libcurand", "libcudnn"];
/** glibc's: stays loaded although Node, which looks for a module of its own in it, closes it again. */
const RTLD_NODELETE = 0x1000;

/**
 * Loads CUDA's libraries from where `installCuda` put them, so that the provider, which looks for them by name where the
 * system does, finds them loaded: no `LD_LIBRARY_PATH` is needed, which a process cannot set for itself. Does nothing where
 * there are none: then the system's own are found, or onnxruntime says which it misses.
 */
export function loadCudaLibraries(folder: string): void {
  const files = readdirSync(folder);
  const { RTLD_LAZY, RTLD_GLOBAL } = system.dlopen;
  for (const name of loadOrder) {
    const file = files.find((one) => one.startsWith(`${name}.so`));
    if (!file) continue;
    try {
      process.dlopen({ exports: {} }, join(folder, file), RTLD_LAZY | RTLD_GLOBAL | RTLD_NODELETE);
    } catch {
      // It is no module of Node's, which is said in any case; what could not be loaded the provider will miss, and say so.
    }
  }
}
