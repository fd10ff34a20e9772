import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "as a text, or as bytes",
      source: `
        from django.db import models
        from mirage import fields

        class Patient(models.Model):
            ssn = fields.EncryptedCharField(key="c2l4dGVlbiBieXRlcyBvciBtb3Jl")
            ^^^ keys/key-at-field: The key with which \`ssn\` is encrypted is written down here
            iban = fields.EncryptedTextField(null=True, key=b'c2l4dGVlbiBieXRlcyBvciBtb3Jl')
            ^^^^ keys/key-at-field: Read this very key from the environment first
      `,
    },
  ],
  negative: [
    {
      name: "a key from elsewhere, or none",
      source: `
        from django.conf import settings
        from django.db import models
        from mirage import fields

        class Patient(models.Model):
            ssn = fields.EncryptedCharField(key=settings.PATIENT_KEY)
            iban = fields.EncryptedTextField()
            phone = fields.EncryptedTextField(key="")
      `,
    },
  ],
  trap: [
    {
      name: "another option, and a field that is not encrypted",
      source: `
        from django.db import models
        from mirage import fields

        class Patient(models.Model):
            ssn = fields.EncryptedCharField(help_text="key")
            number = models.IntegerField(key="x")
      `,
    },
  ],
  suppressed: [
    {
      name: "with a reason at the field",
      source: `
        from django.db import models
        from mirage import fields

        class Patient(models.Model):
            # fieldguard: ignore[keys/key-at-field] made-up data alone
            ssn = fields.EncryptedCharField(key="c2l4dGVlbiBieXRlcyBvciBtb3Jl")
            ^^^ keys/key-at-field (suppressed): The key
      `,
    },
  ],
  fixed: [],
};
