import { describe, expect, it } from "vitest";
import type { MarkupContent } from "vscode-languageserver/node";
import { USES_REQUEST, type UsesParams, type UsesResult } from "../../server/src/protocol.ts";
import { ProjectFolder } from "./projectFolder.ts";
import { type ClientOptions, TestClient } from "./testClient.ts";

const PROJECT = `
//- shop/models.py
from django.db import models
class Customer(models.Model):
    national_id = models.CharField()
    email = models.EmailField()
//- shop/views.py
from shop.models import Customer
Customer.objects.filter(national_id__in=[])
customer.national_id
`;

interface Opened {
  readonly folder: ProjectFolder;
  readonly client: TestClient;
  readonly uses: (field: string) => Promise<readonly string[] | null>;
}

async function opened(options: ClientOptions = {}): Promise<Opened> {
  const folder = new ProjectFolder(PROJECT);
  const client = await TestClient.start({ folders: [folder.uri], ...options });
  const uri = folder.uriOf("shop/models.py");
  const uses = async (field: string): Promise<readonly string[] | null> => {
    const result = await client.request<UsesResult | null>(USES_REQUEST, { uri, entity: "Customer", field });
    const shown = result?.uses.map(
      ({ uri: place, range: { start, end }, words, certainty }) =>
        `${place.replace(folder.uri, "")} ${start.line}:${start.character}-${end.character} ${words} ${certainty}`,
    );
    return shown ?? null;
  };
  return { folder, client, uses };
}

describe("the uses of a package's field", () => {
  const MEMBERS = `
//- config/settings.py
INSTALLED_APPS = ["django.contrib.auth", "rest_framework.authtoken"]
AUTH_USER_MODEL = "shop.Member"
//- shop/models.py
from django.contrib.auth.models import AbstractUser
class Member(AbstractUser):
    pass
//- shop/views.py
from rest_framework.authtoken.models import Token
def f(request):
    return request.user.email, Token.objects.get(key="x")
`;

  it("are told at a model that inherits it, and at the package's own model", async () => {
    const folder = new ProjectFolder(MEMBERS);
    const client = await TestClient.start({ folders: [folder.uri] });
    const ask = (params: UsesParams): Promise<UsesResult | null> => client.request(USES_REQUEST, params);
    const uri = folder.uriOf("shop/models.py");
    const inherited = await ask({ uri, entity: "Member", field: "email" });
    expect(inherited?.declaration).toEqual({ start: { line: 1, character: 6 }, end: { line: 1, character: 12 } });
    expect(inherited?.uses.map(({ words }) => words)).toEqual(["read"]);
    const installed = { folder: folder.uri, path: "rest_framework/authtoken/models.py" };
    const key = { uri: "https://example.org/", entity: "Token", field: "key", installed };
    expect(await ask(key)).toMatchObject({ declaration: null, uses: [{ words: "lookup: get" }] });
    expect(await ask({ ...key, installed: { ...installed, folder: "file:///elsewhere" } })).toBeNull();
    expect(await ask({ uri, entity: "Member", field: "gone" })).toBeNull();
  });
});

describe("the uses of a field", () => {
  it("are told with their places, once all has been read", async () => {
    const { uses } = await opened();
    expect(await uses("national_id")).toEqual([
      "/shop/views.py 1:24-39 lookup: filter, in sure",
      "/shop/views.py 2:9-20 read likely",
    ]);
    expect(await uses("email")).toEqual([]);
    expect(await uses("gone")).toBeNull();
  });

  it("are those of the text in the editor", async () => {
    const { folder, client, uses } = await opened();
    client.open(
      folder.uriOf("shop/views.py"),
      "from shop.models import Customer\nCustomer.objects.order_by('email')\n",
    );
    expect(await uses("email")).toEqual(["/shop/views.py 1:27-32 ordering: order_by sure"]);
    expect(await uses("national_id")).toEqual([]);
  });

  it("stand in the hover of the declaration, with the first places", async () => {
    const { folder, client, uses } = await opened({ ui: { showUses: true } });
    await uses("national_id");
    const uri = folder.uriOf("shop/models.py");
    const hover = await client.hover(uri, { line: 2, character: 6 });
    const text = (hover?.contents as MarkupContent).value.replaceAll(folder.uri, "");
    expect(text).toMatch(
      /\[Used in 2 places\]\(command:fieldguard\.showUses\?%5B%7B.*%7D%5D "Show Uses"\): 1 lookup, 1 read\\?\.$/m,
    );
    expect(text).toMatch(/^- lookup: filter, in — \[shop\/views\\?\.py:2\]\(\/shop\/views\.py#L2\)$/m);
  });

  it("name no command to a client without it", async () => {
    const { folder, client, uses } = await opened();
    await uses("national_id");
    const hover = await client.hover(folder.uriOf("shop/models.py"), { line: 2, character: 6 });
    expect((hover?.contents as MarkupContent).value).toMatch(/^Used in 2 places: 1 lookup, 1 read\\?\.$/m);
  });
});
