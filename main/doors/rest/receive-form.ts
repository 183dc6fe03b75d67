import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { WhyOf } from "../../../shared/domain/error-whys.ts";
import type { Uploads } from "../../core/uploads.ts";

/** A form as it arrived: its fields, and where its recording was put aside. */
export type ReceivedForm = {
  fields: Record<string, string>;
  file: { uploadId: string; fileName: string };
};

const mostFields = 20;
const longestFieldBytes = 1000;
/** What parts a form and heads its parts, over the recording's own bytes. */
const mostFormBytes = 64 * 1024;
/** A body of which nothing arrives for so long is given up, ms. */
const stallMs = 10_000;

/**
 * Takes a form in as a stream: its recording goes encrypted into the uploads' folder, so that neither memory nor disk holds
 * it in plain. What was put aside is removed where the form turns out to be none; afterwards it is the caller's to remove.
 * @param recordingBytes how large a recording may be
 * @param letSend tells a client that asked before it sends its body to send it
 * @throws BulbarError `media-type-unsupported`, `request-too-large`, `request-malformed`, and what the disk throws
 */
export async function receiveForm(
  request: IncomingMessage,
  uploads: Uploads,
  recordingBytes: number,
  letSend: () => void,
  signal: AbortSignal,
): Promise<ReceivedForm> {
  const form = parserOf(request, recordingBytes);
  letSend();
  const failed = new AbortController();
  const until = AbortSignal.any([signal, failed.signal]);
  const fields = new Map<string, string>();
  const received: { fileName: string; upload: Promise<string>; stream: BusboyFileStream }[] = [];
  const fail = (error: unknown) => failed.abort(error);
  form.on("field", (name, value, isNameCut, isValueCut) => {
    const field = name.slice(0, 80);
    if (isNameCut || isValueCut)
      return fail(malformed({ why: "field-too-long", facts: { field, limit: longestFieldBytes } }));
    if (fields.has(field)) return fail(malformed({ why: "field-twice", facts: { field } }));
    // an empty field of a form is one that was not filled in
    if (value !== "") fields.set(field, value);
  });
  form.on("file", (_name, stream, fileName) => {
    const upload = uploads.receive(stream, until);
    upload.catch(fail);
    received.push({ fileName: fileName || "recording", upload, stream });
  });
  form.on("fieldsLimit", () => fail(malformed({ why: "too-many-fields", facts: { limit: mostFields } })));
  form.on("partsLimit", () => fail(malformed({ why: "too-many-fields", facts: { limit: mostFields } })));
  form.on("filesLimit", () => fail(malformed({ why: "several-files" })));
  try {
    await pipeline(Readable.from(limited(request, recordingBytes + mostFormBytes)), form, { signal: until });
    const [recording] = received;
    if (!recording) throw malformed({ why: "no-file" });
    const uploadId = await recording.upload;
    if (recording.stream.truncated) throw tooLarge(recordingBytes);
    return { fields: Object.fromEntries(fields), file: { uploadId, fileName: recording.fileName } };
  } catch (error) {
    fail(error);
    for (const { upload } of received) await upload.then((id) => uploads.remove(id)).catch(() => {});
    signal.throwIfAborted();
    throw asRefusal(failed.signal.reason ?? error);
  }
}

function parserOf({ headers }: IncomingMessage, recordingBytes: number): BusboyInstance {
  const type = headers["content-type"] ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type))
    throw new BulbarError("media-type-unsupported", { why: "form" });
  const claimed = Number(headers["content-length"] ?? 0);
  if (claimed > recordingBytes + mostFormBytes) throw tooLarge(recordingBytes);
  try {
    return new Busboy({
      headers: { ...headers, "content-type": type },
      isPartAFile: (name) => name === "file",
      limits: {
        files: 1,
        fileSize: recordingBytes,
        fields: mostFields,
        parts: mostFields + 1,
        fieldNameSize: 100,
        fieldSize: longestFieldBytes,
        headerPairs: 50,
        headerSize: 8192,
      },
    });
  } catch (error) {
    throw new BulbarError("request-malformed", { why: "form" }, { cause: error });
  }
}

/** The body's pieces, up to a limit and as long as they keep coming; the request itself stays open for the answer. */
async function* limited(request: IncomingMessage, mostBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  const pieces = request.iterator({ destroyOnReturn: false });
  while (true) {
    const { done, value } = await unlessStalled(pieces.next());
    if (done) return;
    bytes += value.length;
    if (bytes > mostBytes) throw tooLarge(mostBytes - mostFormBytes);
    yield value;
  }
}

function unlessStalled<Value>(next: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(malformed({ why: "form" })), stallMs);
  });
  return Promise.race([next, stalled]).finally(() => clearTimeout(timer));
}

function malformed(found: WhyOf<"request-malformed">): BulbarError {
  return new BulbarError("request-malformed", found);
}

function tooLarge(limitBytes: number): BulbarError {
  const limitMegabytes = Math.floor(limitBytes / 1e6);
  return new BulbarError("request-too-large", { why: "bytes", facts: { limitMegabytes } });
}

/** What the parser finds wrong with a form comes without a code. */
function asRefusal(error: unknown): unknown {
  const isFromParser = error instanceof Error && !(error instanceof BulbarError) && !("code" in error);
  return isFromParser ? new BulbarError("request-malformed", { why: "form" }, { cause: error }) : error;
}
