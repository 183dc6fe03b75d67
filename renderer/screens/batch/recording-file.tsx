/** A recording by its name, with the folders above it behind: names are told apart at a glance. */
export function RecordingFile({ file }: { file: string }) {
  const at = file.lastIndexOf("/");
  return (
    <>
      {file.slice(at + 1)} {at > 0 && <span className="muted">{file.slice(0, at)}</span>}
    </>
  );
}
