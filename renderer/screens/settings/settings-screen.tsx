import { useQuery } from "@tanstack/react-query";
import { Loading } from "../../components/loading.tsx";
import { Page } from "../../components/page.tsx";
import { ResearchUse } from "../../components/research-use.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { core } from "../../core-client.ts";
import { chooseTheme, useThemeChoice } from "../../theme.ts";

const themes = [
  { id: "system", name: "As the system" },
  { id: "light", name: "Light" },
  { id: "dark", name: "Dark" },
] as const;

const deviceNames: Record<string, string> = {
  cpu: "processor (CPU)",
  cuda: "NVIDIA graphics (CUDA)",
  directml: "graphics (DirectML)",
  coreml: "Apple (Core ML)",
  webgpu: "graphics (WebGPU)",
};

/** Appearance, and what this program is made of. */
export function SettingsScreen() {
  const about = useQuery({
    queryKey: ["about"],
    queryFn: ({ signal }) => core.system.about(undefined, { signal }),
  });
  const theme = useThemeChoice();
  return (
    <Page title="Settings">
      <section className="card settings">
        <header>
          <h2>Appearance</h2>
        </header>
        <div className="content">
          <Segmented label="Theme" choices={themes} value={theme} onChange={chooseTheme} />
        </div>
      </section>
      <section className="card settings">
        <header>
          <h2>About Bulbar</h2>
        </header>
        <div className="content stack">
          <Loading query={about} doing="asking the program">
            {({ version, ffmpeg, onnxruntime, devices }) => (
              <dl className="definitions">
                <dt>Bulbar</dt>
                <dd>{version}</dd>
                <dt>Models run on</dt>
                <dd>{devices.map((device) => deviceNames[device] ?? device).join(", ")}</dd>
                <dt>onnxruntime</dt>
                <dd>{onnxruntime}</dd>
                <dt>ffmpeg</dt>
                <dd>{ffmpeg ?? "not found: only WAV files can be read. Run npm run setup."}</dd>
              </dl>
            )}
          </Loading>
          <p>
            A workstation for the assessment of dysarthria in ALS from voice recordings. Recordings and
            results stay on this computer, in an encrypted file; nothing is sent anywhere.
          </p>
          <ResearchUse />
        </div>
      </section>
    </Page>
  );
}
