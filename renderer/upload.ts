import { fromData, type Problem, ProblemError } from "./problem.ts";
import { tabHeaders } from "./tab-secret.ts";

/**
 * Hands a file to the program. `onFraction` is called with 0..1 while it is sent (XMLHttpRequest, since fetch has no
 * upload progress). Returns the opaque id under which the file can be imported.
 */
export function uploadFile(file: File, signal: AbortSignal, onFraction: (fraction: number) => void) {
  return new Promise<string>((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open("POST", new URL("/uploads", location.href));
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
    request.send(file);
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

function refusal(file: File, status: number, { code, data, message }: Answer): Problem {
  const problem = fromData(String(code ?? `http-${status}`), data, String(message ?? ""));
  return { ...problem, file: problem.file ?? file.name };
}

const unreachable = (file: File): Problem => ({ code: "internal", file: file.name, told: "unreachable" });
