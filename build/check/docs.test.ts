import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const docs = join(root, "resources/docs");

/** Documents that a text names. */
const cited = (text: string): string[] => text.match(/resources\/docs\/[\w-]+\.md/g) ?? [];

test("every document that the code cites is there", () => {
  const list = execFileSync(
    "git",
    ["ls-files", "shared", "main", "renderer", "build", "README.md", "CONTRIBUTING.md"],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  const paths = list.split("\n").filter((path) => /\.(tsx?|md)$/.test(path) && existsSync(join(root, path)));
  const named = paths.flatMap((path) => cited(readFileSync(join(root, path), "utf8")));
  expect([...new Set(named)].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("the index names every document", () => {
  const index = readFileSync(join(docs, "README.md"), "utf8");
  for (const file of readdirSync(docs).filter((name) => name !== "README.md"))
    expect(index).toContain(`(${file})`);
});

test("a citation is seen", () => {
  expect(cited(`See ${"resources/docs"}/norms.md.`)).toHaveLength(1);
});
