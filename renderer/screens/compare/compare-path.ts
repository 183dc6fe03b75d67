/** What is compared, as the address of its page tells it; `prior` is the visit before. */
export type ComparePlace = {
  a: string | "prior";
  b: string;
  task?: string | null;
  takeA?: string | null;
  takeB?: string | null;
};

const unsaid = "-";

/** "/compare/prior/VISIT", "/compare/VISIT/VISIT/reading/TAKE/-". */
export function comparePath({ a, b, task, takeA, takeB }: ComparePlace): string {
  const parts = [a, b, task ?? unsaid, takeA ?? unsaid, takeB ?? unsaid];
  while (parts.at(-1) === unsaid) parts.pop();
  return `/compare/${parts.join("/")}`;
}

/** What such an address, without its beginning, asks for; null stands for what was not said. */
export function comparePlace(rest: string) {
  const [a = "prior", b = "", ...more] = rest.split("/");
  const [task = null, takeA = null, takeB = null] = more.map((part) => (part === unsaid ? null : part));
  return { a: a === "prior" ? null : a, b, task, takeA, takeB };
}
