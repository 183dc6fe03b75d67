import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import type { Readable } from "node:stream";
import { PageFailure, pageFailuresPath } from "../../shared/contract/page-failure.ts";
import { storageError } from "../../shared/domain/storage-error.ts";
import type { Uploads } from "../core/uploads.ts";
import { failureLine, type Log } from "./log.ts";

/** Largest file that a window may hand over; the decoder's own limit is lower. */
export const maximumUploadBytes = 2 * 1024 ** 3;

/** Most that a page may tell of a failure, bytes: a stack has some thousand. */
const maximumFailureBytes = 2 ** 16;

const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".json": "application/json",
};

/** Nothing is loaded from elsewhere, nothing is framed, nothing is remembered by a cache. */
export const securityHeaders: Record<string, string> = {
  "content-security-policy":
    "default-src 'self'; connect-src 'self' ws://127.0.0.1:* ws://localhost:*; img-src 'self' blob: data:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(self)",
  "cache-control": "no-store",
};

/** What a door answers the requests of its windows with. */
export type AppParts = { rendererFolder: string; uploads: Uploads; log: Log };

/**
 * What a window asks its door for, besides the operations: the pages, `POST /uploads`, which takes a file's bytes and
 * answers `{ uploadId }`, and `POST /page-failures`. The same in the server and in Electron's own protocol.
 */
export async function answerAppRequest(
  request: { method: string; path: string; body: Readable | null; signal?: AbortSignal },
  { rendererFolder, uploads, log }: AppParts,
): Promise<Response> {
  if (request.method === "POST" && request.path === "/uploads") return takeUpload(request, uploads);
  if (request.method === "POST" && request.path === pageFailuresPath)
    return takePageFailure(request.body, log);
  if (request.method !== "GET" && request.method !== "HEAD") return text(405, "Method not allowed.");
  return servePage(request.path, rendererFolder);
}

async function servePage(path: string, folder: string): Promise<Response> {
  try {
    const relative = normalize(path === "/" ? "/index.html" : decodeURIComponent(path));
    const file = join(folder, relative);
    if (!file.startsWith(folder + sep)) return text(404, "Not found.");
    const type = contentTypes[extname(file)] ?? "application/octet-stream";
    return new Response(await readFile(file), { headers: { ...securityHeaders, "content-type": type } });
  } catch {
    return text(404, "Not found.");
  }
}

async function takeUpload(
  { body, signal }: { body: Readable | null; signal?: AbortSignal },
  uploads: Uploads,
): Promise<Response> {
  if (!body) return text(400, "The file is missing.");
  let received = 0;
  const limited = body.map((chunk: Buffer) => {
    received += chunk.length;
    if (received > maximumUploadBytes) throw new RangeError("too large");
    return chunk;
  });
  try {
    return Response.json({ uploadId: await uploads.receive(limited, signal) }, { headers: securityHeaders });
  } catch (error) {
    if (error instanceof RangeError)
      return text(413, `Files up to ${maximumUploadBytes / 1024 ** 3} GB are taken.`);
    const { code, message, data } = storageError(error) ?? {};
    if (code) return Response.json({ code, message, data }, { status: 507, headers: securityHeaders });
    return text(400, "The file did not arrive whole. Try again.");
  }
}

/** Its message, which may quote what was worked on, does not reach the log. */
async function takePageFailure(body: Readable | null, log: Log): Promise<Response> {
  const failure = PageFailure.safeParse(body && (await readFailure(body)));
  if (!failure.success) return text(400, "This tells of no failure of a page.");
  const { name, message, stack, code } = failure.data;
  log(failureLine("page-failed", Object.assign(new Error(message), { name, stack, code })));
  return new Response(null, { status: 204, headers: securityHeaders });
}

/** @returns null for what is too long, or no JSON */
async function readFailure(body: Readable): Promise<unknown> {
  const chunks: Buffer[] = [];
  let received = 0;
  for await (const chunk of body) {
    received += chunk.length;
    if (received > maximumFailureBytes) return null;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return null;
  }
}

/** A short answer in words. */
export function text(status: number, message: string): Response {
  return new Response(`${message}\n`, {
    status,
    headers: { ...securityHeaders, "content-type": "text/plain; charset=utf-8" },
  });
}
