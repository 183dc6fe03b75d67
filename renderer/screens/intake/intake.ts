import { core } from "../../core-client.ts";
import { releaseHandedFiles } from "../../handed-files.ts";
import { onOtherUser } from "../../session.ts";
import { uploadFile } from "../../upload.ts";
import { createIntakeTable } from "./intake-table.ts";

/** The one table of this window. */
export const intake = createIntakeTable(
  {
    look: async (file, signal) => {
      const uploadId = await uploadFile(file, signal, () => {});
      return core.recordings.look({ uploadId, fileName: file.name }, { signal });
    },
    judge: (visitId, files) => core.recordings.judgeFiles({ visitId, files }),
    onLeft: (file) => {
      if (!(file instanceof File)) releaseHandedFiles([file]);
    },
  },
  2,
);

onOtherUser(() => intake.clear());
