import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "the plain column that was encrypted into another",
      source: `
        from django.db import models
        from encrypted_fields.fields import EncryptedCharField

        class Visit(models.Model):
            # fieldguard: category=system.operations
            room = models.CharField(max_length=11)
            ^^^^ storage/plaintext-copy: what \`room_encrypted\` encrypts. Compare all rows, then drop it
            room_encrypted = EncryptedCharField(max_length=11)
            # fieldguard: category=system.operations
            old_desk = models.TextField()
            ^^^^^^^^ storage/plaintext-copy: what \`desk\` encrypts
            desk = EncryptedCharField(max_length=11)
      `,
    },
    {
      name: "a file of another kind, which may be another file",
      source: `
        from django.db import models
        from encrypted_files.fields import EncryptedFileField

        class Visit(models.Model):
            # fieldguard: category=system.operations
            scan = models.FileField()
            ^^^^ storage/plaintext-copy: If it is the same file, compare
            scan_encrypted = EncryptedFileField()
      `,
    },
    {
      name: "the column that the steps of an encryption need for a while",
      source: `
        from django.db import models
        from config.encrypted_fields.fields import EncryptedCharField, PlainCharField

        class Visit(models.Model):
            # fieldguard: category=system.operations
            room = models.CharField(max_length=11)
            ^^^^ storage/plaintext-copy: Go on with the steps of the encryption
            secret_room = EncryptedCharField(copy_of="room", null=True, editable=False)
            desk = EncryptedCharField(db_column="desk_encrypted")
            # fieldguard: category=system.operations
            desk_before = PlainCharField(copy_of="desk", null=True)
            ^^^^^^^^^^^ storage/plaintext-copy: Go on with the steps
      `,
    },
  ],
  negative: [
    {
      name: "what only says whether there is a value, or refers to a row",
      source: `
        from django.db import models
        from encrypted_fields.fields import EncryptedCharField

        class Visit(models.Model):
            room_encrypted = EncryptedCharField(max_length=11)
            # fieldguard: category=system.operations
            room = models.BooleanField()
            desk = EncryptedCharField(max_length=11)
            # fieldguard: category=system.operations
            old_desk = models.ForeignKey("shop.Desk", on_delete=models.CASCADE)
            # fieldguard: category=system.operations
            raw_desk = models.BooleanField()
      `,
    },
    {
      name: "an encrypted field alone, and a hash beside it",
      source: `
        from django.db import models
        from encrypted_fields.fields import EncryptedCharField

        class Visit(models.Model):
            room_encrypted = EncryptedCharField(max_length=11)
            room_hash = models.CharField(max_length=64)
      `,
    },
  ],
  trap: [
    {
      name: "names that only begin alike, and the plain field of another model",
      source: `
        from django.db import models
        from encrypted_fields.fields import EncryptedCharField

        class Visit(models.Model):
            room_encrypted = EncryptedCharField(max_length=11)
            rooms = models.IntegerField()
            room_encrypted_at = models.DateTimeField()

        class Desk(models.Model):
            # fieldguard: category=system.operations
            room = models.CharField(max_length=11)
      `,
    },
  ],
  suppressed: [
    {
      name: "with a reason at the plain field",
      source: `
        from django.db import models
        from encrypted_fields.fields import EncryptedCharField

        class Visit(models.Model):
            # fieldguard: category=system.operations
            # fieldguard: ignore[storage/plaintext-copy] goes with the next release
            room = models.CharField(max_length=11)
            ^^^^ storage/plaintext-copy (suppressed): room_encrypted
            room_encrypted = EncryptedCharField(max_length=11)
      `,
    },
  ],
  fixed: [],
};
