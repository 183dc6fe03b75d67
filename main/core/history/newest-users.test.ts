import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createCore } from "../core.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { testUser } from "../logged-on.fixture.ts";
import { auditFindings } from "./audit-verify.ts";
import { forgetNewestUsers } from "./newest-users.ts";

/** A core on a data folder; `another` one as a later program. */
function dataFolderOf() {
  const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-newest-users-"));
  onTestFinished(() => rmSync(dataFolder, { recursive: true }));
  const another = () => {
    const core = createCore(testCoreOptions(dataFolder));
    onTestFinished(() => core.close());
    return core;
  };
  return { another, users: join(dataFolder, "users.json"), copy: join(dataFolder, "copy.json") };
}

test("who brings an older users file back is refused, and stands in the trail at once", async () => {
  const { another, users, copy } = dataFolderOf();
  const core = another();
  const { recoveryKey } = await core.vault.setUp(testUser);
  await core.history();
  const { user, password } = (await core.vault.addUser({ name: "Ben", role: "clinician" }))();
  copyFileSync(users, copy);
  core.vault.removeUser(user.id);
  await core.close();

  copyFileSync(copy, users);
  const attacked = another();
  await expect(attacked.vault.logOn({ name: "Ben", password })).rejects.toMatchObject({
    code: "vault-damaged",
    data: { why: "older" },
  });
  expect(attacked.vault.isOpen()).toBe(false);
  await attacked.close();

  const later = another();
  await later.vault.recover({ recoveryKey, ...testUser });
  const found = auditFindings(await later.history());
  expect(found.map(({ kind }) => kind)).toEqual(["older-users", "older-users"]);
  await later.close();
  await another().vault.logOn(testUser);
});

test("a history that takes another one's place knows nothing of the users of its moment", async () => {
  const { another, users, copy } = dataFolderOf();
  const core = another();
  await core.vault.setUp(testUser);
  copyFileSync(users, copy);
  (await core.vault.addUser({ name: "Ben", role: "clinician" }))();
  forgetNewestUsers(await core.history());
  await core.close();
  copyFileSync(copy, users);
  await another().vault.logOn(testUser);
});
