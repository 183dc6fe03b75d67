/**
 * What a table has by a key that may be unknown: of a stranger's package, an older program, a newer core. "constructor" is
 * none of its entries, though every object answers to it.
 */
export function entryOf<Value>(table: { readonly [key: string]: Value }, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
