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

/** What speaks against a new password of this user; null where nothing does. Counted in characters as they are seen. */
export function passwordFault(password: string, userName: string): PasswordFault | null {
  const characters = [...new Intl.Segmenter().segment(password.normalize("NFC"))].map(
    ({ segment }) => segment,
  );
  if (characters.length < leastPasswordLength) return "short";
  if (characters.length > mostPasswordLength) return "long";
  if (sameName(password, userName)) return "is-name";
  return new Set(characters).size < leastDifferent ? "simple" : null;
}

/** Whether two names are one: case, and how a letter with its accent was typed, do not matter. */
export function sameName(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

/** What two spellings of one name share. */
export const nameKey = (name: string): string => name.normalize("NFKC").trim().toLocaleLowerCase("en");
