/** Kept of each kind: a visit's recordings share rate and settings. */
const most = 4;

/** `make`, with the last few things that it made of a number: they are shared, and nobody changes them. */
export function rememberLast<T>(make: (of: number) => T): (of: number) => T {
  const made = new Map<number, T>();
  return (of) => {
    const known = made.get(of);
    if (known !== undefined) return known;
    const fresh = make(of);
    made.set(of, fresh);
    if (made.size > most) made.delete(made.keys().next().value!);
    return fresh;
  };
}
