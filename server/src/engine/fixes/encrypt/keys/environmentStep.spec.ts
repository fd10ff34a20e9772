import { describe, expect, it } from "vitest";
import { applyPlan } from "../../../../../../test/support/fixes.ts";
import { parseFixture } from "../../../../../../test/support/fixture.ts";
import { readProject } from "../../../project/readProject.ts";
import { environmentStep } from "./environmentStep.ts";

const PUBLIC = "this-key-is-public-for-local-runs-and-tests=";

/** One file of settings, which reads all from the environment. */
const ONE_FILE = `
  //- manage.py
  import os
  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
  //- config/settings.py
  import os
  SECRET_KEY = os.environ["SECRET_KEY"]
  DATABASE = os.environ.get("DATABASE_URL")
  INSTALLED_APPS = []
`;

/** Settings for tests and local runs have a key of their own. */
const SPLIT = `
  //- manage.py
  import os
  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
  //- config/settings/base.py
  import os
  SECRET_KEY = os.environ.get("SECRET_KEY")
  INSTALLED_APPS = []
  //- config/settings/dev.py
  from .base import *
  DEBUG = True
  //- config/settings/test.py
  from .base import *
  //- config/settings/production.py
  from .base import *
  //- config/wsgi.py
  import os
  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
`;

/** What is added to the file that the fixture ends with: its lines behind those of before. */
function added(
  project: string,
  file: string,
): { readonly lines: readonly string[]; readonly notes: readonly string[] } {
  const files = new Map([...parseFixture(project).files, ...parseFixture(file).files]);
  const path = [...files.keys()].at(-1)!;
  const { step, notes } = environmentStep(readProject(files));
  const after = applyPlan(files, { id: "", title: "", steps: step ? [step] : [], notes: [] });
  for (const [other, text] of files) if (other !== path) expect(after.get(other)).toBe(text);
  const before = files.get(path)!.split("\n");
  const lines: string[] = [];
  let at = 0;
  for (const line of after.get(path)!.split("\n")) {
    if (line === before[at]) at++;
    else lines.push(`${before[at - 1]?.trim() ?? ""} > ${line}`);
  }
  expect(at).toBe(before.length);
  return { lines, notes };
}

