import { useEffect, useState } from "react";
import { droppedFiles } from "./chosen-files.ts";
import type { ChosenFile } from "./intake-table.ts";

type DropTargetProps = { onFiles: (files: ChosenFile[]) => void; words: string };

/** Takes files and folders that are dropped anywhere in the window, and says so while they are held over it. */
export function DropTarget({ onFiles, words }: DropTargetProps) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent) => holdsFiles(event) && setOver(true);
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = async ({ dataTransfer }: DragEvent) => {
      setOver(false);
      const files = dataTransfer ? await droppedFiles(dataTransfer) : [];
      if (files.length > 0) onFiles(files);
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [onFiles]);
  return over ? <div className="drop-target">{words}</div> : null;
}
