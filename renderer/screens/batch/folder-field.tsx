import { FolderOpen } from "lucide-react";
import { useId, useRef } from "react";
import { useWords } from "../../words.ts";

type FolderFieldProps = { name: string; label: string; hint: string; onChosen: () => void };

/** A path that is typed, pasted or, in the program's own window, chosen in the system's dialog. */
export function FolderField({ name, label, hint, onChosen }: FolderFieldProps) {
  const { chooseFolder } = useWords().words.batch;
  const input = useRef<HTMLInputElement>(null);
  const [id, hintId] = [useId(), useId()];
  const { bulbar } = window;
  const choose = async () => {
    const path = await bulbar?.chooseFolder();
    if (!path || !input.current) return;
    input.current.value = path;
    onChosen();
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="folder-choice">
        <input
          {...{ id, name }}
          ref={input}
          aria-describedby={hintId}
          maxLength={4096}
          required
          autoComplete="off"
          spellCheck={false}
        />
        {bulbar && (
          <button type="button" aria-label={`${chooseFolder} ${label}`} onClick={choose}>
            <FolderOpen size={15} aria-hidden />
            {chooseFolder}
          </button>
        )}
      </div>
      <small id={hintId}>{hint}</small>
    </div>
  );
}
