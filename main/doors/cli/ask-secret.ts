import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/**
 * Asks for a secret on the terminal; what is typed is not shown. Null where there is no terminal.
 * @throws an AbortError when Ctrl-C is pressed
 */
export async function askSecret(question: string): Promise<string | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  const abort = new AbortController();
  terminal.once("SIGINT", () => abort.abort());
  process.stderr.write(question);
  try {
    return await terminal.question("", { signal: abort.signal });
  } finally {
    terminal.close();
    process.stderr.write("\n");
  }
}
