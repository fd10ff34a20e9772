import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "uniqueness of classes that encrypt equal values alike, but no order",
      source: `
        from django.db import models
        from tink_fields import DeterministicEncryptedCharField, EncryptedCharField

        class Patient(models.Model):
            ssn = DeterministicEncryptedCharField(max_length=11, unique=True, db_index=True)
            email = DeterministicEncryptedCharField(max_length=80)
            phone = DeterministicEncryptedCharField(max_length=20)
            ^^^^^ storage/encrypted-field-queried: can give: \`Meta.ordering\`.
            name = EncryptedCharField(max_length=20, unique=True)
            ^^^^ storage/encrypted-field-queried: \`unique\`

            class Meta:
                ordering = ["phone"]
                constraints = [models.UniqueConstraint(fields=["email"], name="one")]
                indexes = [models.Index(fields=["email"])]
      `,
    },
    {
      name: "uniqueness and indexes at the declaration, of a package and of generated classes",
      source: `
        from django.db import models
        from config.encrypted_fields.fields import EncryptedTextField
        from encrypted_fields.fields import EncryptedCharField

        class Patient(models.Model):
            ssn = EncryptedCharField(max_length=11, unique=True, db_index=True)
            ^^^ storage/encrypted-field-queried: more than ciphertext can give: \`unique\`, \`db_index\`.
            notes = EncryptedTextField(unique_for_date="seen_at")
            ^^^^^ storage/encrypted-field-queried: \`unique_for_date\`
            seen_at = models.DateTimeField()
      `,
    },
    {
      name: "what the model asks of the column",
      source: `
        from django.db import models
        from django_cryptography.fields import encrypt
        from fernet_fields import EncryptedEmailField, EncryptedCharField

        class Patient(models.Model):
            email = EncryptedEmailField()
            ^^^^^ storage/encrypted-field-queried: \`Meta.ordering\`, \`Meta.unique_together\`
            ssn = EncryptedCharField(max_length=11)
            ^^^ storage/encrypted-field-queried: \`Meta.unique_together\`, \`Meta.constraints\`
            phone = encrypt(models.CharField(max_length=20))
            ^^^^^ storage/encrypted-field-queried: \`Meta.indexes\`

            class Meta:
                ordering = ["-email"]
                unique_together = [("email", "ssn")]
                constraints = [models.UniqueConstraint(fields=["ssn"], name="one")]
                indexes = [models.Index(fields=["phone"])]
      `,
    },
  ],
  negative: [
    {
      name: "options that work with values",
      source: `
        from django.db import models
        from encrypted_fields.fields import EncryptedCharField

        class Patient(models.Model):
            ssn = EncryptedCharField(max_length=11, null=True, blank=True, unique=False, db_index=False, db_column="number")
            number = models.UUIDField(unique=True)

            class Meta:
                ordering = ["number"]
      `,
    },
  ],
  trap: [
    {
      name: "what encrypts in a way that is not known, and hashes",
      source: `
        from django.db import models
        from encrypted_fields.fields import SearchField
        from shop.fields import EncryptedCharField

        class Patient(models.Model):
            # fieldguard: category=user.contact.email
            email = EncryptedCharField(max_length=80, unique=True)
            search = SearchField(hash_key="x", encrypted_field_name="email", unique=True)
            ssn_encrypted = models.BinaryField(unique=True)
      `,
    },
  ],
  suppressed: [
    {
      name: "with a reason at the field",
      source: `
        from django.db import models
        from encrypted_fields.fields import EncryptedCharField

        class Patient(models.Model):
            # fieldguard: ignore[storage/encrypted-field-queried] the constraint goes with the next release
            ssn = EncryptedCharField(max_length=11, unique=True)
            ^^^ storage/encrypted-field-queried (suppressed): unique
      `,
    },
  ],
  fixed: [],
};
