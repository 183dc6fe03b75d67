import { useQuery } from "@tanstack/react-query";
import { contract } from "../../../shared/contract/contract.ts";
import type { Language } from "../../../shared/words/language.ts";
import { sayError } from "../../../shared/words/say-error.ts";
import { Loading } from "../../components/loading.tsx";
import { Page } from "../../components/page.tsx";
import { Permitted } from "../../components/permitted.tsx";
import { ResearchUse } from "../../components/research-use.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { core } from "../../core-client.ts";
import { chooseTheme, themeChoices, useThemeChoice } from "../../theme.ts";
import { chooseLanguage, languageChoices, useWords } from "../../words.ts";
import { BackupCard } from "./backup-card.tsx";
import { DevicesCard } from "./devices-card.tsx";
import { ExchangeCard } from "./exchange-card.tsx";
import { FormsCard } from "./forms-card.tsx";
import { KeysCard } from "./keys-card.tsx";
import { NormsCard } from "./norms-card.tsx";
import { ProtocolEditor } from "./protocol-editor.tsx";
import { ReportsCard } from "./reports-card.tsx";
import { ResearchCard } from "./research-card.tsx";
import { SimulatedModelsCard } from "./simulated-models-card.tsx";
import { TaskModelsCard } from "./task-models-card.tsx";
import { TextsCard } from "./texts-card.tsx";

/** Language, appearance, and what this program is made of. */
export function SettingsScreen() {
  const about = useQuery({
    queryKey: ["about"],
    queryFn: ({ signal }) => core.system.about(undefined, { signal }),
  });
  const theme = useThemeChoice();
  const { language, words } = useWords();
  const { frame, settings } = words;
  const themes = themeChoices.map((id) => ({ id, name: settings.themes[id] }));
  return (
    <Page title={frame.settings}>
      <section className="card settings">
        <header>
          <h2>{settings.language}</h2>
        </header>
        <div className="content">
          <Segmented
            label={settings.language}
            choices={languageChoices}
            value={language}
            onChange={chooseLanguage}
          />
        </div>
      </section>
      <section className="card settings">
        <header>
          <h2>{settings.appearance}</h2>
        </header>
        <div className="content">
          <Segmented label={settings.theme} choices={themes} value={theme} onChange={chooseTheme} />
        </div>
      </section>
      <KeysCard />
      <Permitted to={contract.site.setProtocol}>
        <ProtocolEditor />
      </Permitted>
      <Permitted to={contract.site.addText}>
        <TextsCard />
      </Permitted>
      <Permitted to={contract.site.addForm}>
        <FormsCard />
      </Permitted>
      <Permitted to={contract.site.setNorms}>
        <NormsCard />
      </Permitted>
      <Permitted to={contract.site.setClinicHead}>
        <ReportsCard />
      </Permitted>
      <Permitted to={contract.exchange.settings}>
        <ExchangeCard />
      </Permitted>
      <Permitted to={contract.research.exportTables}>
        <ResearchCard />
      </Permitted>
      <Permitted to={contract.history.backups}>
        <BackupCard />
      </Permitted>
      <DevicesCard />
      <Permitted to={contract.site.setTaskModels}>
        <TaskModelsCard />
      </Permitted>
      <Permitted to={contract.site.setSimulatedModels}>
        <SimulatedModelsCard />
      </Permitted>
      <section className="card settings">
        <header>
          <h2>{settings.about}</h2>
        </header>
        <div className="content stack">
          <Loading query={about} doing={settings.asking}>
            {({ version, installed, ffmpeg, onnxruntime }) => (
              <dl className="definitions">
                <dt>Bulbar</dt>
                <dd>{version}</dd>
                <dt>onnxruntime</dt>
                <dd>{onnxruntime}</dd>
                <dt>ffmpeg</dt>
                <dd>{ffmpeg?.version ?? `${settings.noFfmpeg} ${ffmpegRemedy(installed, language)}`}</dd>
              </dl>
            )}
          </Loading>
          <p>{settings.purpose}</p>
          <ResearchUse />
        </div>
      </section>
    </Page>
  );
}

function ffmpegRemedy(installed: boolean, language: Language): string {
  return sayError("ffmpeg-missing", installed ? { why: "not-in-program" } : {}, language).remedy;
}
