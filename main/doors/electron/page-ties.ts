import type { WebContents } from "electron";
import { z } from "zod";
import { Choices, shellChannels, Unfinished } from "../../../shared/contract/shell.ts";
import type { CaptureDoor } from "../capture-door.ts";
import type { SupervisedCore } from "../supervise-core.ts";
import { connectCapture, connectPage } from "./core-port.ts";
import { Drafts } from "./drafts.ts";
import type { HandedFiles } from "./handed-files.ts";
import { answerPage, hearPage } from "./page-messages.ts";

type Ties = {
  core: SupervisedCore;
  captures: CaptureDoor;
  handed: HandedFiles;
  chooseFolder: () => Promise<string | null>;
  onChoices: (choices: Choices) => void;
};

/**
 * All that passes between the page and the shell: see `Shell` in shared/contract/shell.ts.
 * @returns what the page would lose if it ended now
 */
export function tieToPage(contents: WebContents, { core, captures, handed, chooseFolder, onChoices }: Ties) {
  const drafts = new Drafts();
  let unfinished: readonly Unfinished[] = [];
  hearPage(shellChannels.connect, z.tuple([]), (_told, event) => connectPage(event, core));
  hearPage(shellChannels.connectCapture, z.tuple([]), (_told, event) => connectCapture(event, captures));
  answerPage(shellChannels.drafts, () => drafts.all());
  const draft = z.tuple([z.string().max(200), z.string().nullable()]);
  hearPage(shellChannels.keepDraft, draft, ([key, text]) => drafts.keep(key, text));
  hearPage(shellChannels.unfinished, z.tuple([z.array(Unfinished)]), ([told]) => (unfinished = told));
  hearPage(shellChannels.takesFiles, z.tuple([]), () =>
    handed.deliverTo((files) => contents.send(shellChannels.files, files)),
  );
  hearPage(shellChannels.releaseFile, z.tuple([z.string()]), ([id]) => handed.release(id));
  answerPage(shellChannels.chooseFolder, chooseFolder);
  hearPage(shellChannels.choose, z.tuple([Choices]), ([choices]) => onChoices(choices));
  // A page that is loaded anew has begun nothing, and says when it takes files.
  contents.on("did-start-navigation", ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return;
    unfinished = [];
    handed.hold();
  });
  return { unfinished: () => unfinished };
}
