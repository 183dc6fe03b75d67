import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { beforeEach, expect, test } from "vitest";
import { cudaWheels, installCuda } from "./cuda-libraries.ts";
import type { PinnedFile } from "./fetch-checkpoint.ts";
import { offeredDevices } from "./offered-devices.ts";
import { onnxruntimeVersion } from "./onnxruntime.ts";

const contents = {
  "onnxruntime_gpu.whl": {
    "onnxruntime/capi/libonnxruntime_providers_cuda.so": "the provider",
    "onnxruntime/capi/libonnxruntime_providers_shared.so": "what providers share",
    "onnxruntime/capi/libonnxruntime_providers_tensorrt.so": "another provider",
    "onnxruntime/capi/libonnxruntime.so.1.30.0": "is there already",
    "onnxruntime/__init__.py": "Python",
  },
  "nvidia_cublas.whl": {
    "nvidia/cu13/lib/libcublas.so.13": "products",
    "nvidia/cu13/lib/libcublasLt.so.13": "light products",
    "nvidia/cu13/include/cublas.h": "C",
  },
};
let folder: string;
let into: string;
let wheels: PinnedFile[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bulbar-wheels-"));
  into = join(mkdtempSync(join(tmpdir(), "bulbar-cuda-")), "linux", "x64");
  mkdirSync(into, { recursive: true });
  wheels = Object.entries(contents).map(([fileName, files]) => {
    const zip = zipSync(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])),
    );
    writeFileSync(join(folder, fileName), zip);
    const sha256 = createHash("sha256").update(zip).digest("hex");
    return { url: `http://127.0.0.1:1/${fileName}`, fileName, bytes: zip.length, sha256 };
  });
});

const cudaOf = (providers: string) => offeredDevices(providers).find(({ device }) => device === "cuda");
const install = (from: string | null, onFraction: (fraction: number) => void = () => {}) =>
  installCuda(
    { wheels, from, downloads: join(folder, "downloads"), into },
    { onProgress: ({ fraction }) => onFraction(fraction) },
  );

test("the provider and what it rests on come out of the wheels, and CUDA is offered", async () => {
  expect(cudaOf(into)?.refusal?.why).toBe(process.platform === "linux" ? "no-library" : "not-offered");
  const fractions: number[] = [];
  const { libraries, bytes } = await install(folder, (fraction) => fractions.push(fraction));
  const found = [
    "libcublas.so.13",
    "libcublasLt.so.13",
    "libonnxruntime_providers_cuda.so",
    "libonnxruntime_providers_shared.so",
  ];
  expect(readdirSync(into).sort()).toEqual(found);
  expect([...libraries].sort()).toEqual(found);
  expect(bytes).toBe(found.reduce((sum, name) => sum + statSync(join(into, name)).size, 0));
  expect(readFileSync(join(into, "libonnxruntime_providers_cuda.so"), "utf8")).toBe("the provider");
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions.at(-1)).toBe(1);
  if (process.platform === "linux") expect(cudaOf(into)).toEqual({ device: "cuda", refusal: null });
});

test("a wheel that is another file is refused before anything is unpacked", async () => {
  writeFileSync(join(folder, "nvidia_cublas.whl"), "something else");
  await expect(install(folder)).rejects.toMatchObject({
    code: "model-tampered",
    data: { file: "nvidia_cublas.whl", why: "other-wheel" },
  });
  expect(readdirSync(into)).toEqual([]);
});

test("all wheels that are missing are named at once", async () => {
  const empty = mkdtempSync(join(tmpdir(), "bulbar-empty-"));
  await expect(install(empty)).rejects.toMatchObject({
    code: "not-found",
    data: { file: "onnxruntime_gpu.whl, nvidia_cublas.whl", why: "no-wheel" },
  });
});

test("without a folder they are downloaded", async () => {
  const server = createServer((request, response) => {
    response.end(readFileSync(join(folder, (request.url ?? "/").slice(1))));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  wheels = wheels.map((wheel) => ({ ...wheel, url: `http://127.0.0.1:${port}/${wheel.fileName}` }));
  try {
    const { libraries } = await install(null);
    expect(libraries).toHaveLength(4);
    expect(readdirSync(join(folder, "downloads")).sort()).toEqual([
      "nvidia_cublas.whl",
      "onnxruntime_gpu.whl",
    ]);
  } finally {
    server.close();
  }
});

test("the provider is of the version that runs the models", () => {
  const [provider, ...others] = cudaWheels;
  expect(provider!.fileName).toContain(`onnxruntime_gpu-${onnxruntimeVersion}-`);
  expect(others).toHaveLength(5);
  for (const { url, fileName } of cudaWheels) expect(url.endsWith(`/${fileName}`)).toBe(true);
});

const hasCompiler = process.platform === "linux" && spawnSync("cc", ["--version"]).status === 0;

test.skipIf(!hasCompiler)("a library that needs CUDA's finds them loaded, without LD_LIBRARY_PATH", () => {
  const compile = (name: string, source: string, ...more: string[]) => {
    writeFileSync(join(folder, `${name}.c`), source);
    execFileSync("cc", ["-shared", "-fPIC", "-o", join(into, name), join(folder, `${name}.c`), ...more]);
  };
  // Of a version that no system has.
  compile("libcudart.so.99", "int cuda_version(void) { return 99; }", "-Wl,-soname,libcudart.so.99");
  const below = join(into, "libcudart.so.99");
  compile("provider.so", "int cuda_version(void); int provider(void) { return cuda_version(); }", below);
  const script = `
    import { loadCudaLibraries } from ${JSON.stringify(join(import.meta.dirname, "cuda-libraries.ts"))};
    const open = () => { try { process.dlopen({ exports: {} }, ${JSON.stringify(join(into, "provider.so"))}); } catch (error) { return error.message; } };
    const before = open();
    loadCudaLibraries(${JSON.stringify(into)});
    process.stdout.write(JSON.stringify([before, open()]));`;
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  const [before, after] = JSON.parse(run.stdout) as string[];
  expect(before).toContain("libcudart.so.99: cannot open shared object file");
  expect(after).toContain("did not self-register"); // it was loaded, and is no module of Node's
});

test.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
  "where it may not write nothing is downloaded (skipped for root, who may)",
  async () => {
    chmodSync(into, 0o500);
    await expect(install(null)).rejects.toMatchObject({ code: "EACCES" });
    chmodSync(into, 0o700);
  },
);
