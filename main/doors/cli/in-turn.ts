/** How far ahead of the first that is not done others may be. */
const window = 100;

/**
 * Works on many things at once and takes what comes of them in their order, holding a bounded number of results.
 * @param workers each works on one thing at a time
 * @param take is waited for before the next result is taken
 */
export async function inTurn<Thing, Worker, Result>(
  things: Iterable<Thing>,
  workers: readonly Worker[],
  work: (worker: Worker, thing: Thing) => Promise<Result>,
  take: (result: Result) => Promise<void>,
): Promise<void> {
  const waiting = new Map<number, Result>();
  const remaining = [...things].entries();
  let taken = 0;
  let taking = Promise.resolve();
  let moved = Promise.withResolvers<void>();

  async function takeWaiting(): Promise<void> {
    for (let result = waiting.get(taken); result !== undefined; result = waiting.get(taken)) {
      waiting.delete(taken);
      await take(result);
      taken++;
    }
    moved.resolve();
    moved = Promise.withResolvers();
  }
  await Promise.all(
    workers.map(async (worker) => {
      for (const [place, thing] of remaining) {
        while (place >= taken + window) await moved.promise;
        waiting.set(place, await work(worker, thing));
        taking = taking.then(takeWaiting);
      }
    }),
  );
  await taking;
}
