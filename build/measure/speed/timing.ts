/** What work took, ms: processor time of all threads (and of processes that it waited for), and time by the clock. */
export type Times = { processorMs: number; wallMs: number };

/** Does work once more and says what it took. */
export type Timed = () => Promise<Times>;

/** Passes of both that do not count: compilers, caches and disks have seen the work by then. */
const warmUps = 2;

/** `times` passes of work in this process, together. */
export function inThisProcess(work: () => unknown, times = 1): Timed {
  return async () => {
    const before = process.cpuUsage();
    const start = performance.now();
    for (let pass = 0; pass < times; pass++) await work();
    const wallMs = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    return { processorMs: (user + system) / 1000, wallMs };
  };
}

/** Medians of what several works take, which take turns (A B A B), so that the machine's load meets all alike. */
export async function inTurns<Name extends string>(
  works: Record<Name, Timed>,
  rounds: number,
): Promise<Record<Name, Times>> {
  const names = Object.keys(works) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Times[]>;
  for (let round = -warmUps; round < rounds; round++)
    for (const name of names) {
      const times = await works[name]();
      if (round >= 0) found[name].push(times);
    }
  return Object.fromEntries(names.map((name) => [name, medianTimes(found[name])])) as Record<Name, Times>;
}

function medianTimes(all: readonly Times[]): Times {
  return {
    processorMs: median(all.map(({ processorMs }) => processorMs)),
    wallMs: median(all.map(({ wallMs }) => wallMs)),
  };
}

/** The middle one; of an even number the lower of both. */
function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[(numbers.length - 1) >> 1] ?? Number.NaN;
}
