import type { SiteNormsSummary } from "../../../shared/domain/site-norms.ts";
import type { Core } from "../core.ts";
import type { Norms, NormsAtHand } from "../findings/norms.ts";
import { SiteNorms, withOwnNorms } from "../findings/own-norms.ts";
import type { History } from "../history/open-history.ts";
import { readSiteSetting, writeSiteSetting } from "../history/site-settings.ts";

/** The norms that this site's patients are held against. */
export async function normsAtHand(core: Core): Promise<NormsAtHand> {
  const own = siteNorms(await core.history());
  const shipped = await core.norms();
  return own ? withOwnNorms(shipped, own.norms) : shipped;
}

/** The site's own file of norms, row by row; null where it has brought none. */
export function siteNormsSummary(history: History): SiteNormsSummary | null {
  const own = siteNorms(history);
  if (!own) return null;
  const { fileName, loadedAt, norms } = own;
  return { fileName, loadedAt, ...norms };
}

/** Holds values against the site's norms from now on, in place of those that it had; null: against the program's alone. */
export function setSiteNorms(history: History, file: { fileName: string; norms: Norms } | null): void {
  const kept = file && { ...file, loadedAt: history.now().toISOString() };
  writeSiteSetting(history, "norms", kept, file ? `${file.fileName} loaded` : "none of its own");
}

/** The norms that the site keeps; null where it has brought none. */
export function siteNorms(history: History): SiteNorms | null {
  return readSiteSetting(history, "norms", SiteNorms.nullable());
}
