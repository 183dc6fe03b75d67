import { Menu } from "@base-ui/react/menu";
import { Download } from "lucide-react";
import { saveBlob } from "../save-blob.ts";
import { useWords } from "../words.ts";

export type ImageFormat = "png" | "svg";
type ExportMenuProps = {
  /** What is exported, for the button's name. */
  what: string;
  /** File name without its extension. */
  fileName: string;
  csv?: () => string;
  image?: (format: ImageFormat) => Promise<Blob>;
};

const imageFormats = ["png", "svg"] as const;

/** Saves a chart as PNG or SVG and its numbers as CSV. */
export function ExportMenu({ what, fileName, csv, image }: ExportMenuProps) {
  const name = useWords().words.frame.exportOf(what);
  const save = (content: Blob, extension: string) => saveBlob(content, `${fileName}.${extension}`);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="quiet icon" aria-label={name} title={name}>
        <Download size={16} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="floating" align="end" sideOffset={4}>
          <Menu.Popup className="menu-items">
            {image &&
              imageFormats.map((format) => (
                <Menu.Item
                  key={format}
                  className="menu-item"
                  onClick={async () => save(await image(format), format)}
                >
                  {format.toUpperCase()}
                </Menu.Item>
              ))}
            {csv && (
              <Menu.Item onClick={() => save(new Blob([csv()], { type: "text/csv;charset=utf-8" }), "csv")}>
                CSV
              </Menu.Item>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
