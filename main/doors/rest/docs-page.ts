import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Language } from "../../../shared/words/language.ts";
import { wordsOf } from "../../../shared/words/words.ts";
import type { Answer } from "./answers.ts";

const require = createRequire(import.meta.url);

/** The page loads from this server alone; its scripts are files, and nothing is evaluated. */
const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const files: Readonly<Record<string, { type: string; path: string }>> = {
  "/docs/swagger-ui.css": { type: "text/css", path: require.resolve("swagger-ui-dist/swagger-ui.css") },
  "/docs/swagger-ui-bundle.js": {
    type: "text/javascript",
    path: require.resolve("swagger-ui-dist/swagger-ui-bundle.js"),
  },
};

/** Asks nobody else whether the document is valid, which Swagger UI would do by itself. */
const startScript = `window.ui = SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  validatorUrl: null,
  tryItOutEnabled: true,
});
`;

/** The interactive page of the interface (Swagger UI) and its files; null for any other address. */
export async function docsAnswer(path: string, language: Language): Promise<Answer | null> {
  if (path === "/docs") return answer("text/html", page(language));
  if (path === "/docs/start.js") return answer("text/javascript", startScript);
  const file = files[path];
  return file ? answer(file.type, await readFile(file.path)) : null;
}

function answer(type: string, body: string | Uint8Array): Answer {
  const headers = { "content-type": `${type}; charset=utf-8`, "content-security-policy": pagePolicy };
  return { status: 200, headers, body };
}

function page(language: Language): string {
  const { title } = wordsOf(language).rest;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;
}
