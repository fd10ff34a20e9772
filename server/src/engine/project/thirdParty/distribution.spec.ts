import { describe, expect, it } from "vitest";
import { distributionIn, metadataIn, recordedIn, topLevelIn } from "./distribution.ts";

describe("distributionIn", () => {
  it.each([
    ["Django-5.2.1.dist-info", "django", "5.2.1"],
    ["django_oscar-4.2.1.dist-info", "django-oscar", "4.2.1"],
    ["zope.interface-7.0rc1.dist-info", "zope-interface", "7.0rc1"],
    ["torch-2.1.0+cpu.dist-info", "torch", "2.1.0+cpu"],
    ["six-1.16.0-py3.11.egg-info", "six", "1.16.0"],
  ])("reads %s", (folder, name, version) => {
    expect(distributionIn(folder)).toEqual({ name, version, folder });
  });

  it.each(["django", "x.dist-info", "-1.0.dist-info", "a-b.dist-info", "__pycache__"])(
    "takes %s for none",
    (folder) => {
      expect(distributionIn(folder)).toBeNull();
    },
  );
});

describe("metadataIn", () => {
  const of = (text: string): ReturnType<typeof metadataIn> =>
    metadataIn(text, { name: "django-clubs", version: "1", folder: "django_clubs-1.dist-info" });

  it("takes the documentation before the home page, and that before the sources", () => {
    const links = "Name: Django_Clubs\nHome-page: https://a.example\nProject-URL: Source, https://b.example/s\n";
    expect(of(links)).toEqual({ name: "Django_Clubs", documentation: "https://a.example" });
    expect(of(`${links}Project-URL: Documentation, https://d.example/en/`).documentation).toBe("https://d.example/en/");
    expect(of("Project-URL: Repository, https://r.example").documentation).toBe("https://r.example");
  });

  it("opens nothing but pages: a package says what it likes", () => {
    for (const address of [
      "http://a.example",
      "javascript:alert(1)",
      "file:///etc/passwd",
      "https://a b",
      "https://a@b.example",
    ])
      expect(of(`Project-URL: Documentation, ${address}\n`)).toEqual({ name: "django-clubs", documentation: null });
  });

  it("believes no other name, and nothing that its text says", () => {
    expect(of("Name: Django\n\nHome-page: https://a.example\n")).toEqual({ name: "django-clubs", documentation: null });
    expect(of("\0\nName")).toEqual({ name: "django-clubs", documentation: null });
  });
});

it("knows which modules a distribution brings", () => {
  expect(topLevelIn("clubs\r\n_clubs\n../x\n")).toEqual(["clubs", "_clubs"]);
  expect(
    recordedIn(
      "clubs/a.py,sha256=x,1\nclubs/b.py,,\nsix.py,sha256=y,2\n../../bin/clubs,,\nclubs-1.dist-info/RECORD,,\n",
    ),
  ).toEqual(["clubs", "six"]);
});

it("is not held up by what is made to hold it up", () => {
  const spaces = " ".repeat(1_000_000);
  const name = { name: "a", version: "1", folder: "a-1.dist-info" };
  expect(metadataIn(`Name: ${spaces}x${spaces}x\nProject-URL: doc,${spaces}x`, name).documentation).toBeNull();
  expect(recordedIn(`${"a".repeat(1_000_000)}\n${spaces}`)).toEqual([]);
});
