import { expect, test } from "vitest";
import { rolesOf, worseLevel } from "./label-role.ts";

const als = ["control", "ALS without bulbar signs", "ALS with bulbar signs"];

test("a package without roles is read by the label that it warns of", () => {
  expect(rolesOf({ labels: ["control", "ALS"], ordinal: false, positiveLabel: "ALS" })).toEqual([
    "healthy",
    "ill",
  ]);
  expect(rolesOf({ labels: ["ill", "well"], ordinal: false, positiveLabel: "ill" })).toEqual([
    "ill",
    "healthy",
  ]);
  expect(rolesOf({ labels: als, ordinal: true, positiveLabel: als[2]! })).toEqual([
    "healthy",
    "level",
    "ill",
  ]);
});

test("what cannot be known is neither healthy nor ill", () => {
  expect(rolesOf({ labels: als, ordinal: false, positiveLabel: als[2]! })).toEqual(["level", "level", "ill"]);
  expect(rolesOf({ labels: als, ordinal: true, positiveLabel: als[1]! })).toEqual(["level", "ill", "level"]);
  expect(rolesOf({ labels: ["0", "1"], ordinal: true, positiveLabel: null })).toEqual(["level", "level"]);
});

test("the manifest's own roles hold", () => {
  const roles = ["healthy", "ill", "ill"] as const;
  expect(rolesOf({ labels: als, roles, ordinal: true, positiveLabel: als[2]! })).toEqual(roles);
});

test("a level is worse away from the healthy end; without one nothing is called worse", () => {
  expect(worseLevel(["level", "level", "healthy"])).toBe("lower");
  expect(worseLevel(["healthy", "ill", "ill"])).toBe("higher");
  expect(worseLevel(["level", "level"])).toBeNull();
  expect(worseLevel(["level", "healthy", "ill"])).toBeNull();
});
