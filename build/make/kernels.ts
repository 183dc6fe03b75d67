/**
 * Compiles the inner loops of the measures, `main/core/dsp/assembly/kernels.ts` (AssemblyScript), into
 * `main/core/dsp/kernels-binary.ts`, which is committed: nobody who uses Bulbar needs the compiler. A test compares.
 *
 *   npm run kernels
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "./compile-kernels.ts";

const target = join(import.meta.dirname, "../../main/core/dsp/kernels-binary.ts");
writeFileSync(target, await compile());
