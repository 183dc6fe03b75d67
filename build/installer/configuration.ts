import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "electron-builder";
import { backupSuffix } from "../../shared/domain/backup.ts";
import { modelPackageSuffix } from "../../shared/domain/model-manifest.ts";
import { patientFileSuffix } from "../../shared/domain/patient-file.ts";
import { licencesFolder } from "./licences.ts";
import { packList, type Target, unpacked } from "./pack-list.ts";
import type { Lock } from "./unbundled.ts";

const root = join(import.meta.dirname, "../..");
const own = (path: string) => `build/installer/${path}`;

/** What is made for a packing alone: ffmpeg of the platform, licences and the list of what is inside. */
export const madeFolder = ({ platform, arch }: Target) =>
  join(root, "out", "installer", `${platform}-${arch}`);

/** What a package installs outside the program's folder. */
const besideProgram = [
  `${join(root, own("linux/bulbar"))}=/usr/bin/bulbar`,
  `${join(licencesFolder, "licences.txt")}=/usr/share/doc/bulbar/copyright`,
];

/** Files that the workstation opens by a double click. */
const fileAssociations = [
  { suffix: modelPackageSuffix, name: "Bulbar model package" },
  { suffix: patientFileSuffix, name: "Bulbar patient" },
  { suffix: backupSuffix, name: "Bulbar backup" },
].map(({ suffix, name }) => ({
  ext: suffix.slice(1),
  name,
  description: name,
  mimeType: `application/x-${suffix.slice(1)}`,
  role: "Viewer" as const,
}));

/**
 * electron-builder's configuration for one platform and architecture. Nothing is published, and nothing inside looks for
 * updates: the installer of a newer version over the old one is the update.
 */
export function configuration(target: Target, env: NodeJS.ProcessEnv = process.env): Configuration {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;
  const { program, packages } = packList(target, lock);
  const notarised = Boolean(env.APPLE_ID && env.APPLE_APP_SPECIFIC_PASSWORD && env.APPLE_TEAM_ID);
  return {
    appId: "org.bulbar.workstation",
    productName: "Bulbar",
    copyright: "MIT licence",
    directories: { output: "dist", buildResources: own("") },
    files: [...program, ...packages, { from: madeFolder(target), filter: ["**/*"] }],
    extraResources: [{ from: licencesFolder, to: "licences" }],
    // The project has no page on the web, which a package needs to be built; no package states it.
    extraMetadata: { homepage: "https://bulbar.invalid" },
    asar: true,
    asarUnpack: unpacked,
    // Which packages are packed is said above: nothing is collected or compiled.
    beforeBuild: async () => false,
    publish: null,
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      enableCookieEncryption: true,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: target.platform === "darwin",
    },
    electronLanguages: ["en-US", "de"],
    fileAssociations,
    linux: {
      target: ["AppImage", "deb", "rpm"],
      icon: own("icons"),
      executableName: "bulbar-workstation",
      category: "Science",
      synopsis: "Workstation for the assessment of dysarthria in ALS from voice recordings",
      description: "Offline, with its own history. Research use only, not for diagnosis.",
      maintainer: "The Bulbar founders",
    },
    deb: { fpm: besideProgram },
    rpm: { fpm: besideProgram },
    win: {
      target: ["nsis"],
      icon: own("icons/icon.ico"),
      extraFiles: [{ from: own("windows/bulbar.cmd"), to: "bin/bulbar.cmd" }],
    },
    nsis: {
      oneClick: false,
      perMachine: true,
      allowToChangeInstallationDirectory: true,
      include: own("windows/path.nsh"),
      deleteAppDataOnUninstall: false,
      differentialPackage: false,
    },
    mac: {
      target: ["dmg"],
      icon: own("icons/icon.icns"),
      category: "public.app-category.medical",
      hardenedRuntime: true,
      entitlements: own("mac/entitlements.plist"),
      entitlementsInherit: own("mac/entitlements.plist"),
      notarize: notarised,
      extendInfo: { NSMicrophoneUsageDescription: "Bulbar records the speech tasks of a visit." },
      extraResources: [{ from: own("mac/bulbar"), to: "bulbar" }],
    },
  };
}
