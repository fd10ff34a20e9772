import { describe, expect, it } from "vitest";
import { exampleInstalledModel, exampleReport } from "../exampleReport.ts";
import { htmlReport } from "./html.ts";
import { markup } from "./markup.ts";

describe("markup", () => {
  it("escapes values and keeps markup", () => {
    const name = markup`<b>${"<i> & \"'"}</b>`;
    expect(markup`${name} ${7} ${[name, name]}`.source).toBe(
      "<b>&lt;i&gt; &amp; &quot;&#39;</b> 7 <b>&lt;i&gt; &amp; &quot;&#39;</b><b>&lt;i&gt; &amp; &quot;&#39;</b>",
    );
  });
});

describe("htmlReport", () => {
  const text = "class A(models.Model):\n    iban = x\n    mail = x\n    old = x\n";
  const page = htmlReport(
    exampleReport([
      {
        path: "<shop>/models.py",
        text,
        fields: [
          {
            name: "A.iban",
            category: "user.government_id",
            finding: { message: "`iban` & <script>alert(1)</script>" },
          },
          { name: "A.mail", category: "user.contact.email" },
          {
            name: "A.old",
            category: "user.government_id",
            finding: { suppressed: { by: "directive", reason: "gone in May" } },
          },
        ],
      },
    ]),
    { allFields: false },
  );

  it("escapes what comes from the project", () => {
    expect(page).toContain("<code>iban</code> &amp; &lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).toContain("&lt;shop&gt;/models.py:1");
    expect(page).not.toContain("<shop>");
    expect(page).not.toContain("<script");
  });

  it("needs nothing from elsewhere", () => {
    expect(page).not.toMatch(/(src|href)=|url\(|@import|https?:/);
    expect(page).toContain("default-src 'none'");
  });

  it("puts the figures on top", () => {
    expect(page).toMatch(/<dt>sensitive fields<\/dt><dd>3<\/dd>/);
    expect(page).toMatch(/<div class="alarm"><dt>lack their treatment<\/dt><dd>2<\/dd>/);
    expect(page.indexOf("<dl")).toBeLessThan(page.indexOf("<table"));
  });

  it("keeps suppressed findings with their reason", () => {
    expect(page).toContain("by directive: gone in May");
  });

  it("shows what models of installed packages hold, without counting it", () => {
    const installed = exampleInstalledModel({ name: "User.email", category: "user.contact.email" });
    const text = htmlReport(exampleReport([], { thirdParty: [installed] }), { allFields: false });
    expect(text).toContain("<h2>Models of installed packages</h2>");
    expect(text).toContain("<code>auth.User.email</code>");
    expect(text).toMatch(/<dt>sensitive fields<\/dt><dd>0<\/dd>/);
  });

  it("says so when there is nothing", () => {
    const empty = htmlReport(exampleReport([]), { allFields: false });
    expect(empty).toContain("<dd>0</dd>");
    expect(empty).not.toContain("<table");
  });
});