describe("environmentStep in files to copy", () => {
  it("adds a line without a value behind Django's own secret", () => {
    const { lines } = added(
      ONE_FILE,
      `
        //- .env.example
        # For Django.
        export SECRET_KEY=changeme
        DATABASE_URL="postgres://"
      `,
    );
    expect(lines[0]).toMatch(/^export SECRET_KEY=changeme > # Keys of encrypted model fields, .*Fernet/);
    expect(lines[1]).toBe("export SECRET_KEY=changeme > export FIELD_ENCRYPTION_KEYS=");
    expect(lines).toHaveLength(2);
  });

  it.each(["FIELD_ENCRYPTION_KEYS=\nSECRET_KEY=", "# FIELD_ENCRYPTION_KEYS=\nSECRET_KEY=", "REACT_APP_URL=x", ""])(
    "leaves alone what has it, or is about something else: %j",
    (text) => {
      expect(added(ONE_FILE, `//- .env.example\n${text}`).lines).toEqual([]);
    },
  );

  it("does not cut a value in two", () => {
    const { lines } = added(ONE_FILE, '//- env.template\nSECRET_KEY="a\nb"\nOTHER=1\n');
    expect(lines[1]).toBe("OTHER=1 > FIELD_ENCRYPTION_KEYS=");
  });
});

describe("environmentStep in compose files", () => {
  it("hands the variable on in each of the ways in which the others are given", () => {
    const { lines } = added(
      ONE_FILE,
      `
        //- docker-compose.yml
        services:
          web:
            environment:
              SECRET_KEY: dev  # not for production
              DEBUG: 1
            ports: ["80:80"]
          worker:
            environment:
              - SECRET_KEY=dev
          beat:
            environment:
              - SECRET_KEY
          db:
            environment:
              POSTGRES_PASSWORD: x
      `,
    );
    expect(lines).toEqual([
      "DEBUG: 1 >       FIELD_ENCRYPTION_KEYS: ${FIELD_ENCRYPTION_KEYS}",
      "- SECRET_KEY=dev >       - FIELD_ENCRYPTION_KEYS=${FIELD_ENCRYPTION_KEYS}",
      "- SECRET_KEY >       - FIELD_ENCRYPTION_KEYS",
    ]);
  });

  it("adds once to what services share", () => {
    const { lines } = added(
      ONE_FILE,
      `
        //- compose.yaml
        services:
          web: &web
            environment: &shared
              SECRET_KEY: dev
          worker:
            <<: *web
            command: celery
          beat:
            environment: *shared
      `,
    );
    expect(lines).toEqual(["SECRET_KEY: dev >       FIELD_ENCRYPTION_KEYS: ${FIELD_ENCRYPTION_KEYS}"]);
  });

  it("has nothing to say of one that holds nothing but comments", () => {
    const { lines, notes } = added(
      ONE_FILE,
      "//- docker-compose.yml\n# services:\n#   web:\n#     environment: [SECRET_KEY]\n",
    );
    expect([lines, notes.filter((note) => note.includes("compose"))]).toEqual([[], []]);
  });

  it("leaves a service alone whose settings have a key of their own", () => {
    const compose = (module: string): string =>
      `//- compose.yml\nservices:\n  web:\n    environment:\n      DJANGO_SETTINGS_MODULE: ${module}\n`;
    expect(added(SPLIT, compose("config.settings.dev")).lines).toEqual([]);
    expect(added(SPLIT, compose("config.settings.production")).lines).toHaveLength(1);
  });

  it("says which files outside of the repository need it", () => {
    const { lines, notes } = added(
      SPLIT,
      `
        //- production.yml
        services:
          django:
            env_file:
              - ./.envs/.production/.django
              - ./.envs/.production/.postgres
      `,
    );
    expect(lines).toEqual([]);
    expect(notes).toEqual([
      "Put `FIELD_ENCRYPTION_KEYS` into `./.envs/.production/.django` as well, which `production.yml` gives to its services.",
    ]);
  });

  it("says what it cannot edit", () => {
    const { lines, notes } = added(ONE_FILE, "//- compose.yml\nservices:\n  web:\n    environment: {SECRET_KEY: x\n");
    expect(lines).toEqual([]);
    expect(notes[0]).toMatch(/^Give `FIELD_ENCRYPTION_KEYS` to what `compose.yml` runs/);
  });
});

describe("environmentStep in pipelines", () => {
  const workflow = (jobs: string): string => `//- .github/workflows/ci.yml\non: push\n${jobs}`;

  it("gives tests a public key, beside the variables of the settings", () => {
    const { lines } = added(
      ONE_FILE,
      workflow(
        "env:\n  PYTHON: '3'\njobs:\n  test:\n    steps:\n    - run: pip install .\n    - run: python manage.py test\n      env:\n        SECRET_KEY: x # made up\n",
      ),
    );
    expect(lines).toEqual([`SECRET_KEY: x # made up >         FIELD_ENCRYPTION_KEYS: ${PUBLIC}`]);
  });

  it("makes variables for a job that has none", () => {
    const { lines } = added(ONE_FILE, workflow("jobs:\n  test:\n    runs-on: x\n    steps:\n    - run: pytest\n"));
    expect(lines).toEqual(["- run: pytest >     env:", `- run: pytest >       FIELD_ENCRYPTION_KEYS: ${PUBLIC}`]);
  });

  it("takes it for no test where pytest is only installed", () => {
    const job = (command: string): string =>
      workflow(`jobs:\n  lint:\n    runs-on: x\n    steps:\n    - run: ${command}\n`);
    for (const command of ["pip install pytest", "pip install -r x.txt pytest-django", "uv add --dev pytest"])
      expect(added(ONE_FILE, job(command)).lines, command).toEqual([]);
    for (const command of ["pip install pytest && pytest", "python -m pytest"])
      expect(added(ONE_FILE, job(command)).lines, command).toHaveLength(2);
  });

  it("keeps it from deployments", () => {
    const all = "env:\n  SECRET_KEY: x\njobs:\n  test:\n    steps:\n    - run: pytest\n";
    const deploy = "  deploy:\n    steps:\n    - run: python manage.py migrate\n";
    expect(added(ONE_FILE, workflow(all)).lines).toEqual([`SECRET_KEY: x >   FIELD_ENCRYPTION_KEYS: ${PUBLIC}`]);
    expect(added(ONE_FILE, workflow(all + deploy)).lines).toEqual([
      "- run: pytest >     env:",
      `- run: pytest >       FIELD_ENCRYPTION_KEYS: ${PUBLIC}`,
    ]);
    // In the same job.
    expect(added(ONE_FILE, workflow(`${all}    - run: kubectl apply\n`)).lines[0]).toBe("- run: pytest >       env:");
    expect(added(ONE_FILE, workflow(deploy.replace("  deploy", "jobs:\n  deploy"))).lines).toEqual([]);
    expect(added(ONE_FILE, workflow("jobs:\n  a:\n    steps:\n    - run: ./manage.py check --deploy\n")).lines).toEqual(
      [],
    );
  });

  it("keeps it from jobs that say that they deploy, or leave it to others what they do", () => {
    const all = "env:\n  SECRET_KEY: x\njobs:\n  test:\n    steps:\n    - run: pytest\n";
    for (const job of [
      "  release:\n    steps:\n    - uses: somebody/heroku-deploy@v3\n",
      "  deploy:\n    steps:\n    - run: ./release.sh\n",
      "  release:\n    environment: production\n    steps:\n    - run: ./release.sh\n",
      "  release:\n    uses: ./.github/workflows/release.yml\n",
    ])
      expect(added(ONE_FILE, workflow(all + job)).lines[0], job).toBe("- run: pytest >     env:");
    const gitlab = "//- .gitlab-ci.yml\nvariables:\n  SECRET_KEY: x\ntest:\n  script:\n    - pytest\n";
    for (const job of [
      "release:\n  stage: deploy\n  script:\n    - ./release.sh\n",
      "release:\n  environment: production\n  script:\n    - ./release.sh\n",
      "release:\n  extends: .other\n",
    ])
      expect(added(ONE_FILE, gitlab + job).lines[0], job).toBe("- pytest >   variables:");
  });

  it("says where tests and deployment are one", () => {
    for (const file of [
      workflow("jobs:\n  all:\n    steps:\n    - run: |\n        pytest\n        kubectl apply -f .\n"),
      "//- .gitlab-ci.yml\nall:\n  script:\n    - pytest\n    - ansible-playbook site.yml\n",
      "//- tox.ini\n[testenv]\ncommands = pytest\n[testenv:migrate]\ncommands = python manage.py migrate\n",
    ]) {
      const { lines, notes } = added(ONE_FILE, file);
      expect(lines).toEqual([]);
      expect(notes[0]).toMatch(/^Give `FIELD_ENCRYPTION_KEYS` to what /);
    }
  });

  it("makes no second list of variables where tox has one on a line", () => {
    const { lines, notes } = added(ONE_FILE, "//- tox.ini\n[testenv]\nsetenv = SECRET_KEY=x\ncommands = pytest\n");
    expect(lines).toEqual([]);
    expect(notes).toHaveLength(1);
  });

  it("adds nothing where tests run with settings that have a key", () => {
    const steps = (run: string): string =>
      workflow(`env:\n  SECRET_KEY: x\njobs:\n  a:\n    steps:\n    - run: ${run}\n`);
    expect(added(SPLIT, steps("pytest --ds=config.settings.test")).lines).toEqual([]);
    expect(added(SPLIT, steps("python manage.py test")).lines).toEqual([]);
    expect(added(SPLIT, steps("python manage.py test --settings=config.settings.production")).lines).toHaveLength(1);
  });

  it("knows GitLab's", () => {
    const { lines } = added(
      ONE_FILE,
      "//- .gitlab-ci.yml\nvariables:\n  SECRET_KEY: x\ntest:\n  script:\n    - python manage.py test\n",
    );
    expect(lines).toEqual([`SECRET_KEY: x >   FIELD_ENCRYPTION_KEYS: ${PUBLIC}`]);
  });

  it("tells tox, which hands on nothing by itself, and pytest-env", () => {
    expect(added(ONE_FILE, "//- tox.ini\n[testenv]\nsetenv =\n    SECRET_KEY = x\ncommands = pytest\n").lines).toEqual([
      `SECRET_KEY = x >     FIELD_ENCRYPTION_KEYS = ${PUBLIC}`,
    ]);
    expect(added(ONE_FILE, "//- tox.ini\n[testenv]\ncommands = pytest\n").lines).toEqual([
      "[testenv] > setenv =",
      `[testenv] >     FIELD_ENCRYPTION_KEYS = ${PUBLIC}`,
    ]);
    expect(added(ONE_FILE, "//- pytest.ini\n[pytest]\nenv =\n    SECRET_KEY=x\n").lines).toEqual([
      `SECRET_KEY=x >     FIELD_ENCRYPTION_KEYS=${PUBLIC}`,
    ]);
    expect(added(SPLIT, "//- tox.ini\n[testenv]\ncommands = pytest --ds=config.settings.test\n").lines).toEqual([]);
  });
});

it("does nothing where keys are read already", () => {
  const read = `${ONE_FILE}  FIELD_ENCRYPTION_KEYS = []\n`;
  expect(added(read, "//- .env.example\nSECRET_KEY=\n").lines).toEqual([]);
});
