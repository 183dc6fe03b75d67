import { Download } from "lucide-react";
import { useState } from "react";
import { saveBlob } from "../save-blob.ts";
import { useWords } from "../words.ts";
import { useKeys } from "./use-keys.ts";

export type ImageFormat = "png" | "svg";
type ExportMenuProps = {
  /** What is exported, for the button's name. */
  what: string;
  /** File name without its extension. */
  fileName: string;
  csv?: () => string;
  image?: (format: ImageFormat) => Promise<Blob>;
};

/** Saves a chart as PNG or SVG and its numbers as CSV. */
export function ExportMenu({ what, fileName, csv, image }: ExportMenuProps) {
  const [open, setOpen] = useState(false);
  const name = useWords().words.frame.exportOf(what);
  const close = () => setOpen(false);
  useKeys({ Escape: close });
  const save = async (extension: string, content: () => Promise<Blob> | Blob) => {
    close();
    saveBlob(await content(), `${fileName}.${extension}`);
  };
  const csvBlob = (text: string) => new Blob([text], { type: "text/csv;charset=utf-8" });
  return (
    <div className="menu">
      <button
        type="button"
        className="quiet icon"
        aria-label={name}
        title={name}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Download size={16} aria-hidden />
      </button>
      {open && (
        <div className="menu-items">
          {image && (
            <>
              <button type="button" onClick={() => save("png", () => image("png"))}>
                PNG
              </button>
              <button type="button" onClick={() => save("svg", () => image("svg"))}>
                SVG
              </button>
            </>
          )}
          {csv && (
            <button type="button" onClick={() => save("csv", () => csvBlob(csv()))}>
              CSV
            </button>
          )}
        </div>
      )}
    </div>
  );
}
