import type { Passage, PassageId } from "../../../shared/domain/passage.ts";

type Text = Pick<Passage, "language" | "title" | "text">;

/**
 * Texts for reading aloud. The fable of the north wind and the sun (Aesop) told in our own words, since the usual wordings
 * belong to others, and own sentences for the short form of a visit. A changed word makes another passage: give it a new id.
 */
const texts: Readonly<Record<PassageId, Text>> = {
  "north-wind-en": {
    language: "en",
    title: "The north wind and the sun",
    text: [
      "One day the north wind and the sun could not agree which of them had more power.",
      "Just then a man came down the road in a thick brown coat.",
      "So they made a bargain: whoever could make him take off the coat would be the winner.",
      "The north wind went first.",
      "It blew with all its strength, but the man only pulled his coat tighter, and in the end the wind gave up.",
      "Now it was time for the sun to try.",
      "It shone on the road, warm and friendly, and soon the man began to feel hot.",
      "He opened the buttons, took off his coat and carried it over his arm.",
      "Then the north wind had to say that the sun had won.",
    ].join(" "),
  },
  "north-wind-de": {
    language: "de",
    title: "Nordwind und Sonne",
    text: [
      "Eines Tages konnten sich der Nordwind und die Sonne nicht einigen, wer von beiden mehr Kraft hat.",
      "Da kam ein Mann die Straße entlang, der einen dicken braunen Mantel trug.",
      "Sie machten also aus: Wer ihn dazu bringt, den Mantel abzulegen, der hat gewonnen.",
      "Der Nordwind fing an.",
      "Er blies, so fest er nur konnte, aber der Mann zog den Mantel bloß enger um sich, und am Ende gab der Wind auf.",
      "Nun war die Sonne an der Reihe.",
      "Sie schien warm und freundlich auf den Weg, und bald wurde dem Mann heiß.",
      "Er machte die Knöpfe auf, zog den Mantel aus und trug ihn über dem Arm.",
      "Da musste der Nordwind zugeben, dass die Sonne gewonnen hatte.",
    ].join(" "),
  },
  "sentences-en": {
    language: "en",
    title: "Five sentences",
    text: [
      "The kettle is on the stove.",
      "My sister bakes bread every Sunday morning.",
      "Please leave the keys on the table by the door.",
      "The ferry was late, so we had coffee at the harbour and waited.",
      "When the rain had stopped, the children ran back into the garden to look for their ball.",
    ].join("\n"),
  },
  "sentences-de": {
    language: "de",
    title: "Fünf Sätze",
    text: [
      "Der Kessel steht auf dem Herd.",
      "Meine Schwester backt jeden Sonntag frisches Brot.",
      "Leg bitte die Schlüssel auf den Tisch neben der Tür.",
      "Die Fähre kam zu spät, also tranken wir am Hafen Kaffee und warteten.",
      "Als der Regen aufgehört hatte, liefen die Kinder zurück in den Garten und suchten ihren Ball.",
    ].join("\n"),
  },
};

/** Every passage, with its words counted. */
export const passages: readonly Passage[] = Object.entries(texts).map(([id, text]) => ({
  id: id as PassageId,
  ...text,
  words: countWords(text.text),
}));

/** A passage by its id; null for one that is not known, or none. */
export function findPassage(id: string | null | undefined): Passage | null {
  return passages.find((passage) => passage.id === id) ?? null;
}

/** Words as they are written: letters, with the apostrophes and hyphens inside ("didn't" is one). */
export function countWords(text: string): number {
  return text.match(/\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}+)*/gu)?.length ?? 0;
}
