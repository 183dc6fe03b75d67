/** Between two looks at the counters, ms, and how long they are compared before a loss is believed. */
const lookMs = 50;
const believeMs = 2000;

/**
 * Counts samples that the device has delivered and that did not arrive: the difference of two counters, which blocks on
 * their way enlarge for a moment. So the least of many readings counts.
 */
export class LossCount {
  readonly #delivered: () => number | null;
  readonly #askForCount: () => void;
  readonly #looking: ReturnType<typeof setInterval>;
  #least: number | null = null;

  /**
   * @param delivered frames that the device gave the page; null where the browser does not say
   * @param askForCount has `counted` called with the frames that arrived
   */
  constructor(delivered: () => number | null, askForCount: () => void) {
    this.#delivered = delivered;
    this.#askForCount = askForCount;
    this.#looking = setInterval(askForCount, lookMs);
  }

  counted(frames: number): void {
    const delivered = this.#delivered();
    if (delivered === null) return;
    this.#least = Math.min(this.#least ?? Number.POSITIVE_INFINITY, delivered - frames);
  }

  /** Frames that were delivered and have not arrived till now: those before the reading began, and every loss. */
  offset(): number | null {
    return this.#least;
  }

  /** What was lost since an earlier `offset`; null where it cannot be counted. */
  async since(before: number | null): Promise<number | null> {
    if (before === null) return null;
    this.#least = null;
    for (let waited = 0; waited < believeMs; waited += lookMs) {
      this.#askForCount();
      await new Promise((resolve) => setTimeout(resolve, lookMs));
      if (this.#least !== null && this.#least <= before) return 0;
    }
    return this.#least === null ? null : Math.max(0, this.#least - before);
  }

  close(): void {
    clearInterval(this.#looking);
  }
}
