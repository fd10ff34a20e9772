import { textOf } from "../../../project/settings/value.ts";
import { unguardedTexts } from "../../../project/settings/writtenTexts.ts";
import type { DeploymentRule } from "../../rule.ts";
import { placeOf, surelyGiven } from "../../deployment.ts";
import hashers from "../hashers.yml";

export const weakHasher: DeploymentRule = {
  meta: {
    id: "settings/weak-hasher",
    title: "New passwords are hashed in a way that is soon guessed",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds settings that the project may be deployed with, and whose first entry of `PASSWORD_HASHERS` is made for tests or for passwords from",
      "long ago. Behind the first, such a hasher reads what is stored until its owner signs in, which is right.",
    ].join("\n"),
    why: [
      "Whoever gets a copy of the database tries billions of passwords a second against MD5 or SHA-1, and has most of them within a day.",
    ].join("\n"),
    bad: 'PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]',
    good: 'PASSWORD_HASHERS = [\n    "django.contrib.auth.hashers.PBKDF2PasswordHasher",\n    "django.contrib.auth.hashers.MD5PasswordHasher",\n]',
    fixes: ["strong-hasher-first"],
    references: [
      {
        title: "CWE-916: Use of Password Hash With Insufficient Computational Effort",
        url: "https://cwe.mitre.org/data/definitions/916.html",
      },
      { title: "Django: How Django stores passwords", url: hashers.source },
    ],
  },

  *check(deployment) {
    const setting = surelyGiven(deployment, "PASSWORD_HASHERS");
    const first = setting?.value.kind === "list" ? setting.value.items[0] : undefined;
    const name = first?.always ? textOf(first.value) : null;
    if (!setting || name === null || !hashers.weak.includes(name.slice(name.lastIndexOf(".") + 1))) return;
    const { project, environment } = deployment;
    const part = unguardedTexts(project, environment, name)[0];
    yield {
      severity: "warning",
      place: part ?? placeOf(setting),
      ...(part ? { at: part.at } : {}),
      setting: "PASSWORD_HASHERS",
      message: `New passwords are hashed with \`${name.slice(name.lastIndexOf(".") + 1)}\`, which is made for tests or for old passwords: with a copy of the database they are soon guessed. Put a slow one first, and leave this one behind it for what is stored.`,
    };
  },
};
