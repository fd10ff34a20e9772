import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../test/support/fixture.ts";
import { readWorkspace } from "../../../test/support/uses.ts";
import { scanReport } from "./scanReport.ts";

const MODELS = `
    //- clinic/models.py
    from django.db import models

    class Patient(models.Model):
        national_id = models.CharField(max_length=18)
    //- manage.py
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
    //- settings.py
    INSTALLED_APPS = ["clinic"]
`;

/** Of those that encrypt, as a report names them for the field. */
async function fixesWith(code: string): Promise<readonly string[]> {
  const workspace = await readWorkspace(parseFixture(MODELS + code).files);
  const { files } = await scanReport(workspace, {
    version: "0",
    isCounted: () => true,
    isWanted: () => true,
    isWhole: false,
  });
  return files
    .flatMap(({ findings }) => findings)
    .filter(({ finding }) => finding.rule === "storage/plaintext-field")
    .flatMap(({ fixes }) => fixes.map(({ id }) => id))
    .filter((id) => id.startsWith("encrypt"));
}

describe("fixes in a report", () => {
  it("are those that the uses of the field allow", async () => {
    expect(await fixesWith("")).toEqual(["encrypt"]);
    const asked = `
    //- clinic/views.py
    from clinic.models import Patient

    def find(request):
        return Patient.objects.filter(national_id=request.GET["id"])
`;
    expect(await fixesWith(asked)).toEqual(["encrypt-blind-index"]);
    const sorted = `
    //- clinic/views.py
    from clinic.models import Patient

    def listed(request):
        return Patient.objects.order_by("national_id")
`;
    expect(await fixesWith(sorted)).toEqual([]);
  });
});
