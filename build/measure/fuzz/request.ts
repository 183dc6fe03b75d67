import { startRest, voiceWav } from "../../../main/doors/rest/rest.fixture.ts";
import { errorCodes } from "../../../shared/domain/error.ts";
import type { OpenedKind } from "./kind.ts";
import { below, mutateBytes, mutateText, oneOf, strangeValue } from "./mutate.ts";

/** What another program sends, as the input of a case; the recording in base 64. */
type Request = { method: string; path: string; fields: [string, string][]; file: string | null };

const paths = [
  "/predict",
  "/analyze_audio",
  "/analyse",
  "/models",
  "/models/als-cnn",
  "/openapi.json",
  "/docs",
];
const fields: readonly [string, readonly string[]][] = [
  ["task", ["vowel-a", "ddk-pataka", "vowel-x"]],
  ["sex", ["female", "none"]],
  ["age", ["61", "-1", "1e9"]],
  ["channel", ["1", "mean", "99", "0"]],
  ["passage", ["north-wind-en", "?"]],
  ["model", ["als-cnn", "als-screen-mfcc", "none-such", ""]],
];

/** Requests to the interface for other programs, whole and with faults. */
export async function request(): Promise<OpenedKind> {
  const { server } = await startRest({ perMinute: 1e9 });
  const voice = voiceWav().subarray(0, 44 + 2 * 22_050);
  return {
    input: (random) => {
      const isWhole = random.uniform() < 0.3;
      const path = oneOf(random, paths);
      const asked: Request = {
        method: random.uniform() < 0.85 ? "POST" : oneOf(random, ["GET", "PUT", "DELETE", "HEAD"]),
        path: random.uniform() < 0.9 ? path : encodeURI(mutateText(path, random).replaceAll("\0", "")),
        fields: Array.from({ length: below(random, 4) }, () => {
          const [name, values] = oneOf(random, fields);
          const isStrange = random.uniform() < 0.2;
          return [
            random.uniform() < 0.9 ? name : "other",
            isStrange ? String(strangeValue(random)) : oneOf(random, values),
          ];
        }),
        file:
          random.uniform() < 0.9
            ? Buffer.from(isWhole ? voice : mutateBytes(voice, random)).toString("base64")
            : null,
      };
      return Buffer.from(JSON.stringify(asked));
    },
    feed: async (input) => {
      const { method, path, fields, file } = JSON.parse(Buffer.from(input).toString()) as Request;
      const body = new FormData();
      for (const [name, value] of fields) body.append(name, value);
      if (file !== null) body.append("file", new Blob([Buffer.from(file, "base64")]), "a.wav");
      const headers = { authorization: `Bearer ${server.token}` };
      const sends = method === "GET" || method === "HEAD" ? {} : { body };
      const answer = await fetch(new URL(path, server.url), { method, headers, ...sends });
      const text = await answer.text();
      if (answer.ok || method === "HEAD") return String(answer.status);
      const { code, message, remedy } = JSON.parse(text) as Record<string, string>;
      const isOurs = (errorCodes as readonly (string | undefined)[]).includes(code) && code !== "internal";
      if (!isOurs || !message || !remedy) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return `${answer.status} ${code}`;
    },
    close: () => server.close(),
  };
}
