import { FileInput } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { FileKind, HandedFile } from "../../shared/contract/shell.ts";
import { releaseHandedFiles, useHandedFiles } from "../handed-files.ts";
import { useWords } from "../words.ts";

/** The screens that take files of a kind themselves. */
const takers: Readonly<Partial<Record<FileKind, RegExp>>> = {
  recording: /^\/visits\/[^/]+(\/files)?$/,
  model: /^\/models/,
};

/** Above every screen: files that were opened with the program and that this screen does not take. */
export function HandedNotices() {
  const [path] = useLocation();
  const { handed } = useWords().words.shell;
  const files = useHandedFiles("recording", "model", "patient", "backup");
  const what: Record<FileKind, ReactNode> = {
    recording: handed.openVisit,
    model: <Link href="/models">{handed.toModels}</Link>,
    patient: handed.patientFile,
    backup: handed.backup,
  };
  return Object.entries(what).map(([kind, toDo]) => {
    const ofKind = files.filter((file) => file.kind === kind);
    if (ofKind.length === 0 || takers[kind as FileKind]?.test(path)) return null;
    return (
      <HandedNotice key={kind} files={ofKind}>
        <span>{toDo}</span>
      </HandedNotice>
    );
  });
}

/** Names files that wait, with what can be done with them. */
export function HandedNotice({ files, children }: { files: HandedFile[]; children: ReactNode }) {
  const { handed } = useWords().words.shell;
  return (
    <section className="card handed-files" aria-label={handed.label}>
      <FileInput size={16} aria-hidden />
      <span>{handed.waiting(files.map(({ name }) => name).join(", "))}</span>
      {children}
      <button type="button" className="quiet" onClick={() => releaseHandedFiles(files)}>
        {handed.discard}
      </button>
    </section>
  );
}
