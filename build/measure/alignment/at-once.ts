/** As many at a time as the readings of a few minutes have room for in memory. */
const most = 4;

/** What work makes of each item, a few at a time; in their order. */
export async function fewAtOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += most)
    results.push(...(await Promise.all(items.slice(from, from + most).map(work))));
  return results;
}
