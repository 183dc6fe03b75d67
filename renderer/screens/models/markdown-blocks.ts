export type Block =
  | { kind: "heading"; level: number; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "list"; items: string[] }
  | { kind: "code"; text: string }
  | { kind: "table"; header: string[]; rows: string[][] };

/** Blocks of the Markdown that model cards use: headings, paragraphs, lists, pipe tables, fenced code. */
export function markdownBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  const parts = markdown.replaceAll("\r\n", "\n").split(/(^```[^\n]*\n[\s\S]*?^```$)/m);
  for (const part of parts) {
    const code = /^```[^\n]*\n([\s\S]*?)\n?```$/.exec(part)?.[1];
    if (code !== undefined) blocks.push({ kind: "code", text: code });
    else blocks.push(...part.split(/\n{2,}|\n(?=#)|(?<=^#[^\n]*)\n/m).flatMap(block));
  }
  return blocks;
}

function block(text: string): Block[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const [first] = lines;
  if (first === undefined) return [];
  const heading = /^(#{1,6})\s+(.*)$/.exec(first);
  if (heading) return [{ kind: "heading", level: heading[1]?.length ?? 1, text: heading[2] ?? "" }];
  if (lines.length > 1 && /^\|?[\s|:-]+$/.test(lines[1] ?? "") && first.includes("|"))
    return [{ kind: "table", header: cells(first), rows: lines.slice(2).map(cells) }];
  if (/^\s*([-*+]|\d+\.)\s/.test(first)) return [{ kind: "list", items: listItems(lines) }];
  return [{ kind: "paragraph", text: lines.join(" ") }];
}

const cells = (line: string) =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());

function listItems(lines: string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    const start = /^\s*(?:[-*+]|\d+\.)\s+(.*)$/.exec(line)?.[1];
    if (start !== undefined) items.push(start);
    else items.push(`${items.pop() ?? ""} ${line.trim()}`);
  }
  return items;
}

export type Span = { kind: "text" | "strong" | "emphasis" | "code"; text: string };

/** Strong, emphasised and code spans of a line; the target of a link is dropped, its text kept. */
export function markdownSpans(text: string): Span[] {
  const plain = text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  return plain
    .split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*)/)
    .filter(Boolean)
    .map((part): Span => {
      if (part.startsWith("`")) return { kind: "code", text: part.slice(1, -1) };
      if (part.startsWith("**")) return { kind: "strong", text: part.slice(2, -2) };
      if (part.startsWith("*") && part.endsWith("*") && part.length > 2)
        return { kind: "emphasis", text: part.slice(1, -1) };
      return { kind: "text", text: part };
    });
}
