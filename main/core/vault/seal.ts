import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { z } from "zod";
import { deriveFrom } from "./derived-key.ts";

const nonceBytes = 12;
const tagBytes = 16;
/** What stands before the 32 bytes of an X25519 key in DER (RFC 8410). */
const privateHead = Buffer.from("302e020100300506032b656e04220420", "hex");
const publicHead = Buffer.from("302a300506032b656e032100", "hex");

/** What AES-256-GCM made of a secret: nonce, encrypted bytes, tag; base 64. */
export const Sealed = z.base64();
/** What only the holder of a private key opens: with the public key of the sender, made for this once; base 64. */
export const SealedTo = z.object({ sender: z.base64(), sealed: Sealed });
export type SealedTo = z.infer<typeof SealedTo>;

/** An X25519 key pair, 32 bytes each; the public key in base 64. */
export type KeyPair = { privateKey: Buffer; publicKey: string };

export function newKeyPair(): KeyPair {
  const { privateKey } = generateKeyPairSync("x25519");
  return keyPairOf(privateKey.export({ format: "der", type: "pkcs8" }).subarray(privateHead.length));
}

/** The pair of a private key. @param privateKey 32 bytes, any */
export function keyPairOf(privateKey: Uint8Array): KeyPair {
  const publicDer = createPublicKey(privateObject(privateKey)).export({ format: "der", type: "spki" });
  return {
    privateKey: Buffer.from(privateKey),
    publicKey: publicDer.subarray(publicHead.length).toString("base64"),
  };
}

/**
 * AES-256-GCM. @param key 32 bytes
 * @param about what the secret belongs to: it opens with the same only
 */
export function seal(key: Uint8Array, secret: Uint8Array, about: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString(
    "base64",
  );
}

/** The secret; null where the key, or what it belongs to, is another one, or the bytes were changed. */
export function unseal(key: Uint8Array, sealed: string, about: string): Buffer | null {
  const bytes = Buffer.from(sealed, "base64");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceBytes))
      .setAAD(Buffer.from(about))
      .setAuthTag(bytes.subarray(-tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

/** Seals a secret to a public key: nobody's secret is needed, and only the private key's holder opens it. */
export function sealTo(publicKey: string, secret: Uint8Array, about: string): SealedTo {
  const sender = newKeyPair();
  const key = sharedKey(sender.privateKey, publicKey, sender.publicKey, publicKey);
  return { sender: sender.publicKey, sealed: seal(key, secret, about) };
}

/** What was sealed to this pair; null where it was not, or was changed. */
export function unsealWith(pair: KeyPair, { sender, sealed }: SealedTo, about: string): Buffer | null {
  try {
    return unseal(sharedKey(pair.privateKey, sender, sender, pair.publicKey), sealed, about);
  } catch {
    return null;
  }
}

/** X25519, then HKDF over both public keys. */
function sharedKey(own: Uint8Array, other: string, sender: string, receiver: string): Buffer {
  const secret = diffieHellman({ privateKey: privateObject(own), publicKey: publicObject(other) });
  const both = Buffer.concat([Buffer.from(sender, "base64"), Buffer.from(receiver, "base64")]);
  return deriveFrom(secret, "sealing", both);
}

function privateObject(privateKey: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([privateHead, privateKey]), format: "der", type: "pkcs8" });
}

function publicObject(publicKey: string): KeyObject {
  const der = Buffer.concat([publicHead, Buffer.from(publicKey, "base64")]);
  return createPublicKey({ key: der, format: "der", type: "spki" });
}
