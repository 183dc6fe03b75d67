import type { Random } from "../../../main/core/dsp/random.ts";
import { below, oneOf } from "./mutate.ts";

/** What of JSON Schema (draft 2020-12) the contract's inputs use, as zod writes it. */
export type JsonSchema = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  propertyNames?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  format?: string;
};

/** What is known to be there, by the name of the field that may hold it. */
export type KnownIds = Readonly<Record<string, readonly string[]>>;

/** A value that fits a schema as far as patterns allow; ids are mostly those that are there. */
export function fitting(schema: JsonSchema, random: Random, known: KnownIds, field = ""): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return oneOf(random, schema.enum);
  if (schema.anyOf) return fitting(oneOf(random, schema.anyOf), random, known, field);
  const type = Array.isArray(schema.type) ? oneOf(random, schema.type) : schema.type;
  switch (type) {
    case "object":
      return objectOf(schema, random, known);
    case "array":
      return Array.from({ length: lengthOf(schema, random) }, () =>
        fitting(schema.items ?? {}, random, known, field),
      );
    case "integer":
      return Math.round(numberOf(schema, random));
    case "number":
      return numberOf(schema, random);
    case "boolean":
      return random.uniform() < 0.5;
    case "string":
      return textOf(schema, random, known[field] ?? []);
    default:
      return null;
  }
}

function objectOf(schema: JsonSchema, random: Random, known: KnownIds): Record<string, unknown> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  const asked = Object.entries(properties).filter(
    ([name]) => required.includes(name) || random.uniform() < 0.6,
  );
  const fields = asked.map(([name, of]) => [name, fitting(of, random, known, name)] as const);
  if (typeof additionalProperties !== "object" || asked.length > 0) return Object.fromEntries(fields);
  const name = () => String(fitting(propertyNames ?? { type: "string" }, random, known));
  const own = Array.from(
    { length: below(random, 4) },
    () => [name(), fitting(additionalProperties, random, known)] as const,
  );
  return Object.fromEntries(own);
}

function lengthOf({ minItems = 0, maxItems = 4 }: JsonSchema, random: Random): number {
  return minItems + below(random, Math.min(4, maxItems - minItems) + 1);
}

/** At the bounds as often as between them. */
function numberOf({ minimum = -1e9, maximum = 1e9 }: JsonSchema, random: Random): number {
  const kind = random.uniform();
  if (kind < 0.2) return minimum;
  if (kind < 0.4) return maximum;
  return kind < 0.7
    ? minimum + random.uniform() * Math.min(maximum - minimum, 100)
    : minimum + random.uniform() * (maximum - minimum);
}

const words = ["", "a", "vowel-a", "ALS", "Ada", "=1+1", "Ä€医🎤", "x\ny", "f0-mean", "als-cnn", "09:30"];

function textOf(
  { format, minLength = 0, maxLength = 2000 }: JsonSchema,
  random: Random,
  known: readonly string[],
) {
  if (known.length > 0 && random.uniform() < 0.9) return oneOf(random, known);
  if (format === "date") return `20${10 + below(random, 20)}-0${1 + below(random, 9)}-1${below(random, 10)}`;
  if (format === "uuid") return crypto.randomUUID();
  if (format === "base64") return Buffer.from(oneOf(random, words)).toString("base64");
  const text = random.uniform() < 0.1 ? "long ".repeat(maxLength) : oneOf(random, words);
  return text.padEnd(minLength, "x").slice(0, maxLength);
}
