import { dedent } from "../../support/fixture.ts";
import { copyApp, DjangoProject, mustSucceed } from "../djangoProject.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";

const MODELS = dedent(`
  from django.db import models

  from config.encrypted_fields.blind_index import BlindIndexField, caseless
  from config.encrypted_fields.copies import PlainEmailField
  from config.encrypted_fields.fields import EncryptedCharField, EncryptedEmailField


  class Nothing(models.Manager):
      def get_queryset(self):
          return super().get_queryset().none()


  class Member(models.Model):
      email = EncryptedEmailField()
      email_index = BlindIndexField(source="email", normalize=caseless, unique=True)
      code = EncryptedCharField(max_length=20, null=True, blank=True)
      code_index = BlindIndexField(source="code", db_index=True)


  class NaiveIndexField(models.CharField):
      def pre_save(self, instance, add):
          setattr(instance, self.attname, "hash of " + instance.email)
          return instance.email_hash


  class Naive(models.Model):
      email = EncryptedEmailField()
      email_hash = NaiveIndexField(max_length=100)


  class Note(models.Model):
      member = models.ForeignKey(Member, on_delete=models.CASCADE)
      text = models.CharField(max_length=100)


  class Pass(models.Model):
      member = models.ForeignKey(Member, on_delete=models.CASCADE)
      holder = EncryptedCharField(max_length=50, blank=True)
      holder_index = BlindIndexField(source="holder")
      ended = models.BooleanField(default=False)

      class Meta:
          unique_together = [("member", "holder_index")]
          constraints = [
              models.UniqueConstraint(
                  fields=["holder_index", "ended"],
                  name="one_open",
                  condition=models.Q(ended=False),
                  violation_error_message="There is an open one.",
              )
          ]


  class Badge(models.Model):
      label = EncryptedCharField(max_length=20, blank=True)
      label_index = BlindIndexField(source="label", unique=True)
      code = EncryptedCharField(max_length=20, blank=True)
      code_index = BlindIndexField(source="code")

      class Meta:
          constraints = [models.UniqueConstraint(fields=["code_index"], name="one_code")]


  class Former(models.Model):
      email = EncryptedEmailField()
      email_index = BlindIndexField(source="email", normalize=caseless, unique=True)
      phone = models.CharField(max_length=20)
      phone_encrypted = EncryptedCharField(max_length=20, copy_of="phone", null=True, editable=False)
      address = EncryptedEmailField()
      address_plain = PlainEmailField(copy_of="address", null=True, editable=False, erase=True)

      objects = models.Manager()
      nothing = Nothing()

      class Meta:
          base_manager_name = "nothing"
`);

const SETTINGS = `${dedent(`
  import os

  FIELD_ENCRYPTION_KEYS = os.environ["FIELD_ENCRYPTION_KEYS"].split(",")
  FIELD_BLIND_INDEX_KEYS = ["aW5kZXgtaW5kZXgtaW5kZXgtaW5kZXgtaW5kZXgtaW4="]
  INSTALLED_APPS += ["config.encrypted_fields"]
`)}\n`;

/** Encrypted fields that are searched and kept unique by a column beside them; keys that are rotated. */
export function blindIndex({ name, python, database }: Place, results: Results): void {
  const project = new DjangoProject(python, { "vault/models.py": MODELS }, { database, settings: SETTINGS });
  copyApp(project.folder);
  project.migrate();
  results.attempt(`blind index, ${name}: the app's own tests pass under \`manage.py test\``, () => {
    const outcome = project.manage("test", "--no-input");
    mustSucceed(outcome, "manage.py test");
    if (!/Ran 1[0-9] tests/.test(outcome.output)) throw new Error(outcome.output);
  });
  results.script(`blind index, ${name}`, project.run(["index_cells.py"]));
}
