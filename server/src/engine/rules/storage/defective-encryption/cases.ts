import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "what falsy values, JSON and refused forms become",
      source: `
        //- requirements.txt
        django-fernet-encrypted-fields==0.4.0
        //- clinic/models.py
        from django.db import models
        from encrypted_fields.fields import EncryptedBooleanField, EncryptedCharField, EncryptedJSONField

        class Patient(models.Model):
            smokes = EncryptedBooleanField()
            ^^^^^^ storage/defective-encryption: Zero and false are stored as null, which the column refuses.
            history = EncryptedJSONField(null=True)
            ^^^^^^^ storage/defective-encryption: come back as texts. Keep
            ssn = EncryptedCharField(max_length=11)
            ^^^ storage/defective-encryption: known (0.4.0): After a form that did not validate
      `,
    },
    {
      name: "packages whose modules are their own, declared or not",
      source: `
        from django.db import models
        from django_cryptography.fields import encrypt
        from encrypted_model_fields.fields import EncryptedCharField
        from mirage.fields import EncryptedTextField

        class Patient(models.Model):
            ssn = EncryptedCharField(max_length=11)
            ^^^ storage/defective-encryption: encrypted text of the SQL
            notes = EncryptedTextField()
            ^^^^^ storage/defective-encryption: \`MIRAGE_CIPHER_MODE\`, which is not looked at here
      `,
    },
  ],
  negative: [
    {
      name: "a column that may be null, but for what concerns all classes",
      source: `
        //- requirements.txt
        django-secured-fields==0.5.2
        //- clinic/models.py
        from django.db import models
        from secured_fields import EncryptedIntegerField

        class Patient(models.Model):
            visits = EncryptedIntegerField()
      `,
    },
  ],
  trap: [
    {
      name: "one of several packages that share a module, and classes of the project",
      source: `
        from django.db import models
        from encrypted_fields.fields import EncryptedIntegerField
        from config.encrypted_fields.fields import EncryptedCharField

        class Patient(models.Model):
            visits = EncryptedIntegerField()
            ssn = EncryptedCharField(max_length=11)
      `,
    },
  ],
  suppressed: [
    {
      name: "with a reason at the field",
      source: `
        from django.db import models
        from mirage.fields import EncryptedTextField

        class Patient(models.Model):
            # fieldguard: ignore[storage/defective-encryption] the settings say CBC
            notes = EncryptedTextField()
            ^^^^^ storage/defective-encryption (suppressed): ECB
      `,
    },
  ],
  fixed: [],
};
