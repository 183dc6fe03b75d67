/**
 * Buffers of large intermediate results, used again. A fresh one is cleared and later marked: the garbage collector goes over
 * the whole heap for every few tens of megabytes of them, which is what a few vowels need.
 */
const free: ArrayBuffer[] = [];

/** What waits for its next use, at most; the buffers of very long recordings are not kept. */
const mostBytes = 2 ** 25;
const smallestBytes = 2 ** 14;

/**
 * A buffer of at least as many bytes, not cleared; sizes that are kept are powers of two, so that recordings of like length
 * share them.
 */
export function takeBuffer(bytes: number): ArrayBuffer {
  if (bytes > mostBytes) return new ArrayBuffer(bytes);
  const size = Math.max(smallestBytes, 2 ** Math.ceil(Math.log2(bytes)));
  const place = free.findLastIndex(({ byteLength }) => byteLength === size);
  return place < 0 ? new ArrayBuffer(size) : free.splice(place, 1)[0]!;
}

/** For the next `takeBuffer`; those that waited longest make room. */
export function giveBackBuffer(buffer: ArrayBuffer): void {
  if (buffer.byteLength > mostBytes) return;
  free.push(buffer);
  let waiting = free.reduce((sum, { byteLength }) => sum + byteLength, 0);
  while (waiting > mostBytes) waiting -= free.shift()!.byteLength;
}
