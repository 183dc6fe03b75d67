import { createHash, randomBytes } from "node:crypto";
import { deriveFrom } from "./derived-key.ts";
import { type KeyPair, keyPairOf } from "./seal.ts";

/** Crockford's base 32: no I, L, O, U, which hands and eyes take for something else. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const secretBytes = 20;
const secretLetters = 32;
const checkLetters = 4;
const groupLetters = 4;

/**
 * A new recovery key, to be printed and locked away: 160 random bits and 20 check bits as nine groups of four letters,
 * "7H2K-...".
 */
export function newRecoveryKey(): string {
  const letters = toLetters(randomBytes(secretBytes));
  return grouped(letters + checkOf(letters));
}

/** The key pair that a recovery key stands for; null where it was mistyped. Case, spaces and hyphens do not matter. */
export function recoveryKeyPair(recoveryKey: string): KeyPair | null {
  const typed = recoveryKey
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  const letters = typed.slice(0, secretLetters);
  if (![...typed].every((letter) => alphabet.includes(letter))) return null;
  if (typed !== letters + checkOf(letters)) return null;
  return keyPairOf(deriveFrom(fromLetters(letters), "recovery"));
}

function checkOf(letters: string): string {
  return toLetters(createHash("sha256").update(letters).digest()).slice(0, checkLetters);
}

/** Five bits a letter, the first bits first. */
function toLetters(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join("");
}

function fromLetters(letters: string): Buffer {
  const bits = [...letters].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

function grouped(letters: string): string {
  return (letters.match(new RegExp(`.{${groupLetters}}`, "g")) ?? []).join("-");
}
