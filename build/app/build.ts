/** `npm run build`: the pages and the program into out/, when they are older than their sources. */
import { ensureBuilt } from "./built.ts";

ensureBuilt("renderer");
ensureBuilt("main");
