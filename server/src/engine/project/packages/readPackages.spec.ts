import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import { withoutHashes } from "./lockedIn.ts";
import { dependencyPathOf, readPackages } from "./readPackages.ts";

function packages(source: string): ReturnType<typeof readPackages> {
  return readPackages(parseFixture(source).files);
}

/** Name, specifier, group; with `dev` behind what only develops. */
function declared(source: string): readonly string[] {
  return [...packages(source).values()].flatMap(({ name, declarations }) =>
    declarations.map(({ specifier, group, development }) =>
      [name, specifier, group, development ? "dev" : ""].filter((part) => part !== "" && part !== null).join(" "),
    ),
  );
}

describe("declarations", () => {
  it("are read from a requirements file as pip reads it", () => {
    const source = `
      //- requirements.txt
      # Django itself
      Django[argon2] >= 5, < 6  # the web
      celery==5.5 ; python_version > "3"
      -r more.txt
      --index-url https://example.org/simple
      uvicorn==0.30 \\
          --hash=sha256:aa \\
          --hash=sha256:bb
      -e git+https://example.org/x.git@main#egg=from_git
      cryptography @ https://example.org/x.whl
      https://example.org/pool/some_wheel-1.2.3-py3-none-any.whl
      -e libs/own
      ./local
      -e .
    `;
    expect(declared(source)).toEqual([
      "django >=5,<6",
      "celery ==5.5",
      "uvicorn ==0.30",
      "from-git",
      "cryptography",
      "some-wheel ==1.2.3",
    ]);
  });

  it("know what only develops, by the name of a file or group", () => {
    const source = "//- requirements-dev.txt\na\n//- requirements/test.in\nb\n//- requirements/base.txt\nc\n";
    expect(declared(source)).toEqual(["a dev", "c", "b dev"]);
  });

  it("are read from a pyproject.toml, whatever tool it is for", () => {
    const source = `
      //- pyproject.toml
      [project]
      dependencies = ["a>=1"]
      [project.optional-dependencies]
      postgres = ["b"]
      docs = ["c"]
      [dependency-groups]
      all = ["d~=1.0", {include-group = "more"}]
      more = ["e", {include-group = "all"}]
      [tool.poetry.dependencies]
      python = "^3.12"
      f = "^1.2"
      g = { version = "*", extras = ["x"] }
      [tool.poetry.group.test.dependencies]
      h = "*"
      [tool.poetry.dev-dependencies]
      i = "1"
      [tool.uv]
      dev-dependencies = ["j"]
      [tool.pdm.dev-dependencies]
      anything = ["k"]
      [tool.hatch.envs.default]
      dependencies = ["l"]
    `;
    expect(declared(source)).toEqual([
      "a >=1",
      "b postgres",
      "c docs dev",
      "d ~=1.0 all dev",
      "d ~=1.0 more dev",
      "e all dev",
      "e more dev",
      "f ^1.2",
      "g",
      "i 1 dev dev",
      "h test dev",
      "j dev dev",
      "k anything dev",
      "l default dev",
    ]);
  });

  it.each([
    ["Pipfile", '[packages]\na = "==1"\n[dev-packages]\nb = "*"\n', ["a ==1", "b dev dev"]],
    [
      "setup.cfg",
      "[metadata]\nname = x\n[options]\ninstall_requires =\n    a>=1,<2\n    # b\n    c; python_version > '3'\nzip_safe = no\n[options.extras_require]\ntest = d\n",
      ["a >=1,<2", "c", "d test dev"],
    ],
    ["setup.py", "from setuptools import setup\nsetup(name='x', install_requires=['a>=1', 'b'])\n", ["a >=1", "b"]],
    [
      "setup.py",
      "import setuptools\nREQUIRED = ['a']\nREQUIRED += ['b']\nif __name__ == '__main__':\n    setuptools.setup(install_requires=REQUIRED, extras_require={'dev': ['c']})\n",
      ["a", "b", "c dev dev"],
    ],
    [
      "environment.yml",
      "name: x\ndependencies:\n  - python=3.12\n  - conda-forge::django=5.2\n  - celery>=5\n  - pip\n  - pip:\n      - a==1\n",
      ["django ==5.2.*", "celery >=5", "a ==1"],
    ],
  ])("are read from a %s", (path, text, expected) => {
    const found = readPackages(new Map([[path, text]]));
    expect(declared(`//- ${path}\n${text}`)).toEqual(expected);
    expect([...found.values()].flatMap(({ declarations }) => declarations.map((each) => each.path))).toContain(path);
  });

  it.each([
    ["pyproject.toml", "[project\ndependencies = ["],
    ["pyproject.toml", 'project = "x"\ntool = 1\ndependency-groups = []'],
    ["Pipfile", 'packages = ["x"]'],
    ["environment.yml", "dependencies: {a: [}"],
    ["environment.yml", "- a"],
    ["setup.py", "setup(install_requires=open('x').read()"],
    ["poetry.lock", '[[package]]\nname = "x'],
    ["Pipfile.lock", '{"default": {"a": {"version": 1}}, "develop": []}'],
    ["Pipfile.lock", "{"],
  ])("are none in a %s that cannot be read: %j", (path, text) => {
    expect(readPackages(new Map([[path, text]])).size).toBe(0);
  });

  it("tell which packages the running project does without", () => {
    const found = packages('//- pyproject.toml\n[project]\ndependencies = ["a"]\n[dependency-groups]\ndev = ["a", "b"]\n');
    expect([found.get("a")?.developmentOnly, found.get("b")?.developmentOnly]).toEqual([false, true]);
  });
});

