import { type TaskId, taskIds } from "../../../shared/domain/task.ts";

/** A task as the file's name tells it, or a folder that it lies in; `unknown` where neither does. */
export type GuessedTask = { task: TaskId; from: "name" | "folder" | null };

/** Folders above a file that may tell its task: collections sort by task, group and speaker. */
const MOST_FOLDERS = 3;

/**
 * Task of a recording, by how collections and clinics call their files: SAND and VOC-ALS ("ID000_phonationA.wav",
 * "CT001_rhythmPA.wav"), Minsk2020 ("008_a.wav"), PC-GITA ("001_a1_PCGITA.wav"), Saarbruecken ("101-i_n.wav"), NeuroVoz
 * ("HC_PATAKA_0034.wav"), Italian Parkinson's Voice ("VA1GIUSEPPE..."), FSDD ("7_jackson_32.wav"), Speech Commands
 * ("eight_0c40e715_nohash_0.wav"), and by the words for a task in several languages. A name that speaks of two tasks tells
 * none, and neither does a folder then.
 * @param path a file's name, with the folders above it where they are known
 */
export function guessTask(path: string): GuessedTask {
  const [name = "", ...folders] = path.split(/[\\/]/).toReversed();
  const named = tasksOfName(name.replace(/\.[^.]+$/, ""));
  if (named.length > 0) return one(named, "name");
  const above = folders.slice(0, MOST_FOLDERS);
  const found = above.map((folder) => tasksOfFolder(folder, above)).find((tasks) => tasks.length > 0) ?? [];
  return one(found, "folder");
}

function one(tasks: readonly TaskId[], from: "name" | "folder"): GuessedTask {
  const [task, ...others] = new Set(tasks);
  return task && task !== "unknown" && others.length === 0 ? { task, from } : { task: "unknown", from: null };
}

/** Collections whose names need their own key. */
const collections: readonly (readonly [RegExp, (found: RegExpExecArray) => TaskId | null])[] = [
  [/^\d_[a-z]+_\d+$/i, () => "digits"], // FSDD
  [/^(zero|one|two|three|four|five|six|seven|eight|nine)_[0-9a-f]{8}_nohash_\d+$/, () => "digits"],
  [/^[0-9a-f]{8}_nohash_\d+$/, () => null],
  [/^C?[FM]\d\d_B\d_D\d_M\d$/, () => "digits"], // UASpeech
  [/^V([AEIOU])[12][A-Z]{3,}.*\d{4,}/, ([, vowel]) => vowelTask(vowel!)],
  [/^D([12])[A-Z]{3,}.*\d{4,}/, ([, list]) => (list === "1" ? "ddk-pa" : "ddk-ta")],
  [/^(F?B[12])[A-Z]{3,}.*\d{4,}/, () => "reading"],
  [/(?:^|_)ddk(\d)_PCGITA$/i, ([, list]) => pcGitaSeries[list!] ?? null],
  [/^\d+-([aiu])_lhl$/, () => null], // Saarbruecken: a glide is no steady vowel
  [/^\d+-([aiu])_[nhl]$/, ([, vowel]) => vowelTask(vowel!)],
];

/** /pa-ka-ta/ and /pe-ta-ka/ are none of ours. */
const pcGitaSeries: Readonly<Record<string, TaskId>> = {
  "1": "ddk-pataka",
  "4": "ddk-pa",
  "5": "ddk-ta",
  "6": "ddk-ka",
};

const vowelTask = (letter: string) => `vowel-${letter.toLowerCase()}` as TaskId;

function tasksOfName(stem: string): TaskId[] {
  for (const [pattern, taskOf] of collections) {
    const found = pattern.exec(stem);
    if (found) return [taskOf(found) ?? "unknown"];
  }
  const spoken = spokenWords(stem);
  const tasks = [...tasksOfWords(spoken), ...looseSyllables(spoken)];
  return tasks.length > 0 ? withoutAlsoNamed(tasks) : looseVowels(stem);
}

/** What a name of a task says of another one too: a longest phonation of its vowel, sentences that they are read. */
const alsoNamed: Partial<Record<TaskId, TaskId>> = { "mpt-a": "vowel-a", sentences: "reading" };

function withoutAlsoNamed(tasks: TaskId[]): TaskId[] {
  const also = tasks.flatMap((task) => alsoNamed[task] ?? []);
  return tasks.filter((task) => !also.includes(task));
}

/** What only whole folders may be called, and letters only where a folder speaks of vowels or syllables. */
function tasksOfFolder(folder: string, above: readonly string[]): TaskId[] {
  const spoken = spokenWords(folder);
  const around = above.map(spokenWords).join(" ");
  if (/^ [aeiou] $/.test(spoken) && anyOf(vowelWords).test(around)) return [vowelTask(spoken.trim())];
  if (/^ (pa|ta|ka|pa ?ta ?ka) $/.test(spoken) && anyOf(syllableWords).test(around))
    return looseSyllables(spoken);
  if (spoken === " pataka ") return ["ddk-pataka"];
  return withoutAlsoNamed(tasksOfWords(spoken));
}

/** " id 014 phonation a 2 " of "ID014_phonationA (2)": words and numbers in small letters, without marks. */
function spokenWords(text: string): string {
  const parts = text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{L})(\d)|(\d)(\p{L})/gu, "$1$3 $2$4")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .split(/[^\p{L}\d]+/u);
  return ` ${parts.filter(Boolean).join(" ")} `;
}

