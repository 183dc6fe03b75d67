/** A FHIR R4 resource as plain data; the tests hold it against the official definitions. */
export type Resource = { resourceType: string; id: string } & Readonly<Record<string, unknown>>;

/** What a resource is known by within its bundle. */
export const urlOf = ({ id }: Pick<Resource, "id">): string => `urn:uuid:${id}`;
export const referenceTo = (resource: Pick<Resource, "id">) => ({ reference: urlOf(resource) });

/** An element with a value that may not be there: FHIR knows neither null nor an empty list. */
export function present<Name extends string, Value>(
  name: Name,
  value: Value | null | undefined,
): { [Key in Name]?: Value } {
  const isAbsent = value === null || value === undefined || value === "";
  const isEmpty = Array.isArray(value) && value.length === 0;
  return isAbsent || isEmpty ? {} : ({ [name]: value } as { [Key in Name]: Value });
}
