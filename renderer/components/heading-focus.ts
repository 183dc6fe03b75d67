import { type RefObject, useEffect, useRef } from "react";

/** Puts the focus on the page's heading; on the page where it has none yet. */
export function focusHeading(page: HTMLElement | null): void {
  const heading = page?.querySelector("h1") ?? page;
  if (heading) heading.tabIndex = -1;
  heading?.focus({ preventScroll: true });
}

/** A page's heading is waited for as long, ms: it stands when the page has read what it shows. */
const longestWaitMs = 5000;

/**
 * After a change of the address the focus goes to the new page's heading, so that a screen reader says where one is and
 * Tab goes on there; not where the page has taken the focus itself, and not at the first page.
 */
export function useHeadingFocus(page: RefObject<HTMLElement | null>, path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    const left = document.activeElement;
    const observer = new MutationObserver(focusWhenThere);
    const end = setTimeout(() => observer.disconnect(), longestWaitMs);
    function focusWhenThere() {
      const isTaken = document.activeElement !== left && document.activeElement !== document.body;
      const isThere = page.current?.querySelector("h1");
      if (!isTaken && !isThere) return;
      observer.disconnect();
      if (!isTaken) focusHeading(page.current);
    }
    if (page.current) observer.observe(page.current, { childList: true, subtree: true });
    focusWhenThere();
    return () => {
      observer.disconnect();
      clearTimeout(end);
    };
  }, [page, path]);
}
