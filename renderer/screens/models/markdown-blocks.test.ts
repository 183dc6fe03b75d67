import { expect, test } from "vitest";
import { markdownBlocks, markdownSpans } from "./markdown-blocks.ts";

test("a card's blocks", () => {
  const card = `# als-cnn
First line
second line.

## Data
- one
  more of one
- two

| split | AUC |
|---|---:|
| grouped | 0.75 |

\`\`\`sh
npm test

npm start
\`\`\`
`;
  expect(markdownBlocks(card)).toEqual([
    { kind: "heading", level: 1, text: "als-cnn" },
    { kind: "paragraph", text: "First line second line." },
    { kind: "heading", level: 2, text: "Data" },
    { kind: "list", items: ["one more of one", "two"] },
    { kind: "table", header: ["split", "AUC"], rows: [["grouped", "0.75"]] },
    { kind: "code", text: "npm test\n\nnpm start" },
  ]);
});

test("spans; links keep their text only, HTML stays text", () => {
  expect(markdownSpans("**bold** and `code`, [link](https://x.org) *so* <b>x</b> 3 * 4")).toEqual([
    { kind: "strong", text: "bold" },
    { kind: "text", text: " and " },
    { kind: "code", text: "code" },
    { kind: "text", text: ", link " },
    { kind: "emphasis", text: "so" },
    { kind: "text", text: " <b>x</b> 3 * 4" },
  ]);
});
