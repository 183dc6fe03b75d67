import { z } from "zod";

/** Forms in which a visit is handed on. */
export const exportFormats = ["fhir", "hl7", "dicom", "csv", "json"] as const;
export const ExportFormat = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof ExportFormat>;
