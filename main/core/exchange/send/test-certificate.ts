import { webcrypto } from "node:crypto";
import { Integer, Utf8String } from "asn1js";
import * as pkijs from "pkijs";

/** A key and a certificate of its own making for a host name, valid this century, both as PEM. */
export async function selfMadeCertificate(host: string): Promise<{ key: string; cert: string }> {
  const engine = new pkijs.CryptoEngine({ name: "node", crypto: webcrypto as never });
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = new pkijs.Certificate({ version: 2, serialNumber: new Integer({ value: 1 }) });
  for (const name of [certificate.subject, certificate.issuer])
    name.typesAndValues.push(
      new pkijs.AttributeTypeAndValue({ type: "2.5.4.3", value: new Utf8String({ value: host }) }),
    );
  certificate.notBefore.value = new Date("2020-01-01T00:00:00Z");
  certificate.notAfter.value = new Date("2049-12-31T00:00:00Z");
  const names = new pkijs.GeneralNames({ names: [new pkijs.GeneralName({ type: 2, value: host })] });
  const named = { extnID: "2.5.29.17", critical: false, extnValue: names.toSchema().toBER(false) };
  certificate.extensions = [new pkijs.Extension(named)];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey as never, engine);
  await certificate.sign(keys.privateKey as never, "SHA-256", engine);
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return { key: pem("PRIVATE KEY", key), cert: pem("CERTIFICATE", certificate.toSchema(true).toBER(false)) };
}

function pem(what: string, bytes: ArrayBuffer): string {
  const lines = Buffer.from(bytes)
    .toString("base64")
    .match(/.{1,64}/g)!;
  return `-----BEGIN ${what}-----\n${lines.join("\n")}\n-----END ${what}-----\n`;
}
