import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { SiteTextCheck } from "../../../shared/domain/passage.ts";
import { RecordingProtocol, type RecordingStep } from "../../../shared/domain/protocol.ts";
import { ClinicHead } from "../../../shared/domain/report.ts";
import { TrendSet } from "../../../shared/domain/trend-set.ts";
import { checkText } from "../alignment/check-text.ts";
import { choosableModels, refuseNotChoosable } from "../analysis/choosable-models.ts";
import { setSiteNorms, siteNormsSummary } from "../analysis/norms-at-hand.ts";
import { sentencesFor } from "../analysis/sentences-for.ts";
import { exportRules } from "../analysis/site-rules.ts";
import type { Core } from "../core.ts";
import { readSiteNorms } from "../findings/read-site-norms.ts";
import { siteModels } from "../history/asked-models.ts";
import { addSiteForm, removeSiteForm, siteForms } from "../history/form-entries.ts";
import type { History } from "../history/open-history.ts";
import { readSiteSetting, simulatedModelsAnswer, writeSiteSetting } from "../history/site-settings.ts";
import { addSiteText, removeSiteText, siteTexts } from "../history/site-texts.ts";
import { taskModelsDetail } from "../history/visit-models.ts";
import { usualProtocols } from "../protocol/usual-protocols.ts";
import { plainLogo } from "../report/content/logo.ts";
import type { Clinic } from "../report/content/report-input.ts";
import type { SigningCertificate } from "../signing/certificate.ts";
import { operation } from "./implementer.ts";
import { readSiteForm } from "./read-site-form.ts";

/** What signs is loaded when it is asked for. */
const certificates = () => import("../signing/certificate.ts");

export const site = {
  clinicHead: operation.site.clinicHead.handler(async ({ context: { core } }) =>
    clinicHeadOf(await core.history()),
  ),
  setClinicHead: operation.site.setClinicHead.handler(async ({ context: { core }, input }) => {
    const { logoBase64 } = input;
    const head: ClinicHead = {
      ...input,
      lines: input.lines.filter(Boolean),
      logoBase64: logoBase64 && Buffer.from(plainLogo(Buffer.from(logoBase64, "base64"))).toString("base64"),
    };
    writeSiteSetting(await core.history(), "clinic-head", head);
    return head;
  }),
  protocols: operation.site.protocols.handler(async ({ context: { core }, input: { language, visitId } }) => {
    const history = await core.history();
    const own = readSiteSetting(history, "recording-protocol", RecordingProtocol.nullable());
    const { full, short } = usualProtocols(language);
    const list = visitId && sentencesFor(history, visitId, language);
    const drawn = (steps: RecordingStep[]) =>
      steps.map((step) =>
        list && step.task === "sentences" && !step.passage ? { ...step, passage: list } : step,
      );
    return { own: own && { ...own, steps: drawn(own.steps) }, full: drawn(full), short: drawn(short) };
  }),
  setProtocol: operation.site.setProtocol.handler(async ({ context: { core }, input: { protocol } }) => {
    const detail = protocol ? `${protocol.name}, ${protocol.steps.length} tasks` : "none of its own";
    writeSiteSetting(await core.history(), "recording-protocol", protocol, detail);
    return { protocol };
  }),
  texts: operation.site.texts.handler(async ({ context: { core } }) => siteTexts(await core.history())),
  checkText: operation.site.checkText.handler(({ input }) => checkText(input)),
  addText: operation.site.addText.handler(async ({ context: { core }, input }) => {
    refuseLacking(await checkText(input));
    const history = await core.history();
    addSiteText(history, input);
    return siteTexts(history);
  }),
  removeText: operation.site.removeText.handler(async ({ context: { core }, input: { id } }) => {
    const history = await core.history();
    removeSiteText(history, id);
    return siteTexts(history);
  }),
  trendSet: operation.site.trendSet.handler(async ({ context: { core } }) => ({
    set: trendSetOf(await core.history()),
  })),
  setTrendSet: operation.site.setTrendSet.handler(async ({ context: { core }, input: { set } }) => {
    const detail = set ? set.map(({ id, task }) => `${id} ${task}`).join(", ") : "as the program chooses";
    writeSiteSetting(await core.history(), "trend-set", set, detail);
    return { set };
  }),
  forms: operation.site.forms.handler(async ({ context: { core } }) => siteForms(await core.history())),
  exampleForm: operation.site.exampleForm.handler(async ({ context: { core } }) => {
    const file = join(core.options.programFolder, "resources", "forms", "examination.json");
    return readSiteForm("examination.json", await readFile(file, "utf8"));
  }),
  addForm: operation.site.addForm.handler(async ({ context: { core }, input: { fileName, json } }) => {
    const history = await core.history();
    addSiteForm(history, readSiteForm(fileName, json));
    return siteForms(history);
  }),
  removeForm: operation.site.removeForm.handler(async ({ context: { core }, input: { id } }) => {
    const history = await core.history();
    removeSiteForm(history, id);
    return siteForms(history);
  }),
  simulatedModels: operation.site.simulatedModels.handler(async ({ context: { core } }) => ({
    answer: simulatedModelsAnswer(await core.history()),
  })),
  setSimulatedModels: operation.site.setSimulatedModels.handler(
    async ({ context: { core }, input: { answer } }) => {
      writeSiteSetting(await core.history(), "simulated-models", answer, answer ? "on" : "off");
      return { answer };
    },
  ),
  taskModels: operation.site.taskModels.handler(async ({ context: { core } }) => ({
    chosen: siteModels(await core.history()),
    choosable: await choosableModels(core),
  })),
  setTaskModels: operation.site.setTaskModels.handler(async ({ context: { core }, input: { chosen } }) => {
    const history = await core.history();
    await refuseNotChoosable(core, chosen, siteModels(history));
    writeSiteSetting(history, "task-models", chosen, taskModelsDetail(chosen));
    return { chosen };
  }),
  norms: operation.site.norms.handler(async ({ context: { core } }) =>
    siteNormsSummary(await core.history()),
  ),
  setNorms: operation.site.setNorms.handler(async ({ context: { core }, input: { fileName, json } }) => {
    const history = await core.history();
    setSiteNorms(history, { fileName, norms: readSiteNorms(fileName, json) });
    return siteNormsSummary(history);
  }),
  removeNorms: operation.site.removeNorms.handler(async ({ context: { core } }) => {
    const history = await core.history();
    setSiteNorms(history, null);
    return siteNormsSummary(history);
  }),
  programNorms: operation.site.programNorms.handler(async ({ context: { core } }) => ({
    json: await readFile(join(core.options.programFolder, "resources", "norms.json"), "utf8"),
  })),
  exportRules: operation.site.exportRules.handler(async ({ context: { core } }) => ({
    json: `${JSON.stringify(exportRules(await core.history()), null, 2)}\n`,
  })),
  certificate: operation.site.certificate.handler(async ({ context: { core } }) => {
    const { SigningCertificate, summariseCertificate } = await certificates();
    const kept = readSiteSetting(await core.history(), "signing-certificate", SigningCertificate);
    return kept && summariseCertificate(kept);
  }),
  importCertificate: operation.site.importCertificate.handler(async ({ context: { core }, input }) => {
    const { importCertificate, summariseCertificate } = await certificates();
    const file = Uint8Array.from(Buffer.from(input.fileBase64, "base64"));
    const certificate = await importCertificate(file, input.password, core.now());
    const summary = summariseCertificate(certificate);
    writeSiteSetting(
      await core.history(),
      "signing-certificate",
      certificate,
      `imported, SHA-256 ${summary.sha256}`,
    );
    return summary;
  }),
};

