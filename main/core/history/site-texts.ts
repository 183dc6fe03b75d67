import { z } from "zod";
import { NewSiteText, Passage, type SiteTextId } from "../../../shared/domain/passage.ts";
import { countWords } from "../protocol/passages.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";
import { readSiteSetting, writeSiteSetting } from "./site-settings.ts";

/** As it is kept: one that was removed stays for the readings of it that there are. */
const KeptText = Passage.extend({ isRemoved: z.boolean() });
type KeptText = z.infer<typeof KeptText>;
const KeptTexts = z.array(KeptText);

/** All texts that the site has ever brought, for readings of them to be aligned again. */
export function allSiteTexts(history: History): Passage[] {
  return keptTexts(history).map(({ isRemoved: _, ...text }) => text);
}

/** The texts that the site has brought and not removed, in their order. */
export function siteTexts(history: History): Passage[] {
  const removed = new Set(keptTexts(history).flatMap(({ id, isRemoved }) => (isRemoved ? [id] : [])));
  return allSiteTexts(history).filter(({ id }) => !removed.has(id));
}

/** Takes a text in, as a passage of its own: a changed word makes another one. */
export function addSiteText(history: History, text: NewSiteText): void {
  const kept = keptTexts(history);
  const id: SiteTextId = `site-${text.language}-${kept.length + 1}`;
  const added: KeptText = { ...NewSiteText.parse(text), id, words: countWords(text.text), isRemoved: false };
  writeSiteSetting(history, "texts", [...kept, added], `${id} added`);
}

/** Takes a text from the list. @throws BulbarError not-found */
export function removeSiteText(history: History, id: SiteTextId): void {
  const kept = keptTexts(history);
  found(
    kept.find((text) => text.id === id && !text.isRemoved),
    "site-text",
  );
  const without = kept.map((text) => (text.id === id ? { ...text, isRemoved: true } : text));
  writeSiteSetting(history, "texts", without, `${id} removed`);
}

function keptTexts(history: History): KeptText[] {
  return readSiteSetting(history, "texts", KeptTexts) ?? [];
}
