import type { Deployment, DeploymentRule, SettingsViolation } from "../../rule.ts";
import { entryOf, hasText, isMissing, isTrue, lacks, placeOf, surelyGiven } from "../../deployment.ts";

export const keptRequests: DeploymentRule = {
  meta: {
    id: "settings/kept-requests",
    title: "Bodies of requests and answers that a package keeps",
    severity: "information",
    since: "0.1.0",
    what: [
      "Finds, in settings that the project may be deployed with, packages that keep what requests and answers hold and were not told which keys of the project's own to leave out: drf-api-logger that",
      "writes into the database or hands on a signal (`DRF_API_LOGGER_DATABASE`, `DRF_API_LOGGER_SIGNAL`) without `DRF_API_LOGGER_EXCLUDE_KEYS`, and the middleware of django-requestlogs without `SECRETS` in `REQUESTLOGS`.",
    ].join("\n"),
    why: [
      "Both leave out what is called like a password or a token by themselves. Names, addresses, numbers of cards and whatever else people send is kept as it came,",
      "beside the fields that are encrypted.",
    ].join("\n"),
    bad: "DRF_API_LOGGER_DATABASE = True",
    good: 'DRF_API_LOGGER_DATABASE = True\nDRF_API_LOGGER_EXCLUDE_KEYS = ["email", "iban", "national_id"]',
    fixes: [],
    references: [
      {
        title: "CWE-532: Insertion of Sensitive Information into Log File",
        url: "https://cwe.mitre.org/data/definitions/532.html",
      },
      {
        title: "DRF API Logger: what is masked",
        url: "https://github.com/vishalanandl177/DRF-API-Logger/blob/master/drf_api_logger/utils.py",
      },
      { title: "django-requestlogs: SECRETS", url: "https://github.com/Raekkeri/django-requestlogs#settings" },
    ],
  },

  *check(deployment) {
    yield* ofApiLogger(deployment);
    const middleware = surelyGiven(deployment, "MIDDLEWARE");
    if (!middleware || !hasText(middleware.value, REQUEST_LOGS)) return;
    const options = surelyGiven(deployment, "REQUESTLOGS");
    const isSilent = options
      ? options.value.kind === "dictionary" &&
        lacks(options.value, "SECRETS") &&
        !entryOf(options.value, "STORAGE_CLASS")
      : isMissing(deployment, "REQUESTLOGS");
    if (isSilent)
      yield {
        severity: "information",
        place: placeOf(options ?? middleware),
        setting: options ? "REQUESTLOGS" : "MIDDLEWARE",
        message: `What requests and answers hold is kept, but for keys called \`password\` and \`token\`. Name those of your fields in \`SECRETS\`.`,
      };
  },
};

const REQUEST_LOGS = "requestlogs.middleware.RequestLogsMiddleware";

function* ofApiLogger(deployment: Deployment): Iterable<SettingsViolation> {
  if (!isMissing(deployment, "DRF_API_LOGGER_EXCLUDE_KEYS")) return;
  for (const name of ["DRF_API_LOGGER_DATABASE", "DRF_API_LOGGER_SIGNAL"]) {
    const setting = surelyGiven(deployment, name);
    if (!setting || !isTrue(setting.value)) continue;
    yield {
      severity: "information",
      place: placeOf(setting),
      setting: name,
      message:
        "What requests and answers hold is kept, but for what is called like a password or a key. Name those of your fields in `DRF_API_LOGGER_EXCLUDE_KEYS`.",
    };
    return;
  }
}
