import { maximumDraftLength, maximumDrafts } from "../../../shared/contract/shell.ts";

/** Unsaved input of the page, in this process's memory alone: it outlives the page, never the program. */
export class Drafts {
  readonly #texts = new Map<string, string>();

  /** The oldest go when there are too many; one that is too long is not kept. */
  keep(key: string, text: string | null): void {
    this.#texts.delete(key);
    if (text === null || text.length > maximumDraftLength) return;
    this.#texts.set(key, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > maximumDrafts && oldest !== undefined) this.#texts.delete(oldest);
  }

  all(): Record<string, string> {
    return Object.fromEntries(this.#texts);
  }
}
