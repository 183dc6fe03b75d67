import { storageWords } from "../../domain/storage-error.ts";

/** What a disk, a folder or a share refused, and what to do about it; keyed by the codes of error.ts. */
export const storage = storageWords;
