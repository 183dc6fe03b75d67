/**
 * A patient's name as family name and given names, which HL7 and DICOM ask for apart. Bulbar keeps one text: "Muster,
 * Anna" is taken apart at its comma; of any other the parts are not known, and all of it stands as the family name.
 */
export function nameParts(name: string): { family: string; given: string } {
  const [family = "", given = ""] = name.split(/\s*,\s*(.*)/s);
  return { family, given };
}

/** The same the other way round: "Muster, Anna". */
export function joinedName({ family, given }: { family: string; given: string }): string {
  return [family.trim(), given.trim()].filter(Boolean).join(", ");
}
