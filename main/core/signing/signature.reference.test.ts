import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { reportContent } from "../report/content/report-content.ts";
import { sampleReport } from "../report/content/sample-report.fixture.ts";
import { writeReport } from "../report/pdf/report-pdf.ts";
import { isInstalled, pythonWith, runOn } from "../report/pdf/test-programs.ts";
import {
  importCertificate,
  makeCertificate,
  type SigningCertificate,
  summariseCertificate,
} from "./certificate.ts";
import { byteRangePlaceholder, signatureBytes, signPdf, verifyPdf } from "./pdf-signature.ts";

const withPdfsig = test.skipIf(!isInstalled("pdfsig"));
const withOpenssl = test.skipIf(!isOpenssl());
const hanko = pythonWith("pyhanko.sign", ["pyhanko"], "the signature by pyhanko");
const withHanko = test.skipIf(hanko === null);

function isOpenssl(): boolean {
  try {
    return execFileSync("openssl", ["version"], { encoding: "utf8" }).startsWith("OpenSSL 3");
  } catch {
    return false;
  }
}

const now = new Date("2026-03-12T14:05:12Z");
let written: Uint8Array;
let certificate: SigningCertificate;
let signed: Uint8Array;
beforeAll(async () => {
  const signature = { signer: "Dr. Müller", signedAt: now.toISOString(), meaning: "author" as const };
  written = await writeReport(reportContent({ ...sampleReport(), signature }), {
    signer: "Dr. Müller",
    signedAt: now,
    reason: "author",
    bytes: signatureBytes,
    byteRange: byteRangePlaceholder,
  });
  certificate = await makeCertificate("Bulbar clinic Müller", now);
  signed = await signPdf(written, certificate);
});

test("a signed report verifies, names its certificate, and is the same bytes each time", async () => {
  expect(await verifyPdf(signed)).toEqual({
    valid: true,
    whole: true,
    signer: "Bulbar clinic Müller",
    certificateSha256: summariseCertificate(certificate).sha256,
  });
  expect(Buffer.compare(await signPdf(written, certificate), signed)).toBe(0);
});

test("any byte that is changed, and anything appended, is found", async () => {
  for (const place of [20, 4000, signed.length - 40]) {
    const changed = Uint8Array.from(signed);
    changed[place]! ^= 1;
    expect((await verifyPdf(changed))?.valid, `byte ${place}`).toBe(false);
  }
  const longer = Uint8Array.from(Buffer.concat([signed, Buffer.from("\n% more\n")]));
  expect(await verifyPdf(longer)).toMatchObject({ whole: false });
});

test("a report without a signature has none", async () => {
  expect(await verifyPdf(await writeReport(reportContent(sampleReport())))).toBeNull();
});

withPdfsig("pdfsig finds the signature valid, the whole document signed, and a change", () => {
  const words = runOn("pdfsig", signed, "{file}");
  expect(words).toContain("Signature is Valid.");
  expect(words).toContain("Total document signed");
  expect(words).toContain("ETSI.CAdES.detached");
  expect(words).toContain("Signer Certificate Common Name: Bulbar clinic Müller");
  const changed = Uint8Array.from(signed);
  changed[4000]! ^= 1;
  expect(runOn("pdfsig", changed, "{file}")).toContain("Digest Mismatch");
});

const validate = `
import sys
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
signature = PdfFileReader(open(sys.argv[1], "rb")).embedded_signatures[0]
context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
status = validate_pdf_signature(signature, context)
print(status.intact, status.valid, status.coverage.name, [each["type"].native for each in signature.signer_info["signed_attrs"]])
`;

withHanko(
  "pyhanko finds it intact, over the entire file, bound to its certificate as PAdES B-B has it",
  () => {
    expect(runOn(hanko!, signed, "-c", validate, "{file}").trim()).toBe(
      "True True ENTIRE_FILE ['content_type', 'message_digest', 'signing_certificate_v2']",
    );
  },
);

/** A PKCS#12 file as OpenSSL writes it. */
function pkcs12(...options: string[]): Uint8Array<ArrayBuffer> {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-pkcs12-"));
  try {
    const at = (name: string) => join(folder, name);
    const run = (...args: string[]) => execFileSync("openssl", args, { stdio: "ignore" });
    run(
      "req",
      "-x509",
      ...options,
      "-nodes",
      "-keyout",
      at("key"),
      "-out",
      at("cert"),
      "-subj",
      "/CN=Clinic/O=Site",
    );
    run(
      "pkcs12",
      "-export",
      "-inkey",
      at("key"),
      "-in",
      at("cert"),
      "-out",
      at("p12"),
      "-passout",
      "pass:secret",
    );
    return Uint8Array.from(readFileSync(at("p12")));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

withOpenssl("a certificate of the site is taken from a PKCS#12 file and signs", async () => {
  const imported = await importCertificate(
    pkcs12("-newkey", "rsa:2048", "-days", "30"),
    "secret",
    new Date(),
  );
  expect(summariseCertificate(imported)).toMatchObject({
    subject: "Clinic",
    issuer: "Clinic",
    selfMade: false,
  });
  expect(await verifyPdf(await signPdf(written, imported))).toMatchObject({ valid: true, signer: "Clinic" });
});

withOpenssl("what cannot sign is refused with its reason", async () => {
  const rsa = pkcs12("-newkey", "rsa:2048", "-days", "1");
  const later = new Date(Date.now() + 3 * 86_400_000);
  const refused = (file: Uint8Array<ArrayBuffer>, password: string, at = new Date()) =>
    importCertificate(file, password, at).catch((error) => error.data?.why);
  expect(await refused(rsa, "wrong")).toBe("wrong-password");
  expect(await refused(new Uint8Array([1, 2, 3]), "secret")).toBe("not-pkcs12");
  expect(await refused(rsa, "secret", later)).toBe("expired");
  expect(
    await refused(pkcs12("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-days", "30"), "secret"),
  ).toBe("not-rsa");
});
