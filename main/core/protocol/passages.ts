import {
  isSentenceList,
  type Passage,
  type PassageId,
  PassageLanguage,
  SiteTextId,
} from "../../../shared/domain/passage.ts";
import { sentenceLists } from "./sentence-lists.ts";

type Text = Pick<Passage, "language" | "title" | "text">;

/**
 * Texts for reading aloud. The fable of the north wind and the sun (Aesop) told in our own words, since the usual wordings
 * belong to others, and own sentences for the short form of a visit. A changed word makes another passage: give it a new id.
 */
const texts: Readonly<Record<string, Text>> = {
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
  "north-wind-fr": {
    language: "fr",
    title: "Le vent du nord et le soleil",
    text: [
      "Un jour, le vent du nord et le soleil ne pouvaient se mettre d'accord pour savoir qui des deux avait le plus de force.",
      "Alors un homme arriva sur la route, dans un gros manteau brun.",
      "Ils firent donc ce marché, que celui qui lui ferait ôter son manteau aurait gagné.",
      "Le vent du nord commença.",
      "Il souffla de toutes ses forces, mais l'homme serra son manteau encore plus près de lui, et à la fin le vent abandonna.",
      "C'était maintenant le tour du soleil.",
      "Il brilla sur le chemin, chaud et aimable, et bientôt l'homme eut très chaud.",
      "Il ouvrit les boutons, retira son manteau et le porta sur le bras.",
      "Le vent du nord reconnut que le soleil avait gagné.",
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
  "sentences-fr": {
    language: "fr",
    title: "Cinq phrases",
    text: [
      "La bouilloire est sur le feu.",
      "Ma sœur fait du bon pain chaque dimanche matin.",
      "Laisse les clés sur la table à côté de la porte.",
      "Le bateau était en retard, alors nous avons bu un café au port.",
      "Quand la pluie eut cessé, les enfants coururent au jardin pour chercher leur ballon.",
    ].join("\n"),
  },
};

const titles: Readonly<Record<PassageLanguage, string>> = { en: "Unseen sentences", de: "Unbekannte Sätze" };

/** Words of the texts that the recogniser's dictionary has not: British spellings and words, in its phones. */
const pronunciations: Readonly<Record<string, Record<string, string>>> = {
  en: { motorway: "M OW T ER W EY" },
  fr: {
    bouilloire: "bb ou yy ww aa rr",
    brilla: "bb rr ii yy aa",
    coururent: "kk ou rr uu rr",
    reconnut: "rr ee kk oo nn uu",
    sœur: "ss oe rr",
    souffla: "ss ou ff ll aa",
  },
};

/** Every passage, with its words counted. */
export const passages: readonly Passage[] = Object.entries({ ...texts, ...unseen() }).map(([id, text]) => ({
  id: id as PassageId,
  ...text,
  pronunciations: pronunciationsIn(text),
  words: countWords(text.text),
}));

function pronunciationsIn({ language, text }: Text): Record<string, string> {
  const words = wordsIn(text.toLowerCase());
  return Object.fromEntries(
    Object.entries(pronunciations[language] ?? {}).filter(([word]) => words.includes(word)),
  );
}

function unseen(): Record<string, Text> {
  const lists = PassageLanguage.options.flatMap((language) =>
    sentenceLists[language].map((sentences, k): [string, Text] => [
      `unseen-${language}-${k + 1}`,
      { language, title: `${titles[language]} ${k + 1}`, text: sentences.join("\n") },
    ]),
  );
  return Object.fromEntries(lists);
}

/**
 * The list of sentences that a patient is given to read: of those not read before the one that was read least by anybody.
 * @param read lists by how often they were read: by this patient, and by all
 */
export function drawSentenceList(
  language: PassageLanguage,
  read: { byPatient: ReadonlySet<string>; byAll: ReadonlyMap<string, number> },
): PassageId {
  const lists = passages.filter((one) => isSentenceList(one.id) && one.language === language);
  const times = ({ id }: Passage) => read.byAll.get(id) ?? 0;
  const unread = lists.filter(({ id }) => !read.byPatient.has(id));
  const [least] = (unread.length > 0 ? unread : lists).toSorted((a, b) => times(a) - times(b));
  return least!.id;
}

/** A passage by its id, of the program or among those given; null for one that is not known, or none. */
export function findPassage(id: string | null | undefined, others: readonly Passage[] = []): Passage | null {
  return [...passages, ...others].find((passage) => passage.id === id) ?? null;
}

/** The language of a passage: of a site's own text too, by its id alone. */
export function languageOfPassage(id: string | null | undefined): string | null {
  const own = SiteTextId.safeParse(id);
  return own.success ? own.data.split("-")[1]! : (findPassage(id)?.language ?? null);
}

/** Words as they are written: letters, with the apostrophes and hyphens inside ("didn't" is one). */
export function wordsIn(text: string): string[] {
  return text.match(/\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}+)*/gu) ?? [];
}

export function countWords(text: string): number {
  return wordsIn(text).length;
}
