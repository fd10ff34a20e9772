import type { Setting } from "../../../project/settings/readSettings.ts";
import { writtenEntries } from "../../../project/settings/writtenTexts.ts";
import { type DictionaryValue, textOf, usualTextOf } from "../../../project/settings/value.ts";
import type { Deployment, DeploymentRule, SettingsViolation } from "../../rule.ts";
import { entryOf, isFalse, isMissing, lacks, placeOf, surelyGiven } from "../../deployment.ts";

export const connectionWithoutTls: DeploymentRule = {
  meta: {
    id: "settings/connection-without-tls",
    title: "Database, broker, mail server or directory over the network without TLS",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds, in settings that the project may be deployed with, hosts that are written down and lie elsewhere: a PostgreSQL or MySQL database whose `OPTIONS`",
      "say nothing of TLS, `redis://` and `amqp://`, a mail server with neither `EMAIL_USE_TLS` nor `EMAIL_USE_SSL`, and `ldap://` of django-auth-ldap without `AUTH_LDAP_START_TLS`.",
      "A host that is written down as the default of a variable counts, too. With the profile `strict` also",
      "databases whose host a variable alone gives. Sockets, this machine and names without a dot, which are containers beside it, are left alone.",
    ].join("\n"),
    why: [
      "Whoever is on the way reads all that is asked and answered, with the password. PostgreSQL's own default encrypts only where the server offers it,",
      "and asks nobody who that is.",
    ].join("\n"),
    bad: 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": "db.example.com"}}',
    good: 'DATABASES = {\n    "default": {\n        "ENGINE": "django.db.backends.postgresql",\n        "HOST": "db.example.com",\n        "OPTIONS": {"sslmode": "verify-full", "sslrootcert": "/etc/ssl/db.pem"},\n    }\n}',
    fixes: [],
    references: [
      {
        title: "CWE-319: Cleartext Transmission of Sensitive Information",
        url: "https://cwe.mitre.org/data/definitions/319.html",
      },
      { title: "PostgreSQL: SSL Support", url: "https://www.postgresql.org/docs/current/libpq-ssl.html" },
      {
        title: "django-auth-ldap: AUTH_LDAP_START_TLS",
        url: "https://django-auth-ldap.readthedocs.io/en/latest/reference.html#auth-ldap-start-tls",
      },
      { title: "Django: Email backends", url: "https://docs.djangoproject.com/en/5.2/topics/email/#smtp-backend" },
    ],
  },

  *check(deployment) {
    yield* ofDatabases(deployment);
    for (const name of ["CELERY_BROKER_URL", "CELERY_RESULT_BACKEND", "BROKER_URL"]) {
      const setting = surelyGiven(deployment, name);
      const [, host] = /^(?:redis|amqp):\/\/(?:[^@/]*@)?([^:/]+)/.exec((setting && textOf(setting.value)) ?? "") ?? [];
      if (!setting || !isElsewhere(host)) continue;
      yield {
        severity: "warning",
        place: placeOf(setting),
        setting: name,
        message: "What tasks are given goes over the network for everybody to read. Use `rediss://` or `amqps://`.",
      };
    }
    const mail = surelyGiven(deployment, "EMAIL_HOST");
    const isPlain = ["EMAIL_USE_TLS", "EMAIL_USE_SSL"].every((name) => isMissing(deployment, name));
    if (mail && isPlain && isElsewhere(textOf(mail.value) ?? ""))
      yield {
        severity: "warning",
        place: placeOf(mail),
        setting: "EMAIL_HOST",
        message:
          "Mails, and the password of the mail server, go over the network for everybody to read. Set `EMAIL_USE_TLS = True`.",
      };
    const directory = surelyGiven(deployment, "AUTH_LDAP_SERVER_URI");
    const [, host] = /^ldap:\/\/([^:/]+)/.exec((directory && usualTextOf(directory.value)) ?? "") ?? [];
    const start = surelyGiven(deployment, "AUTH_LDAP_START_TLS");
    if (directory && isElsewhere(host) && (start ? isFalse(start.value) : isMissing(deployment, "AUTH_LDAP_START_TLS")))
      yield {
        severity: "warning",
        place: placeOf(directory),
        setting: directory.name,
        message:
          "The passwords of all who sign in go over the network for everybody to read. Set `AUTH_LDAP_START_TLS = True`, or use `ldaps://`.",
      };
  },
};

function* ofDatabases(deployment: Deployment): Iterable<SettingsViolation> {
  const databases = surelyGiven(deployment, "DATABASES");
  if (databases?.value.kind !== "dictionary") return;
  for (const { value } of databases.value.entries) {
    if (value.kind !== "dictionary" || !SERVERS.test(textOf(entryOf(value, "ENGINE") ?? value) ?? "")) continue;
    const host = entryOf(value, "HOST");
    if (!host || !saysNothingOfTls(value)) continue;
    const usual = usualTextOf(host);
    if (usual === null ? host.kind !== "environment" : !isElsewhere(usual)) continue;
    yield {
      severity: usual === null ? "information" : "warning",
      ...(usual === null ? { profile: "strict" } : {}),
      ...hostOf(deployment, databases),
      setting: "DATABASES",
      message:
        "`OPTIONS` says nothing of TLS, so that what is stored and asked may go over the network for everybody to read, and nothing makes sure whose server it is. Ask for `sslmode` `verify-full`, or for MySQL's `VERIFY_IDENTITY`.",
    };
    return;
  }
}

/** Where the host is written down, if it is the only one. */
function hostOf({ project }: Deployment, databases: Setting): Pick<SettingsViolation, "place" | "at"> {
  const [part, other] = writtenEntries(project, databases.places, "HOST");
  return part && !other ? { place: part, at: part.at } : { place: placeOf(databases) };
}

const SERVERS = /(postgresql|postgresql_psycopg2|postgis|mysql)$/;

function saysNothingOfTls(database: DictionaryValue): boolean {
  const options = entryOf(database, "OPTIONS");
  if (!options) return lacks(database, "OPTIONS");
  if (options.kind !== "dictionary") return false;
  return ["sslmode", "ssl", "ssl_mode", "ssl_disabled", "service"].every((name) => lacks(options, name));
}

function isElsewhere(host: string | undefined): boolean {
  return (
    host !== undefined &&
    host.includes(".") &&
    !/^(127\.|0\.0\.0\.0|\/)|\.(localhost|local|svc)$|(^|\.)docker\.internal$/.test(host)
  );
}
