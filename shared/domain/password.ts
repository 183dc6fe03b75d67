/**
 * Fewest characters of a password: the least that NIST SP 800-63B allows. It does not stand alone: argon2id makes each
 * guess cost a third of a second, and after five wrong ones the log-on waits. Nothing is asked about which characters:
 * such rules make passwords that are alike.
 */
export const leastPasswordLength = 8;
/** Longer ones are no safer and cost time. */
export const mostPasswordLength = 256;
/** "aaaaaaaa" and "12121212" have fewer different characters. */
const leastDifferent = 4;

export type PasswordFault = "short" | "long" | "is-name" | "simple";

/** What speaks against a new password of this user; null where nothing does. */
export function passwordFault(password: string, userName: string): PasswordFault | null {
  const characters = charactersOf(password);
  if (characters.length < leastPasswordLength) return "short";
  if (characters.length > mostPasswordLength) return "long";
  if (sameName(password, userName)) return "is-name";
  return new Set(characters).size < leastDifferent ? "simple" : null;
}

/** NIST SP 800-63B-4 asks for this many characters where a password stands alone. */
const goodPasswordLength = 15;

export type PasswordStrength = PasswordFault | "fair" | "good";

/** What a person who chooses a password is told of it. */
export function passwordStrength(password: string, userName: string): PasswordStrength {
  const fault = passwordFault(password, userName);
  return fault ?? (charactersOf(password).length < goodPasswordLength ? "fair" : "good");
}

/** As they are seen: a letter with its accent is one. */
function charactersOf(password: string): string[] {
  return [...new Intl.Segmenter().segment(password.normalize("NFC"))].map(({ segment }) => segment);
}

/** Whether two names are one: case, and how a letter with its accent was typed, do not matter. */
export function sameName(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

/** What two spellings of one name share. */
export const nameKey = (name: string): string => name.normalize("NFKC").trim().toLocaleLowerCase("en");
