/** Saves a blob through the browser's or Electron's own download. */
export function saveBlob(blob: Blob, fileName: string) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = fileName;
  anchor.click();
  // The download reads the blob after this task.
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
}
