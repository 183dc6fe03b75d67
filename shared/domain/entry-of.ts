/** What a table has by a key of somebody else's: "constructor" is none of its entries, though every object answers to it. */
export function entryOf<Value>(table: { readonly [key: string]: Value }, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
