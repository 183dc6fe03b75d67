import { core } from "../../core-client.ts";
import { recordingsChanged } from "../../queries.ts";
import { uploadFile } from "../../upload.ts";
import { createImportQueue } from "./import-queue.ts";

/** The one queue of this window. Two at a time: one is sent while the other is analysed. */
export const imports = createImportQueue(
  {
    upload: uploadFile,
    import: (input, options) => core.recordings.import(input, options),
    onDone: () => void recordingsChanged(),
  },
  2,
);
