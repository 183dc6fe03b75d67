import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { hostileGraph } from "../../../main/core/inference/hostile-graph.fixture.ts";
import { installPackage } from "../../../main/core/inference/install-package.ts";
import { ModelLibrary } from "../../../main/core/inference/model-library.ts";
import { featurePackage, packageContent } from "../../../main/core/inference/package.fixture.ts";
import { openPackageFile } from "../../../main/core/inference/unpack-package.ts";
import type { OpenedKind } from "./kind.ts";
import { mutateBytes, mutateJson, oneOf } from "./mutate.ts";

/** Manifests of packages that lie in the folder of installed ones, looked at as at every start. */
export async function manifest(folder: string): Promise<OpenedKind> {
  const content = packageContent("fuzzed");
  const whole = JSON.parse(Buffer.from(content["manifest.json"]!).toString());
  const place = join(folder, "models", "fuzzed");
  mkdirSync(place, { recursive: true });
  for (const [name, bytes] of Object.entries(content)) writeFileSync(join(place, name), bytes);
  return {
    input: (random) => {
      const text = Buffer.from(JSON.stringify(mutateJson(whole, random)));
      return random.uniform() < 0.2 ? mutateBytes(text, random) : text;
    },
    feed: async (input) => {
      writeFileSync(join(place, "manifest.json"), input);
      const { packages, refused } = await new ModelLibrary(
        join(folder, "none"),
        join(folder, "models"),
      ).content();
      if (packages.length + refused.length !== 1)
        throw new Error("the package was neither taken nor refused");
      return packages.length === 1 ? "taken" : `refused: ${refused[0]!.code}`;
    },
  };
}

/** `.bulbar-model` files, opened and unpacked; no graph is run. */
export async function packageZip(folder: string): Promise<OpenedKind> {
  const content = packageContent("fuzzed", { graph: hostileGraph("loops") });
  const zips = [zipSync(content), zipSync(content, { level: 0 }), zipSync({ fuzzed: content })];
  const path = join(folder, "case.bulbar-model");
  return {
    input: (random) => {
      const zip = oneOf(random, zips);
      // what a zip holds is told at its end
      const tail = Math.max(0, zip.length - 600);
      return random.uniform() < 0.5
        ? mutateBytes(zip, random)
        : Buffer.concat([zip.subarray(0, tail), mutateBytes(zip.subarray(tail), random)]);
    },
    feed: async (input) => {
      writeFileSync(path, input);
      const { manifest, read } = await openPackageFile(path);
      for (const name of Object.keys(manifest.files)) read(name);
      return "unpacked";
    },
  };
}

/** Graphs in packages whose hashes are right: installed with their self-test, each in a process of its own. */
export async function graph(folder: string): Promise<OpenedKind> {
  const whole = packageContent("fuzzed")["model.onnx"]!;
  const places = { installedFolder: join(folder, "models"), shippedFolder: join(folder, "none") };
  const path = join(folder, "case.bulbar-model");
  return {
    // a graph of features is a tenth in size, so that faults meet its nodes
    input: (random) =>
      mutateBytes(
        random.uniform() < 0.5 ? whole : featurePackage("fuzzed", smallGraph)["model.onnx"]!,
        random,
      ),
    feed: async (input) => {
      const isSmall = input.length < 4096;
      const content = isSmall ? featurePackage("fuzzed", input) : packageContent("fuzzed", { graph: input });
      writeFileSync(path, zipSync(content));
      await installPackage(path, places);
      rmSync(places.installedFolder, { recursive: true });
      return "installed";
    },
  };
}

const smallGraph = hostileGraph("grows");
