import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const copy = mkdtempSync(join(tmpdir(), "bulbar-layers-"));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("npm run lint passes the project as it is, and fails for one import too many or a circle of types", () => {
  for (const folder of ["shared", "main", "renderer", "build"])
    cpSync(join(root, folder), join(copy, folder), { recursive: true });
  for (const file of ["package.json", "biome.json", ".gitignore"]) cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  spawnSync("git", ["init", "-q", copy]);
  expect(lint()).toMatchObject({ status: 0, output: expect.not.stringContaining("wall") });

  const leak = join(copy, "main/core/history/leak.ts");
  writeFileSync(leak, `export type * from "../operations/router.ts";\n`);
  expect(lint()).toMatchObject({ status: 1, output: expect.stringContaining("main/core/history/leak.ts:1") });
  rmSync(leak);

  writeFileSync(join(copy, "shared/domain/egg.ts"), circle("Egg", "Hen"));
  writeFileSync(join(copy, "shared/domain/hen.ts"), circle("Hen", "Egg"));
  expect(lint()).toMatchObject({ status: 1, output: expect.stringContaining("noImportCycles") });
});

const circle = (one: string, other: string) =>
  `import type { ${other} } from "./${other.toLowerCase()}.ts";\n\nexport type ${one} = { made: ${other} | null };\n`;

function lint(): { status: number | null; output: string } {
  const { scripts } = JSON.parse(readFileSync(join(copy, "package.json"), "utf8"));
  const path = [join(copy, "node_modules/.bin"), process.env.PATH].join(delimiter);
  const run = spawnSync(scripts.lint, {
    cwd: copy,
    shell: true,
    encoding: "utf8",
    env: { ...process.env, PATH: path },
  });
  return { status: run.status, output: run.stderr };
}
