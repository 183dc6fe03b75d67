import { z } from "zod";
import { ErrorFound } from "./error.ts";
import { VisitId } from "./ids.ts";

/** Forms in which a visit is handed on. */
export const exportFormats = ["fhir", "hl7", "dicom", "csv", "json"] as const;
export const ExportFormat = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** Where a visit is sent: an HL7 interface (MLLP), a DICOM node (C-STORE), a folder that HL7 messages are dropped into. */
export const exchangeTargets = ["hl7", "dicom", "drop"] as const;
export const ExchangeTarget = z.enum(exchangeTargets);
export type ExchangeTarget = z.infer<typeof ExchangeTarget>;

const name = z.string().trim().max(180).default("");

/** Who sends and who receives, as the hospital's interfaces name them; empty where they do not. */
export const Hl7Names = z.object({
  sendingFacility: name,
  receivingApplication: name,
  receivingFacility: name,
});
export type Hl7Names = z.infer<typeof Hl7Names>;

/** A host that an administrator entered. */
export const Destination = z.object({
  /** A name or an address; a loopback address may be spoken to in plain, every other by TLS only. */
  host: z
    .string()
    .trim()
    .max(253)
    .regex(/^[A-Za-z0-9_.:-]+$/),
  port: z.int().min(1).max(65_535),
  tls: z.boolean(),
  /** PEM of the authority that the host's certificate comes from; null: those that Node.js knows. */
  authority: z
    .string()
    .max(100_000)
    .regex(/-----BEGIN CERTIFICATE-----/)
    .nullable()
    .default(null),
});
export type Destination = z.infer<typeof Destination>;

/** Up to 16 characters without a backslash (DICOM's AE). */
const applicationEntity = z
  .string()
  .trim()
  .regex(/^[ -[\]-~]{1,16}$/);

/** A DICOM node with its title and ours. */
export const DicomNode = Destination.extend({
  calledTitle: applicationEntity,
  callingTitle: applicationEntity.default("BULBAR"),
});
export type DicomNode = z.infer<typeof DicomNode>;

/** Where this site lets visits be sent. Null, as at first: nowhere. */
export const ExchangeSettings = z.object({
  names: Hl7Names,
  hl7: Destination.nullable(),
  dicom: DicomNode.nullable(),
  /** A folder, written in full. */
  dropFolder: z.string().trim().min(1).max(4096).nullable(),
});
export type ExchangeSettings = z.infer<typeof ExchangeSettings>;

export const noExchange: ExchangeSettings = {
  names: { sendingFacility: "", receivingApplication: "", receivingFacility: "" },
  hl7: null,
  dicom: null,
  dropFolder: null,
};

/** Waiting: it is tried again by itself. Refused: the receiver does not want it as it is; tried again when asked to. */
export const OutboxState = z.enum(["waiting", "accepted", "refused"]);
export type OutboxState = z.infer<typeof OutboxState>;

/** A message on its way. What it holds is kept until it was accepted. */
export const OutboxEntry = z.object({
  id: z.string(),
  visitId: VisitId,
  target: ExchangeTarget,
  state: OutboxState,
  /** Control id of the HL7 message, UID of the DICOM instance: by it the receiver's own log names it. */
  messageId: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  attempts: z.int().nonnegative(),
  /** Of the last attempt; null before the first. */
  triedAt: z.iso.datetime().nullable(),
  /** When it is tried again; null where it is not. */
  dueAt: z.iso.datetime().nullable(),
  /** Why the last attempt failed; null where none has. */
  failure: ErrorFound.extend({ code: z.string() }).nullable(),
});
export type OutboxEntry = z.infer<typeof OutboxEntry>;
