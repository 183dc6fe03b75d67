import PDFDocument from "pdfkit";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { Frame } from "../content/report-frame.ts";
import { pageOf } from "./page.ts";
import { type Area, rule, type Sheet } from "./sheet.ts";
import { tagsOn } from "./tagging.ts";
import { colours, typesetter } from "./typesetting.ts";

/** What a signature dictionary says besides the signature, and the room to leave for it. */
export type SignatureRoom = {
  signer: string;
  signedAt: Date;
  reason: string;
  bytes: number;
  byteRange: string;
};

/** A document that is being set from top to bottom: the sheet, the block of text, and how far it has come. */
export type Flow = {
  sheet: Sheet;
  text: Omit<Area, "y">;
  y: number;
  /** Pages begun. */
  pages: number;
  /** Begins a page. */
  nextPage(): void;
  /** Begins a page where this height is not left, with `above` points less of distance at its top. */
  keepTogether(height: number, above?: number): void;
};

/**
 * Writes a tagged PDF/A-2b document with its frame on every page. Fonts are embedded, and neither title nor metadata name
 * the patient. The same frame and drawing give the same bytes.
 */
export async function writeDocument(
  frame: Frame,
  draw: (flow: Flow) => void,
  signature: SignatureRoom | null = null,
): Promise<Uint8Array> {
  const page = pageOf(frame.paper);
  const program = `Bulbar ${frame.programVersion}`;
  const doc = new PDFDocument({
    size: page.size,
    margin: 0,
    bufferPages: true,
    autoFirstPage: false,
    pdfVersion: "1.7",
    subset: "PDF/A-2b",
    tagged: true,
    lang: frame.language === "de" ? "de" : "en",
    displayTitle: true,
    // else Helvetica is written into the file, without its outlines
    font: null as unknown as string,
    info: {
      Title: frame.documentTitle,
      Producer: program,
      Creator: program,
      CreationDate: frame.createdAt,
    },
  });
  const chunks: Uint8Array[] = [];
  const written = new Promise<void>((resolve, reject) => {
    doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    doc.on("end", resolve);
    doc.on("error", reject);
  });
  const tags = tagsOn(doc);
  const sheet: Sheet = { doc, tags, type: typesetter(doc, tags), page, language: frame.language };
  draw(flowOn(sheet, frame));
  drawFeet(sheet, frame);
  if (signature) leaveRoomForSignature(doc, signature);
  doc.end();
  await written;
  return Buffer.concat(chunks);
}

function flowOn(sheet: Sheet, frame: Frame): Flow {
  const { page } = sheet;
  const flow: Flow = {
    sheet,
    text: { x: page.left, width: page.width },
    y: page.top,
    pages: 0,
    nextPage() {
      beginPage(sheet, frame);
      flow.pages++;
      flow.y = page.top;
    },
    keepTogether(height, above = 0) {
      if (flow.y + height <= page.bottom) return;
      flow.nextPage();
      flow.y -= above;
    },
  };
  return flow;
}

/** Who it is of is read aloud on the first page and printed on all. */
function beginPage(sheet: Sheet, frame: Frame): void {
  const { doc, tags } = sheet;
  doc.addPage();
  const isFirst = doc.bufferedPageRange().count === 1;
  const draw = () => drawHead(sheet, frame);
  if (isFirst) draw();
  else tags.artifact(draw);
}

function drawHead(sheet: Sheet, frame: Frame): void {
  const { type, page } = sheet;
  const right = { x: page.left + page.width - 200, width: 200, align: "right" } as const;
  type.set(frame.title, { size: 9.5, weight: 600 }, { ...right, y: 29 }, "H1");
  drawIdentity(sheet, frame);
  rule(sheet, { x: page.left, y: 64, width: page.width }, 1, colours.accent);
}

