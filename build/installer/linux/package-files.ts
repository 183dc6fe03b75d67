/** What describes a deb and an rpm to the programs that build them. */
import { posix } from "node:path";

/** What electron-builder asks fpm for. */
export type Asked = {
  type: "deb" | "rpm";
  name: string;
  version: string;
  architecture: string;
  maintainer: string;
  licence: string;
  summary: string;
  description: string;
  depends: string[];
  recommends: string[];
  afterInstall: string;
  afterRemove: string;
  /** The package that is written. */
  file: string;
  /** Files and folders and where they are installed. */
  contents: { from: string; to: string }[];
};

type Given = {
  values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  positionals: readonly string[];
};

/** @throws Error where something that every package needs is missing */
export function parseAsked({ values, positionals }: Given): Asked {
  const text = (name: string): string => {
    const value = values[name];
    if (typeof value === "string") return value;
    throw new Error(`--${name} is missing`);
  };
  const list = (name: string) => (values[name] as string[] | undefined) ?? [];
  const type = text("t");
  if (type !== "deb" && type !== "rpm") throw new Error(`${type} is not built here`);
  const [summary = "", ...rest] = text("description").trim().split("\n");
  return {
    type,
    summary,
    description: rest.map((line) => line.trim()).join("\n") || summary,
    name: text("name"),
    version: text("version"),
    architecture: text("architecture"),
    maintainer: text("maintainer"),
    licence: text("license"),
    depends: list("d"),
    recommends: list("deb-recommends"),
    afterInstall: text("after-install"),
    afterRemove: text("after-remove"),
    file: text("package"),
    contents: positionals.map((pair) => {
      const at = pair.indexOf("=");
      return { from: pair.slice(0, at), to: posix.normalize(pair.slice(at + 1)) };
    }),
  };
}

/** DEBIAN/control. */
export function debianControl(asked: Asked, installedKibibytes: number): string {
  const fields = [
    ["Package", asked.name],
    ["Version", asked.version],
    ["Architecture", asked.architecture],
    ["Maintainer", asked.maintainer],
    ["Installed-Size", String(installedKibibytes)],
    ["Depends", asked.depends.join(", ")],
    ["Recommends", asked.recommends.join(", ")],
    ["Section", "science"],
    ["Priority", "optional"],
    ["Description", asked.summary],
  ].filter(([, value]) => value !== "");
  const lines = fields.map(([name, value]) => `${name}: ${value}`);
  const description = asked.description.split("\n").map((line) => ` ${line || "."}`);
  return `${[...lines, ...description].join("\n")}\n`;
}

/** The spec of a package whose files lie ready: nothing is compiled, stripped or searched for libraries. */
export function rpmSpec(
  asked: Asked,
  { files, scripts }: { files: string; scripts: [afterInstall: string, afterRemove: string] },
): string {
  return [
    "%global __os_install_post %{nil}",
    "%global debug_package %{nil}",
    "%global _build_id_links none",
    "AutoReqProv: no",
    `Name: ${asked.name}`,
    `Version: ${asked.version.replaceAll("-", "~")}`,
    "Release: 1",
    `Summary: ${asked.summary}`,
    `License: ${asked.licence}`,
    `Packager: ${asked.maintainer}`,
    ...asked.depends.map((need) => `Requires: ${need}`),
    "%description",
    asked.description,
    "%install",
    `cp -a "${files}/." "%{buildroot}/"`,
    "%post",
    scripts[0],
    "%postun",
    scripts[1],
    "%files",
    "%defattr(-,root,root)",
    ...asked.contents.map(({ to }) => `"${to.replace(/\/$/, "")}"`),
    "",
  ].join("\n");
}
