import { expect, test } from "vitest";
import { rest } from "../../../shared/contract/rest.ts";
import { openApiDocument } from "./openapi.ts";

/** What of the document is used here. */
type Described = {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        summary?: string;
        description?: string;
        parameters?: { name: string; description: string }[];
        requestBody?: { content: Record<string, { schema: { properties: Record<string, object> } }> };
        responses: Record<string, object>;
      }
    >
  >;
};

const described = async (language: "en" | "de") =>
  (await openApiDocument("1.2.3", language)) as unknown as Described;

const operationsOf = ({ paths }: Described) => Object.values(paths).flatMap((path) => Object.values(path));

test("the document describes every operation of the contract, each parameter and field in words", async () => {
  const document = await described("en");
  expect(document.openapi).toMatch(/^3\.1\./);
  const operations = operationsOf(document);
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
    [...Object.keys(rest), "health"].sort(),
  );
  for (const { operationId, summary, description, parameters = [], requestBody } of operations) {
    expect([operationId, summary, description]).toEqual([
      operationId,
      expect.any(String),
      expect.any(String),
    ]);
    for (const parameter of parameters) expect([parameter.name, parameter.description]).not.toContain("");
    const form = requestBody?.content["multipart/form-data"]?.schema.properties ?? {};
    for (const field of Object.entries(form))
      expect(field[1]).toHaveProperty("description", expect.stringMatching(/\w/));
  }
});

test("a recording is bytes in a form, and nothing of how the core finds it shows", async () => {
  const document = await described("en");
  const { content } = document.paths["/predict"]!.post!.requestBody!;
  expect(Object.keys(content)).toEqual(["multipart/form-data"]);
  expect(content["multipart/form-data"]!.schema.properties.file).toMatchObject({
    type: "string",
    contentMediaType: "application/octet-stream",
  });
  expect(JSON.stringify(document)).not.toContain("uploadId");
});

test("every reference leads somewhere", async () => {
  const document = await described("de");
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g);
  const lost = [...references].filter(([, path]) => {
    const end = path!
      .split("/")
      .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
    return end === undefined;
  });
  expect(lost).toEqual([]);
});

test("the words are in the language, the rest is the same", async () => {
  const [english, german] = await Promise.all([described("en"), described("de")]);
  expect(german.paths["/predict"]!.post!.summary).toBe("Antwort eines Modells auf eine Aufnahme");
  const shape = (document: Described) =>
    JSON.stringify(document, (key, value) =>
      ["description", "summary", "title"].includes(key) ? "" : value,
    );
  expect(shape(german)).toBe(shape(english));
});
