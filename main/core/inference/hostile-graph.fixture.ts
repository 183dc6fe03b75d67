/**
 * ONNX graphs that a stranger might send, written field by field (onnx.proto, IR version 8, opset 17): a Loop of 2^62
 * rounds that keeps its value, or doubles it each round until the memory is full.
 */
type Field = Uint8Array;

const varint = (value: bigint): number[] =>
  value < 128n ? [Number(value)] : [Number(value & 127n) | 128, ...varint(value >> 7n)];
const integer = (field: number, value: bigint | number): Field =>
  Uint8Array.from([...varint(BigInt(field << 3)), ...varint(BigInt(value))]);
const bytes = (field: number, content: Uint8Array): Field =>
  Buffer.concat([
    Uint8Array.from([...varint(BigInt((field << 3) | 2)), ...varint(BigInt(content.length))]),
    content,
  ]);
const text = (field: number, content: string): Field => bytes(field, Buffer.from(content));
const message = (field: number, ...fields: Field[]): Field => bytes(field, Buffer.concat(fields));

const types = { float: 1, int64: 7, bool: 9 } as const;
type ElementType = keyof typeof types;

/** A ValueInfoProto: name, element type, sizes by number or by a name where they may be any. */
function value(field: number, name: string, type: ElementType, sizes: (number | string)[]): Field {
  const dimensions = sizes.map((size) =>
    message(1, typeof size === "number" ? integer(1, size) : text(2, size)),
  );
  const tensor = message(1, integer(1, types[type]), message(2, ...dimensions));
  return message(field, text(1, name), message(2, tensor));
}

function node(operator: string, inputs: string[], outputs: string[], ...attributes: Field[]): Field {
  const named = [...inputs.map((name) => text(1, name)), ...outputs.map((name) => text(2, name))];
  return message(1, ...named, text(4, operator), ...attributes);
}

const integerAttribute = (name: string, number: number): Field =>
  message(5, text(1, name), integer(3, number), integer(20, 2));
const graphAttribute = (name: string, ...graph: Field[]): Field =>
  message(5, text(1, name), message(6, ...graph), integer(20, 5));

/** A TensorProto of one number, without dimensions. */
function scalar(name: string, type: ElementType, content: bigint): Field {
  const raw =
    type === "bool" ? Uint8Array.of(Number(content)) : new Uint8Array(BigInt64Array.of(content).buffer);
  return message(5, integer(2, types[type]), text(8, name), bytes(9, raw));
}

/** A model of features that answers never, or after 2^62 rounds. */
export function hostileGraph(kind: "loops" | "grows"): Uint8Array {
  const round =
    kind === "loops"
      ? node("Identity", ["kept"], ["next"])
      : node("Concat", ["kept", "kept"], ["next"], integerAttribute("axis", 1));
  const body = graphAttribute(
    "body",
    node("Identity", ["going"], ["goes-on"]),
    round,
    text(2, "body"),
    value(11, "round", "int64", []),
    value(11, "going", "bool", []),
    value(11, "kept", "float", [1, "n"]),
    value(12, "goes-on", "bool", []),
    value(12, "next", "float", [1, "m"]),
  );
  const graph = message(
    7,
    node("Loop", ["rounds", "true", "features"], ["probabilities"], body),
    node("Identity", ["target"], ["class"]),
    text(2, "hostile"),
    scalar("rounds", "int64", 1n << 62n),
    scalar("true", "bool", 1n),
    value(11, "features", "float", [1, "features"]),
    value(11, "target", "int64", [1]),
    value(12, "probabilities", "float", [1, "classes"]),
    value(12, "class", "int64", [1]),
  );
  return Buffer.concat([integer(1, 8), message(8, text(1, ""), integer(2, 17)), graph]);
}
