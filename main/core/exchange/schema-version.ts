/** Of the CSV and the JSON of a visit; rises when a column or a field is removed or means something else. */
export const exportSchemaVersion = 1;
