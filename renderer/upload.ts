import { type HandedFile, handedUploadPath } from "../shared/contract/shell.ts";
import { fromData, type Problem, ProblemError } from "./problem.ts";
import { tabHeaders } from "./tab-secret.ts";

/** A file of this page, or one that Electron's shell holds for it. */
export type SendableFile = File | HandedFile;

/**
 * Hands a file to the program. `onFraction` is called with 0..1 while it is sent (XMLHttpRequest, since fetch has no
 * upload progress). Returns the opaque id under which the file can be imported.
 */
export function uploadFile(file: SendableFile, signal: AbortSignal, onFraction: (fraction: number) => void) {
  return new Promise<string>((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open(
      "POST",
      new URL(file instanceof File ? "/uploads" : handedUploadPath(file.id), location.href),
    );
    for (const [name, value] of Object.entries(tabHeaders)) request.setRequestHeader(name, value);
    request.responseType = "text";
    request.upload.onprogress = ({ loaded, total }) => onFraction(total > 0 ? loaded / total : 1);
    request.onload = () => {
      const answer = parseAnswer(request.responseText);
      if (request.status === 200 && typeof answer.uploadId === "string") resolve(answer.uploadId);
      else reject(new ProblemError(refusal(file, request.status, answer)));
    };
    request.onerror = () => reject(new ProblemError(unreachable(file)));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    if (file instanceof File) request.send(file);
    else request.send();
  });
}

type Answer = { uploadId?: unknown; code?: unknown; message?: unknown; data?: unknown };

function parseAnswer(text: string): Answer {
  try {
    return (JSON.parse(text) as Answer) ?? {};
  } catch {
    return { message: text.slice(0, 200) };
  }
}

function refusal(file: SendableFile, status: number, { code, data, message }: Answer): Problem {
  // The shell found it no more, or could not read it.
  if (status === 400 && !(file instanceof File)) return unreachable(file);
  const problem = fromData(String(code ?? `http-${status}`), data, String(message ?? ""));
  return { ...problem, file: problem.file ?? file.name };
}

const unreachable = (file: SendableFile): Problem => ({
  code: "internal",
  file: file.name,
  told: "unreachable",
});
