import { TableScroll } from "../../components/table-scroll.tsx";
import { type Block, markdownBlocks, markdownSpans } from "./markdown-blocks.ts";

/** A model card as page elements; raw HTML in it stays text. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="markdown">
      {markdownBlocks(text).map((block, k) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a card does not change while it is shown
        <BlockView key={k} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading":
      return block.level <= 2 ? <h2>{spans(block.text)}</h2> : <h3>{spans(block.text)}</h3>;
    case "paragraph":
      return <p>{spans(block.text)}</p>;
    case "code":
      return <pre>{block.text}</pre>;
    case "list":
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{spans(item)}</li>
          ))}
        </ul>
      );
    case "table":
      return (
        <TableScroll>
          <table>
            <thead>
              <tr>
                {block.header.map((cell) => (
                  <th key={cell}>{spans(cell)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row) => (
                <tr key={row.join("|")}>
                  {row.map((cell, k) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                    <td key={k}>{spans(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      );
  }
}

const elements = { text: "span", strong: "strong", emphasis: "em", code: "code" } as const;

function spans(text: string) {
  return markdownSpans(text).map(({ kind, text: part }, k) => {
    const Element = elements[kind];
    // biome-ignore lint/suspicious/noArrayIndexKey: a card does not change while it is shown
    return <Element key={k}>{part}</Element>;
  });
}
