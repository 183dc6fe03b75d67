import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compile } from "./compile-kernels.ts";

test("the kernels' binary is what the compiler makes of their source", async () => {
  const committed = readFileSync(new URL("../../main/core/dsp/kernels-binary.ts", import.meta.url), "utf8");
  expect(await compile()).toBe(committed);
});