/** @throws BulbarError invalid-input, which names the words that have no pronunciation, or one with a phone that there is not */
function refuseLacking({ words, unknown, wrong: [wrong] }: SiteTextCheck): void {
  if (words === 0) throw new BulbarError("invalid-input", { why: "text-without-words" });
  if (wrong) throw new BulbarError("invalid-input", { why: "text-wrong-phone", facts: wrong });
  if (unknown.length > 0)
    throw new BulbarError("invalid-input", {
      why: "text-unknown-words",
      facts: { words: unknown.join(", ") },
    });
}

/** The charts that the clinic looks at first; null where it has set none. */
export function trendSetOf(history: History): TrendSet | null {
  return readSiteSetting(history, "trend-set", TrendSet.nullable());
}

/** How reports are headed; null where the site has set nothing. */
export function clinicOf(history: History): Clinic | null {
  const { lines, logoBase64 } = clinicHeadOf(history);
  if (lines.length === 0 && !logoBase64) return null;
  return { lines, logo: logoBase64 ? Buffer.from(logoBase64, "base64") : null };
}

/** The certificate that this site signs with; one of its own is made where it has none. */
export async function signingCertificate(core: Core, history: History): Promise<SigningCertificate> {
  const { makeCertificate, SigningCertificate, summariseCertificate } = await certificates();
  const kept = readSiteSetting(history, "signing-certificate", SigningCertificate);
  if (kept) return kept;
  const name = clinicHeadOf(history).lines[0] ?? "Bulbar";
  const made = await makeCertificate(name, core.now());
  const { sha256 } = summariseCertificate(made);
  writeSiteSetting(history, "signing-certificate", made, `made here, SHA-256 ${sha256}`);
  return made;
}

/** How the site heads its reports, and on which paper; empty, on the usual paper, where it has set nothing. */
export function clinicHeadOf(history: History): ClinicHead {
  return readSiteSetting(history, "clinic-head", ClinicHead) ?? ClinicHead.parse({});
}
