import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/**
 * Asks for a line on the terminal, on standard error so that what is printed can be piped on. Null where there is no
 * terminal.
 * @throws an AbortError when Ctrl-C is pressed
 */
export function ask(question: string): Promise<string | null> {
  return asked(process.stderr, question);
}

/** The same for a secret: what is typed is not shown. */
export async function askSecret(question: string): Promise<string | null> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (isAtTerminal()) process.stderr.write(question);
  const answer = await asked(silent, "");
  if (answer !== null) process.stderr.write("\n");
  return answer;
}

/** Whether there is a person to be asked. */
export const isAtTerminal = (): boolean => Boolean(process.stdin.isTTY && process.stderr.isTTY);

async function asked(output: NodeJS.WritableStream, question: string): Promise<string | null> {
  if (!isAtTerminal()) return null;
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  const abort = new AbortController();
  terminal.once("SIGINT", () => abort.abort());
  try {
    return await terminal.question(question, { signal: abort.signal });
  } finally {
    terminal.close();
  }
}
