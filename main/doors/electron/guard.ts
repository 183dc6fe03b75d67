import type { Session, WebContents } from "electron";
import { guideAddress, isOwnPage, mayLoad, mayUse } from "./own-page.ts";

/**
 * Closes what a session could reach: no address but ours, no permission but our page's microphone and writing to the
 * clipboard, no device, no screen, no download that is not of the page's own making, no dictionary fetched.
 */
export function guardSession(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url) }));
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayUse(permission, details.requestingUrl, "mediaTypes" in details ? details.mediaTypes : []));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, { mediaType }) =>
    mayUse(permission, origin, mediaType ? [mediaType] : []),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  session.setSpellCheckerEnabled(false);
  session.on("will-download", (event, item) => {
    if (!item.getURL().startsWith("blob:") || !mayLoad(item.getURL())) event.preventDefault();
  });
}

/**
 * Keeps a page on our pages: it navigates, is led and frames nowhere else, opens no window but the patient's screen,
 * holds no foreign view.
 */
export function guardContents(contents: WebContents): void {
  const refuse = (event: { url: string; preventDefault(): void }) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  };
  contents.on("will-navigate", refuse);
  contents.on("will-frame-navigate", refuse);
  contents.on("will-redirect", refuse);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => ({ action: url === guideAddress ? "allow" : "deny" }));
}
