import { createHash, webcrypto, X509Certificate } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { commonName, type EngineKey, nodeCrypto, type SigningCertificate } from "./certificate.ts";

const attributes = {
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
} as const;
const idData = "1.2.840.113549.1.7.1";
const idSignedData = "1.2.840.113549.1.7.2";

/**
 * A detached CMS signature over bytes (RFC 5652) as PAdES B-B wants it (ETSI EN 319 142-1, 6.3): content type, digest and
 * signing-certificate-v2 (RFC 5035) signed, no signing time; RSA PKCS#1 v1.5 with SHA-256, so that the same bytes and key
 * give the same signature.
 */
export async function signDetached(
  content: Uint8Array<ArrayBuffer>,
  { chainBase64, keyBase64 }: SigningCertificate,
): Promise<Uint8Array> {
  const engine = nodeCrypto();
  const chain = chainBase64.map((text) => Buffer.from(text, "base64"));
  const certificates = chain.map((der) => pkijs.Certificate.fromBER(Uint8Array.from(der)));
  const own = certificates[0]!;
  const key = await webcrypto.subtle.importKey(
    "pkcs8",
    Buffer.from(keyBase64, "base64"),
    { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const signed = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: idData }),
    certificates,
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute(attributes.contentType, new asn1js.ObjectIdentifier({ value: idData })),
            attribute(attributes.messageDigest, new asn1js.OctetString({ valueHex: sha256(content) })),
            attribute(attributes.signingCertificateV2, signingCertificate(chain[0]!, own)),
          ],
        }),
      }),
    ],
  });
  await signed.sign(key as unknown as EngineKey, 0, "SHA-256", content.buffer as ArrayBuffer, engine);
  const info = new pkijs.ContentInfo({ contentType: idSignedData, content: signed.toSchema(true) });
  return new Uint8Array(info.toSchema().toBER());
}

/** Whether a detached CMS signature is one over these bytes, and whose certificate it names. */
export async function verifyDetached(
  content: Uint8Array,
  cms: Uint8Array,
): Promise<{ valid: boolean; signer: string; certificateSha256: string }> {
  const engine = nodeCrypto();
  const info = pkijs.ContentInfo.fromBER(Uint8Array.from(cms));
  const signed = new pkijs.SignedData({ schema: info.content });
  const own = signed.certificates?.[0];
  if (!(own instanceof pkijs.Certificate)) return { valid: false, signer: "", certificateSha256: "" };
  const der = Buffer.from(own.toSchema(true).toBER());
  const about = {
    signer: commonName(new X509Certificate(der).subject),
    certificateSha256: createHash("sha256").update(der).digest("hex"),
  };
  try {
    const data = Uint8Array.from(content).buffer;
    return { valid: await signed.verify({ signer: 0, data, checkChain: false }, engine), ...about };
  } catch {
    return { valid: false, ...about };
  }
}

function attribute(type: string, value: asn1js.BaseBlock): pkijs.Attribute {
  return new pkijs.Attribute({ type, values: [value] });
}

/** Binds the signature to this one certificate: its SHA-256 (the attribute's default), issuer and serial number. */
function signingCertificate(der: Buffer, { issuer, serialNumber }: pkijs.Certificate): asn1js.Sequence {
  const name = new pkijs.GeneralName({ type: 4, value: issuer });
  const issuerSerial = new asn1js.Sequence({
    value: [new asn1js.Sequence({ value: [name.toSchema()] }), serialNumber],
  });
  const certificateId = new asn1js.Sequence({
    value: [new asn1js.OctetString({ valueHex: sha256(der) }), issuerSerial],
  });
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [certificateId] })] });
}

function sha256(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(createHash("sha256").update(bytes).digest()).buffer;
}
