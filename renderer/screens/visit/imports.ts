import { core } from "../../core-client.ts";
import { releaseHandedFiles } from "../../handed-files.ts";
import { recordingsChanged } from "../../queries.ts";
import { onOtherUser } from "../../session.ts";
import { setUnfinished } from "../../unfinished.ts";
import { uploadFile } from "../../upload.ts";
import { createImportQueue, isComing } from "./import-queue.ts";

/** The one queue of this window. Two at a time: one is sent while the other is analysed. */
export const imports = createImportQueue(
  {
    upload: uploadFile,
    import: (input, options) => core.recordings.import(input, options),
    onDone: () => void recordingsChanged(),
    onThrough: (file) => {
      if (!(file instanceof File)) releaseHandedFiles([file]);
    },
  },
  2,
);

imports.subscribe(() => setUnfinished("import", imports.get().some(isComing)));
onOtherUser(() => imports.clear());
