import { type OpenAPI, OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { errorStatus } from "../../../shared/contract/may.ts";
import {
  Answer,
  ExplainedAnswer,
  RestError,
  rest,
  SentFile,
  WholeAnalysis,
} from "../../../shared/contract/rest.ts";
import { entryOf } from "../../../shared/domain/entry-of.ts";
import { errorCodes } from "../../../shared/domain/error.ts";
import { ModelSummary, Prediction } from "../../../shared/domain/prediction.ts";
import { VisitFindings } from "../../../shared/domain/visit-findings.ts";
import type { Language } from "../../../shared/words/language.ts";
import { wordsOf } from "../../../shared/words/words.ts";

/** How an operation with a token may be refused, and how one that is given a recording may be besides. */
const refusals = ["400", "401", "403", "404", "429", "500", "503"] as const;
const refusalsOfRecordings = ["413", "415", "422", "507"] as const;

/** Schemas that stand once in the document, by their name there. */
const commonSchemas = Object.fromEntries(
  Object.entries({
    Answer,
    ExplainedAnswer,
    WholeAnalysis,
    Prediction,
    VisitFindings,
    ModelSummary,
    RestError,
  }).map(([name, schema]) => [name, { schema, strategy: "output" as const }]),
);

/**
 * What a recording is outside, where the contract says how the core finds it: the bytes themselves. Patterns with Unicode
 * classes are left out: the regular expressions of many languages lack them.
 */
const zodConverter = new ZodToJsonSchemaConverter({
  interceptors: [
    ({ schema, next }) => {
      if ((schema as unknown) === SentFile)
        return [true, { type: "string", contentMediaType: "application/octet-stream" }];
      const [required, { pattern, ...converted }] = next();
      return [
        required,
        pattern?.includes("\\p{") ? converted : { ...converted, ...(pattern && { pattern }) },
      ];
    },
  ],
});

/** Codes that no request to this interface meets: of the history, of installing models, of starting the program. */
const foreignCodes = /^(history|backup|audit|model-id-taken|port|certificate|usage)/;

/** The interface for other programs as an OpenAPI 3.1 document, from the contract, in a language's words. */
export async function openApiDocument(programVersion: string, language: Language): Promise<OpenAPI.Document> {
  const words = wordsOf(language).rest;
  const generator = new OpenAPIGenerator({ schemaConverters: [zodConverter] });
  const document = await generator.generate(rest, {
    info: { title: words.title, version: programVersion, description: words.description },
    servers: [{ url: "/" }],
    security: [{ token: [] }],
    commonSchemas,
  });
  const operations = Object.values(document.paths ?? {}).flatMap((path) =>
    Object.values(path as Record<string, OpenAPI.OperationObject>),
  );
  for (const operation of operations) describe(operation, language);
  return {
    ...document,
    paths: { ...document.paths, "/health": healthPath(language) },
    components: {
      ...document.components,
      responses: errorResponses(language),
      securitySchemes: { token: { type: "http", scheme: "bearer", description: words.token } },
    },
  };
}

type FormSchema = {
  properties?: Record<string, { description?: string; examples?: unknown[] }>;
  required?: string[];
};

/** Puts the words in, and what the contract cannot say: a recording comes as a form, errors are `RestError`. */
function describe(operation: OpenAPI.OperationObject, language: Language): void {
  const { operations, fields, statuses } = wordsOf(language).rest;
  Object.assign(operation, entryOf(operations, operation.operationId ?? ""));
  for (const parameter of (operation.parameters ?? []) as OpenAPI.ParameterObject[]) {
    parameter.description = entryOf(fields, parameter.name) ?? "";
    delete parameter.allowEmptyValue;
    delete parameter.allowReserved;
  }
  const body = operation.requestBody as OpenAPI.RequestBodyObject | undefined;
  const form = body?.content["multipart/form-data"];
  if (body && form) {
    body.content = { "multipart/form-data": form };
    const { properties = {}, required = [] } = form.schema as FormSchema;
    for (const [name, property] of Object.entries(properties)) {
      property.description = entryOf(fields, name) ?? "";
      // without an example Swagger UI fills a field with a value of its own making, such as an age of 130
      if (!required.includes(name)) property.examples = [""];
    }
  }
  const ok = operation.responses?.["200"] as OpenAPI.ResponseObject;
  const refused = [...refusals, ...(form ? refusalsOfRecordings : [])];
  operation.responses = {
    "200": { ...ok, description: statuses["200"] },
    ...Object.fromEntries(refused.map((status) => [status, { $ref: `#/components/responses/${status}` }])),
  };
}

/** Every status with the codes that it may have. */
function errorResponses(language: Language): Record<string, OpenAPI.ResponseObject> {
  const { statuses } = wordsOf(language).rest;
  return Object.fromEntries(
    [...refusals, ...refusalsOfRecordings].map((status) => [
      status,
      {
        description: statuses[status],
        ...retryHeader(status),
        content: { "application/json": { schema: errorSchema(status) } },
      },
    ]),
  );
}

function errorSchema(status: string): OpenAPI.SchemaObject {
  const codes = errorCodes.filter((code) => String(errorStatus(code)) === status && !foreignCodes.test(code));
  return { allOf: [{ $ref: "#/components/schemas/RestError" }, { properties: { code: { enum: codes } } }] };
}

function retryHeader(status: string): Pick<OpenAPI.ResponseObject, "headers"> {
  return status === "429" ? { headers: { "retry-after": { schema: { type: "integer", minimum: 1 } } } } : {};
}

function healthPath(language: Language): OpenAPI.PathItemObject {
  const { operations, statuses } = wordsOf(language).rest;
  const schema: OpenAPI.SchemaObject = {
    type: "object",
    properties: { status: { const: "ok" }, version: { type: "string" } },
    required: ["status", "version"],
  };
  const responses = {
    "200": { description: statuses["200"], content: { "application/json": { schema } } },
  };
  return {
    get: { operationId: "health", ...operations.health, security: [], responses },
  } as OpenAPI.PathItemObject;
}
