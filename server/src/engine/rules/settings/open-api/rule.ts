import type { DeploymentRule } from "../../rule.ts";
import { entryOf, hasText, isMissing, isTrue, lacks, placeOf, surelyGiven } from "../../deployment.ts";

export const openApi: DeploymentRule = {
  meta: {
    id: "settings/open-api",
    title: "API that every site may ask, or that lets in everybody unless a view says otherwise",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds, in settings that the project may be deployed with: django-cors-headers that let every site ask, worse where cookies go along; and",
      "Django REST framework whose views let in everybody unless they say otherwise, where that is written down (`AllowAny`), or with the profile `strict`",
      "where nothing is.",
    ].join("\n"),
    why: [
      "A view that somebody forgets to protect then hands out records to whoever asks, and a page of any site can ask in the name of",
      "the person who looks at it.",
    ].join("\n"),
    bad: "CORS_ALLOW_ALL_ORIGINS = True",
    good: 'CORS_ALLOWED_ORIGINS = ["https://app.example.com"]\nREST_FRAMEWORK = {\n    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],\n}',
    fixes: [],
    references: [
      {
        title: "CWE-942: Permissive Cross-domain Policy with Untrusted Domains",
        url: "https://cwe.mitre.org/data/definitions/942.html",
      },
      { title: "CWE-862: Missing Authorization", url: "https://cwe.mitre.org/data/definitions/862.html" },
      {
        title: "Django REST framework: Permissions",
        url: "https://www.django-rest-framework.org/api-guide/permissions/#setting-the-permission-policy",
      },
    ],
  },

  *check(deployment) {
    const { project, environment } = deployment;
    const apps = project.settings.valueIn("INSTALLED_APPS", environment)?.value;
    for (const name of ["CORS_ALLOW_ALL_ORIGINS", "CORS_ORIGIN_ALLOW_ALL"]) {
      const all = surelyGiven(deployment, name);
      if (!all || !isTrue(all.value) || !hasText(apps, "corsheaders")) continue;
      const hasCookies = isTrue(surelyGiven(deployment, "CORS_ALLOW_CREDENTIALS")?.value);
      yield {
        severity: hasCookies ? "warning" : "information",
        place: placeOf(all),
        setting: name,
        message: hasCookies
          ? "A page of any site may ask with the cookies of the person who looks at it, and read the answer. Name the sites that may."
          : "A page of any site may ask, and read the answer. Name the sites that may, unless all that is answered is public.",
      };
    }
    const framework = surelyGiven(deployment, "REST_FRAMEWORK");
    const permissions = entryOf(framework?.value, "DEFAULT_PERMISSION_CLASSES");
    if (framework && hasText(permissions, "rest_framework.permissions.AllowAny")) {
      yield {
        severity: "information",
        place: placeOf(framework),
        setting: "REST_FRAMEWORK",
        message:
          "Views of the API let in everybody unless they say otherwise. Let them ask who it is, and say `AllowAny` at those that are public.",
      };
      return;
    }
    const isUnsaid =
      framework?.value.kind === "dictionary"
        ? lacks(framework.value, "DEFAULT_PERMISSION_CLASSES")
        : isMissing(deployment, "REST_FRAMEWORK");
    const place = framework
      ? placeOf(framework)
      : project.settings.valueIn("INSTALLED_APPS", environment)?.places.at(-1);
    if (!isUnsaid || !place || !hasText(apps, "rest_framework")) return;
    yield {
      severity: "information",
      profile: "strict",
      place,
      setting: "REST_FRAMEWORK",
      message:
        "Nothing says who may see what views of the API show, so that it is everybody unless they say otherwise. Give `DEFAULT_PERMISSION_CLASSES`.",
    };
  },
};
