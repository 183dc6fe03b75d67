import { type RefObject, useEffect, useState } from "react";
import { onOtherUser } from "../session.ts";

/** What a page was left with, by the entry of the history that it belongs to. In memory only: it may name a patient. */
const kept = new Map<string, unknown>();
onOtherUser(() => kept.clear());

/** The entry that Back and Forward lead to again; a page that is gone to anew has another. */
const entryKey = (): string => window.navigation?.currentEntry?.key ?? location.hash;

/** State that is found again by Back and Forward as it was left; `name` is its own on its page. */
export function useKept<T>(name: string, initial: T): [value: T, keep: (next: T) => void] {
  const [key] = useState(() => `${entryKey()} ${name}`);
  const [value, setValue] = useState(() => (kept.has(key) ? (kept.get(key) as T) : initial));
  const keep = (next: T) => {
    kept.set(key, next);
    setValue(next);
  };
  return [value, keep];
}

/** How long a page may grow until it is as long as it was left, ms. */
const longestGrowthMs = 60_000;

/** Brings a page back by Back and Forward to where it stood, as soon as it is long enough, unless somebody scrolls first. */
export function useKeptScroll(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const page = scroller.current;
    if (!page) return;
    const key = `${entryKey()} scroll`;
    const wanted = (kept.get(key) as number | undefined) ?? 0;
    const restore = () => {
      page.scrollTop = wanted;
      if (Math.abs(page.scrollTop - wanted) <= 1) stop();
    };
    const growth = new MutationObserver(restore);
    const end = setTimeout(() => stop(), longestGrowthMs);
    const stop = () => {
      growth.disconnect();
      clearTimeout(end);
      for (const by of byHand) page.removeEventListener(by, stop);
      page.addEventListener("scroll", keep);
    };
    const keep = () => kept.set(key, page.scrollTop);
    for (const by of byHand) page.addEventListener(by, stop);
    growth.observe(page, { childList: true, subtree: true });
    restore();
    return () => {
      stop();
      page.removeEventListener("scroll", keep);
    };
  }, [scroller]);
}

const byHand = ["wheel", "pointerdown", "keydown"] as const;
