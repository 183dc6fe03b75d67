import { useLocation } from "wouter";
import { HandedNotice } from "../../components/handed-notice.tsx";
import { takeHandedFiles, useHandedFiles } from "../../handed-files.ts";
import { useWords } from "../../words.ts";
import { intake } from "../intake/intake.ts";

type HandedRecordingsProps = { visitId: string; date: string; who: string };

/** Recordings that were opened with the program, for this visit once somebody says that they belong to it. */
export function HandedRecordings({ visitId, date, who }: HandedRecordingsProps) {
  const files = useHandedFiles("recording");
  const { handed } = useWords().words.shell;
  const [, go] = useLocation();
  if (files.length === 0) return null;
  const add = () => {
    takeHandedFiles(files);
    intake.add(
      visitId,
      files.map((file) => ({ file, path: file.name })),
    );
    go(`/visits/${visitId}/files`);
  };
  return (
    <HandedNotice files={files}>
      <button type="button" className="primary" onClick={add}>
        {handed.addTo(date, who)}
      </button>
    </HandedNotice>
  );
}
