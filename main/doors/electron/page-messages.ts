import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from "electron";
import type { z } from "zod";
import { isOwnPage } from "./own-page.ts";

/** Whether a message comes from the page itself: a frame in it or another page may tell nothing. */
function isFromPage({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url);
}

/** Hears what our page tells; what is not of the right shape is left unheard. */
export function hearPage<Schema extends z.ZodType>(
  channel: string,
  schema: Schema,
  hear: (told: z.infer<Schema>, event: IpcMainEvent) => void,
): void {
  ipcMain.on(channel, (event, ...told) => {
    const parsed = schema.safeParse(told);
    if (isFromPage(event) && parsed.success) hear(parsed.data, event);
  });
}

/** Answers our page's question; another's is refused. */
export function answerPage<Answer>(channel: string, answer: () => Answer): void {
  ipcMain.handle(channel, (event) => {
    if (!isFromPage(event)) throw new Error("not from the page");
    return answer();
  });
}
