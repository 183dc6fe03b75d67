/** So many recordings of ten are heard a second time where repeats are asked for, at least one. */
const repeatedOfTen = 2;

/**
 * Recordings in random order, some of them a second time in the second half, so that a listener cannot tell what belongs
 * together.
 * @param random a number from 0 to below 1
 */
export function mixRecordings<Of>(
  recordings: readonly Of[],
  { repeats, random }: { repeats: boolean; random: () => number },
): (Of & { isRepeat: boolean })[] {
  const first = shuffled(recordings, random).map((one) => ({ ...one, isRepeat: false }));
  if (!repeats) return first;
  const half = Math.ceil(first.length / 2);
  const count = Math.max(1, Math.round((first.length * repeatedOfTen) / 10));
  const again = shuffled(first.slice(0, half), random)
    .slice(0, count)
    .map((one) => ({ ...one, isRepeat: true }));
  return [...first.slice(0, half), ...shuffled([...first.slice(half), ...again], random)];
}

/** Fisher and Yates. */
function shuffled<Of>(items: readonly Of[], random: () => number): Of[] {
  const all = [...items];
  for (let last = all.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [all[last], all[other]] = [all[other]!, all[last]!];
  }
  return all;
}
