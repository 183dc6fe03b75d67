import type { IncomingMessage, ServerResponse } from "node:http";
import { ORPCError } from "@orpc/client";
import { errorStatus } from "../../../shared/contract/may.ts";
import type { RestError } from "../../../shared/contract/rest.ts";
import { BulbarError, type ErrorCode, type ErrorData } from "../../../shared/domain/error.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { type Language, languages } from "../../../shared/words/language.ts";
import { sayError } from "../../../shared/words/say-error.ts";

export type Answer = { status: number; headers: Record<string, string>; body: string | Uint8Array };

/** What stands over every answer: nothing is remembered, framed or taken for another type. */
const safeHeaders = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};

/** Of the rest of a refused body this much is read away, and for so long, so that its sender comes to read the answer. */
const mostDrainedBytes = 100e6;
const drainMs = 10_000;

export function jsonAnswer(value: unknown, status = 200): Answer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

/** An error as `{ code, message, remedy }` in a language, with the headers that belong to its status. */
export function errorAnswer(thrown: unknown, language: Language): Answer {
  const { code, data } = codeOf(thrown);
  const { reason, remedy } = sayError(code, data, language);
  const message = data.file && reason ? `${data.file}: ${reason}` : reason;
  const answer = jsonAnswer({ code, message, remedy } satisfies RestError, errorStatus(code));
  const headers: Partial<Record<ErrorCode, Record<string, string>>> = {
    "token-refused": { "www-authenticate": "Bearer" },
    "too-many-requests": { "retry-after": String(data.facts?.seconds ?? 1) },
    "method-not-allowed": { allow: String(data.facts?.methods ?? "") },
  };
  return { ...answer, headers: { ...answer.headers, "content-language": language, ...headers[code] } };
}

function codeOf(thrown: unknown): { code: ErrorCode; data: Partial<ErrorData> } {
  const error = storageError(thrown) ?? thrown;
  if (error instanceof BulbarError) return error;
  if (error instanceof ORPCError)
    return { code: error.code as ErrorCode, data: (error.data ?? {}) as Partial<ErrorData> };
  return { code: (error as Error)?.name === "AbortError" ? "cancelled" : "internal", data: {} };
}

/** The first language of Accept-Language, by its weights, that there is; English without one. */
export function acceptedLanguage(header = ""): Language {
  const asked = header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = parameters.find((one) => one.startsWith("q="))?.slice(2) ?? "1";
      return { tag: tag.split("-")[0], weight: Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return asked.flatMap(({ tag }) => languages.find((language) => language === tag) ?? [])[0] ?? "en";
}

/**
 * Sends an answer. Where a body is still on its way, the answer is sent at once and the rest of the body read away, within
 * limits: most clients read only after they have sent all.
 */
export async function send(
  answer: Answer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = Buffer.from(answer.body as string);
  const isBodyLeft = !request.complete;
  response.writeHead(answer.status, {
    ...safeHeaders,
    ...answer.headers,
    "content-length": body.length,
    ...(isBodyLeft && { connection: "close" }),
  });
  response.write(body);
  if (isBodyLeft) await drain(request);
  response.end();
}

async function drain(request: IncomingMessage): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, drainMs);
  let bytes = 0;
  request.on("data", (piece: Buffer) => {
    bytes += piece.length;
    if (bytes > mostDrainedBytes) resolve();
  });
  request.once("end", resolve).once("close", resolve).resume();
  await promise;
  clearTimeout(timer);
}
