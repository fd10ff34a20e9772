import type { RuleCases } from "../../cases.ts";

export const cases: RuleCases = {
  positive: [
    {
      name: "a verification code beside a card number",
      source: `
        from django.db import models

        class CreditCard(models.Model):
            cvv = models.CharField(max_length=4)
            ^^^ storage/forbidden-field: must not be stored
      `,
    },
    {
      name: "encrypting does not make it right",
      source: `
        from django.db import models
        from encrypted_fields.fields import EncryptedCharField

        class Payment(models.Model):
            card_verification_code = EncryptedCharField(max_length=4)
            ^^^^^^^^^^^^^^^^^^^^^^ storage/forbidden-field: not even encrypted
      `,
    },
    {
      name: "track data and PIN block",
      source: `
        from django.db import models

        class CardTransaction(models.Model):
            track2 = models.CharField(max_length=40)
            ^^^^^^ storage/forbidden-field
            pin_block = models.CharField(max_length=16)
            ^^^^^^^^^ storage/forbidden-field
      `,
    },
  ],
  negative: [
    {
      name: "the processor's reference to a payment method",
      source: `
        from django.db import models

        class Payment(models.Model):
            card_brand = models.CharField(max_length=20)
      `,
    },
  ],
  trap: [
    {
      name: "the answer of the check, not the code",
      source: `
        from django.db import models

        class Payment(models.Model):
            cvv_checked = models.BooleanField(default=False)
            cvc_check_status = models.CharField(max_length=10)
      `,
    },
    {
      name: "a track of music",
      source: `
        from django.db import models

        class Song(models.Model):
            track = models.PositiveIntegerField()
      `,
    },
  ],
  suppressed: [
    {
      name: "silenced at the field, with a reason",
      source: `
        from django.db import models

        class CreditCard(models.Model):
            # fieldguard: ignore[storage/forbidden-field] codes of the processor's test cards
            cvv = models.CharField(max_length=4)
            ^^^ storage/forbidden-field (suppressed)
      `,
    },
  ],
  fixed: [
    {
      name: "says why above the declaration",
      fix: "ignore",
      input: { value: "codes of the processor's test cards" },
      field: "CreditCard.cvv",
      before: `
        from django.db import models

        class CreditCard(models.Model):
            cvv = models.CharField(max_length=4)
      `,
      after: `
        from django.db import models

        class CreditCard(models.Model):
            # fieldguard: ignore codes of the processor's test cards
            cvv = models.CharField(max_length=4)
      `,
    },
    {
      name: "names another category",
      fix: "set-category",
      input: { value: "user.financial.credit_card" },
      field: "CreditCard.cvv",
      before: `
        from django.db import models

        class CreditCard(models.Model):
            cvv = models.CharField(max_length=4)
      `,
      after: `
        from django.db import models

        class CreditCard(models.Model):
            # fieldguard: category=user.financial.credit_card
            cvv = models.CharField(max_length=4)
      `,
    },
  ],
};
