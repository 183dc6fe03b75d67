/** A segment whose fields are numbered as HL7 numbers them, from 1; escapes are left as they are. */
export type Segment = {
  name: string;
  /** The whole field; empty where there is none. */
  field(number: number): string;
  /** Repetitions of a field, each as its components. */
  repetitions(number: number): string[][];
};

export type ParsedMessage = {
  /** The first of that name. */
  segment(name: string): Segment | undefined;
};

/** A message of HL7 version 2, by the separators that its header names; null for what is none. */
export function parseMessage(text: string): ParsedMessage | null {
  const lines = text.split(/[\r\n]+/).filter(Boolean);
  const header = lines[0] ?? "";
  if (!/^MSH.[^\w\s]{3,}/.test(header)) return null;
  const separators = { field: header[3]!, component: header[4]!, repetition: header[5]! };
  const segments = lines.map((line) => parseSegment(line, separators));
  return { segment: (name) => segments.find((one) => one.name === name) };
}

type Separators = { field: string; component: string; repetition: string };

/** MSH-1 is the separator itself, so that what follows it is MSH-2. */
function parseSegment(line: string, { field, component, repetition }: Separators): Segment {
  const [name = "", ...rest] = line.split(field);
  const fields = name === "MSH" ? [field, ...rest] : rest;
  const at = (number: number): string => fields[number - 1] ?? "";
  return {
    name,
    field: at,
    repetitions: (number) =>
      at(number)
        .split(repetition)
        .map((one) => one.split(component)),
  };
}
