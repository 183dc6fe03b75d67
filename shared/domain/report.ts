import { z } from "zod";

/** Parts of a report that may be left out; who, the sentence, methods, limits and the signature always stand. */
export const reportSections = [
  "profile",
  "measures",
  "course",
  "treatments",
  "sound",
  "models",
  "visit",
  "recordings",
  "referral",
] as const;
export const ReportSection = z.enum(reportSections);
export type ReportSection = z.infer<typeof ReportSection>;

/** Parts of a report that nobody has chosen: all but the referral, which is asked for. */
export const usualSections: readonly ReportSection[] = reportSections.filter((one) => one !== "referral");

export const papers = ["A4", "Letter"] as const;
export const Paper = z.enum(papers);
export type Paper = z.infer<typeof Paper>;

/** Longest free texts of a report, characters. */
export const longestIndication = 600;
export const longestConclusion = 2000;

/** Whose conclusion it is: who wrote the report, or who looked at it as a second person. */
export const signingMeanings = ["author", "reviewer"] as const;
export const SigningMeaning = z.enum(signingMeanings);
export type SigningMeaning = z.infer<typeof SigningMeaning>;

/** Who signed, when (ISO 8601, UTC) and as what. */
export const ReportSignature = z.object({
  signer: z.string(),
  signedAt: z.string(),
  meaning: SigningMeaning,
});
export type ReportSignature = z.infer<typeof ReportSignature>;

/** `unsigned` was handed out as it stood; `addendum` is signed and names the report that it adds to. */
export const reportKinds = ["unsigned", "signed", "addendum"] as const;
export const ReportKind = z.enum(reportKinds);

/** A report as it is kept: its bytes never change. */
export const StoredReport = z.object({
  id: z.string(),
  visitId: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  kind: ReportKind,
  createdAt: z.string(),
  signature: ReportSignature.nullable(),
  /** SHA-256 of the report that an addendum adds to. */
  addsTo: z.string().nullable(),
});
export type StoredReport = z.infer<typeof StoredReport>;

/** Most lines of a clinic's head, the longest of them, and the largest logo (PNG). */
export const mostHeadLines = 3;
export const longestHeadLine = 90;
export const largestLogo = { bytes: 500_000, pixels: 2000 } as const;

/** How a clinic heads its reports; the logo is a PNG file in base 64. */
export const ClinicHead = z.object({
  lines: z.array(z.string().trim().max(longestHeadLine)).max(mostHeadLines).default([]),
  logoBase64: z
    .base64()
    .max(Math.ceil((largestLogo.bytes * 4) / 3) + 4)
    .nullable()
    .default(null),
  paper: Paper.default("A4"),
});
export type ClinicHead = z.infer<typeof ClinicHead>;
