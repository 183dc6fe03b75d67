import { BulbarError } from "../../../shared/domain/error.ts";

export type Limits = {
  /** Requests with a recording that are received, wait and are worked on, together. */
  atOnce: number;
  /** Requests in a minute; a tenth of them may come in one go. */
  perMinute: number;
};

/** After this a request that found no place may find one, s: about what two recordings take. */
const retrySeconds = 1;

/** Lets requests in, as many as are worked on in good time; the others are told when to come again. */
export class Admission {
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #burst: number;
  #inside = 0;
  #tokens: number;
  #filledAtMs: number;

  /** @param now a steady clock, ms */
  constructor(limits: Limits, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
    this.#burst = Math.max(1, limits.perMinute / 10);
    this.#tokens = this.#burst;
    this.#filledAtMs = now();
  }

  /** Counts a request. @throws BulbarError `too-many-requests` */
  count(): void {
    const { perMinute } = this.#limits;
    const nowMs = this.#now();
    const gained = ((nowMs - this.#filledAtMs) / 60_000) * perMinute;
    this.#tokens = Math.min(this.#burst, this.#tokens + gained);
    this.#filledAtMs = nowMs;
    if (this.#tokens < 1) {
      const seconds = Math.ceil(((1 - this.#tokens) * 60) / perMinute);
      throw new BulbarError("too-many-requests", {
        why: "in-a-minute",
        facts: { limit: perMinute, seconds },
      });
    }
    this.#tokens--;
  }

  /** Takes a place for a recording and gives back how to leave it. @throws BulbarError `too-many-requests` */
  enter(): () => void {
    const { atOnce } = this.#limits;
    if (this.#inside >= atOnce) {
      throw new BulbarError("too-many-requests", {
        why: "at-once",
        facts: { limit: atOnce, seconds: retrySeconds },
      });
    }
    this.#inside++;
    let isInside = true;
    return () => {
      if (isInside) this.#inside--;
      isInside = false;
    };
  }
}
