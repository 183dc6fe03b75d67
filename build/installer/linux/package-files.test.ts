import { expect, test } from "vitest";
import { debianControl, parseAsked, rpmSpec } from "./package-files.ts";

const values = {
  t: "deb",
  d: ["libnss3", "xdg-utils"],
  architecture: "amd64",
  "after-install": "/t/install",
  "after-remove": "/t/remove",
  description: "Workstation\n First line.\n\n Last line.",
  version: "0.1.0",
  package: "/d/bulbar.deb",
  name: "bulbar",
  maintainer: "The founders",
  license: "MIT",
  "deb-recommends": [],
};
const positionals = ["/d/linux-unpacked/=/opt/Bulbar", "/t/a=b.xml=/usr/share/mime/packages/bulbar.xml"];

test("the control file of a deb", () => {
  expect(debianControl(parseAsked({ values, positionals }), 170)).toBe(`Package: bulbar
Version: 0.1.0
Architecture: amd64
Maintainer: The founders
Installed-Size: 170
Depends: libnss3, xdg-utils
Section: science
Priority: optional
Description: Workstation
 First line.
 .
 Last line.
`);
});

test("the spec of an rpm names what is installed and what is needed", () => {
  const spec = rpmSpec(parseAsked({ values: { ...values, t: "rpm" }, positionals }), {
    files: "/w/files",
    scripts: ["echo in", "echo out"],
  });
  expect(spec).toContain("Requires: libnss3\nRequires: xdg-utils\n");
  expect(spec).toContain('%install\ncp -a "/w/files/." "%{buildroot}/"\n%post\necho in\n%postun\necho out\n');
  expect(spec).toContain('"/opt/Bulbar"\n"b.xml=/usr/share/mime/packages/bulbar.xml"\n');
});

test("what no package can do without is missed by its name", () => {
  expect(() => parseAsked({ values: { ...values, name: undefined }, positionals })).toThrow(
    "--name is missing",
  );
  expect(() => parseAsked({ values: { ...values, t: "zip" }, positionals })).toThrow("zip is not built here");
});