const TOML_LOCK = `version = 1
[[package]]
name = "Django"
version = "5.2.19"
source = { registry = "https://example.org/simple" }
wheels = [
    { url = "https://example.org/django.whl", hash = "sha256:aa" },
]

[[package]]
name = "app"
source = { virtual = "." }

[[package]]
name = "celery"
version = "5.5.1"
`;

const JSON_LOCK = JSON.stringify({
  _meta: { hash: {} },
  default: { django: { version: "==5.2.19", hashes: ["sha256:aa"] } },
  develop: { django: { version: "==4.2" }, celery: { version: "==5.5.1" } },
});

describe("versions", () => {
  it.each([
    ["uv.lock", TOML_LOCK],
    ["poetry.lock", TOML_LOCK],
    ["pdm.lock", TOML_LOCK],
    ["pylock.toml", TOML_LOCK.replaceAll("[[package]]", "[[packages]]")],
    ["Pipfile.lock", JSON_LOCK],
    ["constraints.txt", "django==5.2.19\ncelery==5.5.1\n"],
  ])("are those of %s", (path, text) => {
    const found = readPackages(
      new Map([
        ["requirements.in", "django>=5\ncelery\nflask"],
        [path, text],
      ]),
    );
    expect(["django", "celery", "flask"].map((name) => found.get(name)?.version)).toEqual(["5.2.19", "5.5.1", null]);
    // What is locked for others' sake is not declared.
    expect(found.has("app")).toBe(false);
  });

  it("are those that pip-compile has found, which declares nothing itself", () => {
    const found = packages(`
      //- requirements.in
      django>=5
      //- requirements.txt
      #
      # This file is autogenerated by pip-compile with Python 3.12
      #
      asgiref==3.8.1
          # via django
      django==5.2.19
          # via -r requirements.in
    `);
    expect([...found.keys()]).toEqual(["django"]);
    expect(found.get("django")).toMatchObject({ version: "5.2.19", declarations: [{ path: "requirements.in" }] });
  });

  it("are the one that a declaration allows, where nothing is locked", () => {
    const found = packages("//- requirements.txt\ndjango==5.2\ncelery===5.5\nflask==1.*\n");
    expect(["django", "celery", "flask"].map((name) => found.get(name)?.version)).toEqual(["5.2", "5.5", null]);
  });

  it("stay what they are when hashes are left out", () => {
    const kept = withoutHashes("toml lock", TOML_LOCK);
    expect(kept).not.toMatch(/sha256|https/);
    expect(withoutHashes("toml lock", kept)).toBe(kept);
    const json = withoutHashes("json lock", JSON_LOCK);
    expect(json).not.toContain("sha256");
    expect(withoutHashes("json lock", json)).toBe(json);
    for (const [path, text] of [
      ["uv.lock", kept],
      ["Pipfile.lock", json],
    ] as const) {
      const found = readPackages(new Map([["requirements.in", "django\ncelery"], [path, text]]));
      expect([...found.values()].map(({ version }) => version)).toEqual(["5.2.19", "5.5.1"]);
    }
  });
});

describe("dependencyPathOf", () => {
  it.each([
    ["//- requirements/dev.txt\ndjango\n//- requirements/production.txt\ndjango\n", "requirements/production.txt"],
    ["//- requirements-dev.txt\ndjango\n", "requirements-dev.txt"],
    ["//- setup.py\nfrom setuptools import setup\nsetup(install_requires=['django'])\n", "setup.py"],
    ['//- pyproject.toml\n[project]\ndependencies = []\n//- requirements.txt\ndjango\n', "requirements.txt"],
    ['//- uv.lock\n[[package]]\nname = "django"\nversion = "5"\n', null],
  ])("of %j", (source, expected) => {
    expect(dependencyPathOf(packages(source))).toBe(expected);
  });
});
