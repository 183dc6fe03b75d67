import { FilePlus } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useWords } from "../../words.ts";
import { chosenFiles } from "./chosen-files.ts";
import type { ChosenFile } from "./intake-table.ts";

type FilePickerProps = { onFiles: (files: ChosenFile[]) => void; children: ReactNode };

/** A button that lets files be chosen, several at once. */
export function FilePicker({ onFiles, children }: FilePickerProps) {
  const { recordings } = useWords().words.visit;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" onClick={() => input.current?.click()}>
        <FilePlus size={16} aria-hidden />
        {children}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={recordings}
        onChange={({ target }) => {
          onFiles(chosenFiles(target.files ?? []));
          target.value = "";
        }}
      />
    </>
  );
}