/** Name and identifiers. A long name is set smaller, then on two lines; a long code takes a line of its own. */
function drawIdentity({ type, page }: Sheet, { patientName, identifiers }: Frame): void {
  const left = { x: page.left, width: page.width - 205 };
  const fitting = (words: string, sizes: number[], weight: 400 | 600) =>
    sizes.find((size) => type.width(words, { size, weight }) <= left.width) ?? sizes.at(-1)!;
  const size = fitting(patientName, [14, 12, 10, 8.5], 600);
  const { code, person } = identifiers;
  const oneLine = `${code} · ${person}`;
  const isShort = type.width(oneLine, { size: 8.5 }) <= left.width;
  const isCut = type.lines(patientName, { size, weight: 600 }, left.width, 2).length > 1;
  const nameTop = isCut ? 18 : (isShort ? 40 : 36) - size;
  type.set(patientName, { size, weight: 600 }, { ...left, y: nameTop, lines: 2 });
  if (isShort) type.set(oneLine, { size: 8.5 }, { ...left, y: 46 });
  else {
    type.set(code, { size: fitting(code, [8, 7, 6, 5], 400) }, { ...left, y: 40.5 });
    type.set(person, { size: 8 }, { ...left, y: 51 });
  }
}

/** What stands on every page once the number of pages is known: the state, the page's number, purpose and versions. */
function drawFeet(sheet: Sheet, frame: Frame): void {
  const { doc, tags } = sheet;
  const { count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    doc.switchToPage(index);
    tags.artifact(() => drawFoot(sheet, frame, index + 1, count));
  }
}

function drawFoot(sheet: Sheet, frame: Frame, number: number, count: number): void {
  const { type, page } = sheet;
  const { report } = wordsOf(sheet.language);
  const small = { size: 7.5, colour: colours.grey };
  const right = { x: page.left + page.width - 200, width: 200, align: "right" } as const;
  const foot = page.bottom + 8;
  type.set(report.page(frame.state, String(number), String(count)), small, { ...right, y: 46 });
  if (type.hasEscaped) type.set(report.lettersNotPrinted, { ...small, size: 6.5 }, { ...right, y: 55 });
  rule(sheet, { x: page.left, y: foot, width: page.width }, 0.5);
  type.set(frame.disclaimer, { size: 8, weight: 600 }, { x: page.left, y: foot + 5, width: 220 });
  const versions = [`Bulbar ${frame.programVersion}`, frame.versions].filter(Boolean).join("  ·  ");
  const room = { x: page.left + 225, y: foot + 5.5, width: page.width - 225, align: "right" } as const;
  type.set(versions, small, room);
}

/** Writes a signature field that is not seen on the page, as PAdES has it; `signPdf` fills it. */
function leaveRoomForSignature(doc: PDFKit.PDFDocument, room: SignatureRoom): void {
  const { signer, signedAt, reason, bytes, byteRange } = room;
  const signature = doc.ref({
    Type: "Sig",
    Filter: "Adobe.PPKLite",
    SubFilter: "ETSI.CAdES.detached",
    ByteRange: [0, byteRange, byteRange, byteRange],
    Contents: Buffer.alloc(bytes),
    Name: new String(signer),
    Reason: new String(reason),
    M: signedAt,
  });
  signature.end(undefined);
  const { page } = doc;
  const field = doc.ref({
    Type: "Annot",
    Subtype: "Widget",
    FT: "Sig",
    T: new String("signature"),
    // printed, locked
    F: 132,
    Rect: [0, 0, 0, 0],
    P: page.dictionary,
    V: signature,
  });
  field.end(undefined);
  page.annotations.push(field);
  const form = doc.ref({ SigFlags: 3, Fields: [field] });
  form.end(undefined);
  const internals = doc as unknown as { _root: { data: Record<string, unknown> }; endAcroForm: () => void };
  internals._root.data.AcroForm = form;
  // pdfkit would end a form of its own
  internals.endAcroForm = () => {};
}
