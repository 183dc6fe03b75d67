import { FolderPlus } from "lucide-react";
import { useRef } from "react";
import { useWords } from "../../words.ts";
import { chosenFiles } from "./chosen-files.ts";
import type { ChosenFile } from "./intake-table.ts";

/** A button that lets a folder be chosen, with all below it. */
export function FolderPicker({ onFiles }: { onFiles: (files: ChosenFile[]) => void }) {
  const screen = useWords().words.intake;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" onClick={() => input.current?.click()}>
        <FolderPlus size={16} aria-hidden />
        {screen.addFolder}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={screen.addFolder}
        {...{ webkitdirectory: "" }}
        onChange={({ target }) => {
          onFiles(chosenFiles(target.files ?? []));
          target.value = "";
        }}
      />
    </>
  );
}
