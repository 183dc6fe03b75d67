/** What a disk, a folder or a share refused, and what to do about it; keyed by the codes of error.ts. */
export const storage = {
  "storage-full": {
    reason: "There is no room left on the disk.",
    remedy: "Free some space and try again. Nothing has been stored of what was under way.",
  },
  "storage-file-limit": {
    reason: "The file would become larger than this file system or this account allows.",
    remedy:
      "Raise the limit on the size of files (`ulimit -f`), or move the data folder to a file system that takes larger files (FAT32 ends at 4 GB). Nothing has been stored of what was under way.",
  },
  "storage-read-only": {
    reason: "The data can be read here, but not written.",
    remedy:
      "Make the folder and its files writable for this account, or choose another data folder; then start Bulbar again.",
  },
  "storage-no-permission": {
    reason: "This account may not use the file or folder.",
    remedy: "Ask for access to it, or choose another data folder.",
  },
  "storage-in-the-way": {
    reason: "A file is where a folder belongs, or a folder where a file belongs.",
    remedy: "Move it away or choose another data folder.",
  },
  "storage-unavailable": {
    reason: "The disk or share does not answer, or the file is no longer where it was.",
    remedy:
      "Connect the disk or share again, then start Bulbar again. What was stored before has not been found damaged.",
  },
};
