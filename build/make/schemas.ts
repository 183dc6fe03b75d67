import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { schemaFiles } from "./schema-files.ts";

/** `npm run schemas`: writes the JSON schemas that models/training validates with, from the program's own types. */
const folder = join(import.meta.dirname, "../../models/training/schema");
mkdirSync(folder, { recursive: true });
for (const [name, text] of schemaFiles()) writeFileSync(join(folder, name), text);
