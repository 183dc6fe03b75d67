/** `npm run code-system`: writes the codes of exports, `resources/exchange/code-system.json`, from the program's words. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeSystem } from "./code-system-resource.ts";

const path = join(import.meta.dirname, "../../resources/exchange/code-system.json");
writeFileSync(path, `${JSON.stringify(codeSystem(), null, 2)}\n`);
