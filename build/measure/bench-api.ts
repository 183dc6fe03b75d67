/**
 * Loads the interface for other programs and prints what came of it. Fails where a request was lost, or where memory does
 * not come back to within 25 % of what it was after the warm-up (Linux).
 *
 *   npm run bench:api -- [--seconds 120] [--clients 16]
 */
import { parseArgs } from "node:util";
import { loadApi } from "./api-load.ts";

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "120" }, clients: { type: "string", default: "16" } },
});
const [seconds, clients] = [Number(values.seconds), Number(values.clients)];
const result = await loadApi({ seconds, clients, warmSeconds: 60, idleSeconds: 20 });
const { lost, ...figures } = result;
console.table(
  Object.fromEntries(
    Object.entries({ ...figures, lost: lost.length }).map(([name, value]) => [name, Math.round(value)]),
  ),
);
for (const one of lost.slice(0, 10)) console.log(one);
const isBack = result.idleMegabytes <= 1.25 * result.warmMegabytes;
console.log(isBack ? "memory is back at its level" : "memory did not come back to its level");
process.exitCode = lost.length === 0 && isBack ? 0 : 1;
