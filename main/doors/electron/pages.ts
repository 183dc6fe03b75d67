import { Readable } from "node:stream";
import type { Protocol } from "electron";
import { handedUploadPath } from "../../../shared/contract/shell.ts";
import { type AppParts, answerAppRequest, text } from "../app-request.ts";
import type { HandedFiles } from "./handed-files.ts";
import { ownPath, ownScheme } from "./own-page.ts";

/** Serves the pages and takes their files under our own scheme, with the headers that the loopback server sends too. */
export function servePages(protocol: Protocol, parts: AppParts, handed: HandedFiles): void {
  protocol.handle(ownScheme, async (request) => {
    const { method, signal } = request;
    const path = ownPath(request.url);
    if (path === null) return text(404, "Not found.");
    const handedId = path.startsWith(handedUploadPath("")) ? path.slice(handedUploadPath("").length) : null;
    if (handedId !== null)
      return answerAppRequest({ method, path: "/uploads", body: handed.read(handedId), signal }, parts);
    const body = request.body && Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
    return answerAppRequest({ method, path, body, signal }, parts);
  });
}
