import type { Link } from "../shared/contract/connection.ts";

/** Operations that ask the models chosen at that moment. */
const asksModels: ReadonlySet<string> = new Set([
  "recordings.import",
  "recordings.analyse",
  "recordings.split",
  "captures.finish",
]);

/** Settles when no choice of models is on its way to the program any more. */
let kept: Promise<unknown> = Promise.resolve();

/** Tells of a choice of models that is on its way: it holds for whatever is asked of them from now on. */
export function keepModels<T>(choice: Promise<T>): Promise<T> {
  kept = Promise.allSettled([kept, choice]);
  return choice;
}

/** A link on which what asks models waits for the choices made before, whether these could be kept or not. */
export function afterModelsKept(link: Link): Link {
  return {
    call: async (path, ...asked) => {
      if (asksModels.has(path.join("."))) await kept;
      return link.call(path, ...asked);
    },
  };
}
