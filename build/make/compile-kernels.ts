import { readFileSync } from "node:fs";
import { join } from "node:path";
import asc from "assemblyscript/asc";

const source = join(import.meta.dirname, "../../main/core/dsp/assembly/kernels.ts");

/** The text of `main/core/dsp/kernels-binary.ts`, compiled from its source. Throws what the compiler says. */
export async function compile(): Promise<string> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      "kernels.ts",
      "--outFile",
      "kernels.wasm",
      "-O3",
      "--runtime",
      "stub",
      "--noAssert",
      "--importMemory",
    ].concat(["--enable", "simd", "--use", "abort="]),
    {
      readFile: (name) => (name === "kernels.ts" ? readFileSync(source, "utf8") : null),
      writeFile: (name, contents) => {
        if (name === "kernels.wasm") binary = Buffer.from(contents);
      },
      listFiles: () => [],
    },
  );
  if (error || !binary) throw new Error(`${stderr.toString()}\n${error?.message ?? "nothing was written"}`);
  const base64 = Buffer.from(binary).toString("base64");
  return `/** Made from assembly/kernels.ts by \`npm run kernels\`: WebAssembly, base64. */\nexport const kernelsBinary =\n  "${base64}";\n`;
}