const vowelWords = [
  ...["vowels?", "phonation", "sustained", "vokale?", "gehaltenes?", "halteton", "voyelles?", "tenue"],
  ...["vocal(?:es)?", "fonacion", "sostenid[ao]", "vocal[ei]", "fonazione", "vogal", "vogais", "klinker"],
  ...["samogloska", "samohlaska", "maganhangzo", "гласная", "гласные"],
];
const syllableWords = [
  ...["rhythm", "ddk", "diadochokinesis", "diadokokinese", "diadochokinese", "amr", "smr", "syllables?"],
  ...["silben?", "diadococinesia", "diadococinesi", "diadococinesie", "sillab[ae]", "silabas?", "syllabes?"],
  ...["слоги?"],
];
const longestWords = [
  ...["mpt", "max(?:imum|imal|imale)? phonation(?: time)?", "longest (?:a|ah|vowel|phonation)"],
  ...["tonhaltedauer", "thd", "tmf", "tpm", "tempo massimo", "tiempo maximo", "temps maxim(?:al|um)"],
];
const readingWords = [
  ...[
    "reading",
    "read(?: ?text)?",
    "passage",
    "sentences?",
    "grandfather",
    "rainbow",
    "north ?wind",
    "caterpillar",
  ],
  ...[
    "lesen",
    "vorlesen",
    "lesetext",
    "gelesen",
    "nordwind",
    "satz",
    "saetze",
    "satze",
    "lecture",
    "phrases?",
  ],
  ...["lectura", "leido", "frases?", "oraciones", "lettura", "frasi", "leitura", "voorlezen", "czytanie"],
  ...["cteni", "чтение", "text"],
];
const digitWords = [
  ...["digits?", "numbers?", "counting", "ziffern?", "zahlen", "zahlenreihe", "chiffres?", "numeros?"],
  ...["digitos?", "cifras?", "numeri", "cifre", "cijfers", "цифры"],
];
const freeWords = [
  ...["free", "free ?speech", "spontaneous", "monologue?s?", "conversation", "dialogue?", "interview"],
  ...[
    "picture",
    "cookie ?theft",
    "frei",
    "spontan",
    "spontansprache",
    "freie",
    "bildbeschreibung",
    "gespraech",
  ],
  ...["espontane[ao]", "monologo", "conversacion", "spontane", "libre", "spontaneo", "parlato", "espontanea"],
];

const anyOf = (words: readonly string[]) => new RegExp(` (?:${words.join("|")}) `);

const wordsOfTasks: readonly (readonly [RegExp, TaskId])[] = [
  [anyOf(longestWords), "mpt-a"],
  [anyOf(readingWords), "reading"],
  [anyOf(digitWords), "digits"],
  [anyOf(freeWords), "free"],
];
const vowelsAfterWord = new RegExp(` (?:${vowelWords.join("|")}) ?((?:[aeiou]h? )+)`, "g");
const syllableAfterWord = new RegExp(` (?:${syllableWords.join("|")}) ?(pa ?ta ?ka|pa|ta|ka) `, "g");

/** Every task that words speak of; the vowels and syllables only beside a word for them. */
function tasksOfWords(spoken: string): TaskId[] {
  return [
    ...taskIds.filter((id) => id !== "free" && spoken.includes(` ${id.replace("-", " ")} `)),
    ...wordsOfTasks.flatMap(([words, task]) => (words.test(spoken) ? [task] : [])),
    ...[...spoken.matchAll(vowelsAfterWord)].flatMap(([, letters]) =>
      letters!.match(/[aeiou]/g)!.map(vowelTask),
    ),
    ...[...spoken.matchAll(syllableAfterWord)].map(([, series]) => syllableTask(series!)),
  ].filter((task) => task !== "unknown");
}

const syllableTask = (series: string) => `ddk-${series.replaceAll(" ", "")}` as TaskId;

/** Syllables anywhere, said once or again and again: "pa", "papapa", "ta ta ta", "PA-TA-KA". */
function looseSyllables(spoken: string): TaskId[] {
  const found = spoken.matchAll(/(?<= )(pa ?ta ?ka|(pa|ta|ka)(?: ?\2)*)(?: ?pa ?ta ?ka)*(?= )/g);
  return [...found].map(([, series, syllable]) => syllableTask(syllable ?? series!));
}

/**
 * A vowel that stands for itself at an end of the name ("008_a", "a", "a_01", "I (2)"), with its number anywhere
 * ("HC_A1_0034"), or drawn out ("aaa", "ah"). In between a letter is an initial or a little word.
 */
function looseVowels(stem: string): TaskId[] {
  const numbered = /(?:^|[^\p{L}])([aeiou])\d(?!\d)/iu.exec(stem)?.[1] ?? /\d([aeiou])\d?$/i.exec(stem)?.[1];
  if (numbered) return [vowelTask(numbered)];
  const spoken = spokenWords(stem);
  const drawnOut = / (?:a+h|aa+|(ii+)|(uu+)) /.exec(spoken);
  if (drawnOut) return [drawnOut[1] ? "vowel-i" : drawnOut[2] ? "vowel-u" : "vowel-a"];
  const atEnd = /(?:^| )([aeiou])(?: (?:take|nr|wdh|rep))?(?: \d{1,2})* $/.exec(spoken)?.[1];
  const alone = /^ ([aeiou])(?: \d+)+ $/.exec(spoken)?.[1];
  const letter = atEnd ?? alone;
  return letter ? [vowelTask(letter)] : [];
}
