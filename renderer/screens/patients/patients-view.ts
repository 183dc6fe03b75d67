import { useState } from "react";
import type { PatientsAsked } from "../../queries.ts";
import { onOtherUser } from "../../session.ts";

/** What the list shows and where it stands. In the page's memory only: a name that is searched for is a patient's. */
export type PatientsView = PatientsAsked & { scrollTop: number };

const first: PatientsView = {
  query: "",
  sort: "lastVisit",
  descending: true,
  show: "current",
  scrollTop: 0,
};

let kept = first;
onOtherUser(() => (kept = first));

/** The list as it was left, and what changes it; a change of what is asked begins at the top. */
export function usePatientsView() {
  const [view, setView] = useState(kept);
  const ask = (change: Partial<PatientsAsked>) => {
    kept = { ...kept, ...change, scrollTop: 0 };
    setView(kept);
  };
  const keepScroll = (scrollTop: number) => {
    kept = { ...kept, scrollTop };
  };
  return { view, ask, keepScroll };
}
