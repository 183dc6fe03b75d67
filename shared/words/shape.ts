import type { en } from "./en.ts";

/** A leaf's literal type widened: text stays text, a function of facts keeps its facts. */
type Widened<T> = T extends string
  ? string
  : T extends (...facts: infer Facts) => string
    ? (...facts: Facts) => string
    : { readonly [Key in keyof T]: Widened<T[Key]> };

/** What every language says, with typed keys: English is the shape. */
export type Words = Widened<typeof en>;
