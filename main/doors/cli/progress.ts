/** One line of progress on standard error, rewritten in place; silent where nobody looks at it. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  /** Whether somebody looks at it. */
  get isSeen(): boolean {
    return this.#stream.isTTY;
  }

  show(text: string): void {
    if (!this.isSeen) return;
    this.#stream.write(`\r\x1b[K${text.slice(0, (this.#stream.columns || 80) - 1)}`);
  }

  clear(): void {
    if (this.isSeen) this.#stream.write("\r\x1b[K");
  }
}
