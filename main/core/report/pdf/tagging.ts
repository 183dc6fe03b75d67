import type PDFDocument from "pdfkit";

type Document = InstanceType<typeof PDFDocument>;

/** Kinds of structure that a report has (ISO 32000-1, 14.8.4): groups, and what stands in a line. */
export type Group = "Sect" | "Table" | "TR" | "TD" | "TH" | "L" | "LI";
export type Leaf = "H1" | "H2" | "H3" | "P" | "Lbl" | "LBody" | "Figure";

type GroupOptions = { scope?: "Row" | "Column" };

/**
 * The structure of a tagged document. What is drawn belongs to the text, the figure or the artifact within which it is
 * drawn; a text within a figure is part of the figure. Reading order is the order of drawing.
 */
export type Tags = {
  /** A group: what is tagged within it stands under it. */
  group<T>(kind: Group, draw: () => T, options?: GroupOptions): T;
  /** A text of one kind. */
  text<T>(kind: Leaf, draw: () => T): T;
  /** A picture with what it shows in words, for those who do not see it. */
  figure<T>(words: string, draw: () => T): T;
  /** Decoration and what repeats on every page: not read aloud. */
  artifact<T>(draw: () => T): T;
};

/** Tags on a pdfkit document that was opened as tagged. */
export function tagsOn(doc: Document): Tags {
  const root = doc.struct("Document");
  doc.addStructure(root);
  const open = [root];
  let isInside = false;
  const inside = <T>(draw: () => T): T => {
    isInside = true;
    try {
      return draw();
    } finally {
      isInside = false;
    }
  };
  const leaf = <T>(kind: Leaf, options: { alt?: string }, draw: () => T): T => {
    if (isInside) return draw();
    const drawn: T[] = [];
    // pdfkit draws as the element is joined to the document
    open.at(-1)!.add(doc.struct(kind, options, [() => void drawn.push(inside(draw))]));
    return drawn[0]!;
  };
  return {
    group(kind, draw, options = {}) {
      if (isInside) return draw();
      const element = doc.struct(kind, options as PDFKit.Mixins.StructureElementOptions);
      open.at(-1)!.add(element);
      open.push(element);
      try {
        return draw();
      } finally {
        open.pop();
        element.end();
      }
    },
    text: (kind, draw) => leaf(kind, {}, draw),
    figure: (words, draw) => leaf("Figure", { alt: words }, draw),
    artifact(draw) {
      if (isInside) return draw();
      doc.markContent("Artifact");
      try {
        return inside(draw);
      } finally {
        doc.endMarkedContent();
      }
    },
  };
}
