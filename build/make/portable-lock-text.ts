type Entry = { libc?: string[] };

/** The text of a package-lock.json without the fields that not every npm from 10 on writes. */
export function portableLock(text: string): string {
  const lock = JSON.parse(text) as { packages: Record<string, Entry> };
  for (const entry of Object.values(lock.packages)) delete entry.libc;
  return `${JSON.stringify(lock, null, 2)}\n`;
}
