import type { RuleCases } from "../../cases.ts";

const HEAD = `
        //- clinic/models.py
        from django.db import models
        from config.encrypted_fields.blind_index import BlindIndexField
        from config.encrypted_fields.fields import EncryptedCharField

        class Patient(models.Model):`;

const FIELDS = `
            ssn = EncryptedCharField(max_length=11)
            ssn_index = BlindIndexField(source="ssn", unique=True)
            old_ssn = EncryptedCharField(max_length=11)`;

export const cases: RuleCases = {
  positive: [
    {
      name: "SQL that writes the column alone",
      source: `${HEAD}
            ssn = EncryptedCharField(max_length=11)
            ^^^ storage/blind-index-stale: without its blind index \`ssn_index\` at clinic/views.py:4 (execute), clinic/views.py:5 (execute): give
            ssn_index = BlindIndexField(source="ssn", unique=True)
        //- clinic/views.py
        from clinic.models import Patient

        def correct(cursor, key, token):
            cursor.execute("UPDATE clinic_patient SET seen = (SELECT max(id) FROM clinic_patient WHERE ssn_index = 1), ssn = %s WHERE id = %s", [token, key])
            cursor.execute("INSERT INTO clinic_patient (id, ssn) VALUES (%s, %s)", [key, token])
      `,
    },
    {
      name: "what the database is to compute",
      source: `${HEAD}
            ssn = EncryptedCharField(max_length=11)
            ^^^ storage/blind-index-stale: without its blind index \`ssn_index\` at clinic/views.py:4 (update): give
            ssn_index = BlindIndexField(source="ssn", unique=True)
            old_ssn = EncryptedCharField(max_length=11)
        //- clinic/views.py
        from django.db.models import F
        from clinic.models import Patient

        Patient.objects.filter(pk=1).update(ssn=F("old_ssn"))
      `,
    },
    {
      name: "an index that is written by hand",
      source: `${HEAD}
            ssn = EncryptedCharField(max_length=11)
            ssn_index = BlindIndexField(source="ssn", unique=True)
            ^^^^^^^^^ storage/blind-index-stale: by hand at clinic/views.py:4 (update): write \`ssn\`, which writes it, too. Until \`manage.py rebuild_blind_index APP.Patient ssn_index\`
        //- clinic/views.py
        from clinic.models import Patient

        def forget(key):
            Patient.objects.filter(pk=key).update(ssn_index=None)
      `,
    },
  ],
  negative: [
    {
      name: "what writes both, or only reads",
      source: `${HEAD}${FIELDS}
        //- clinic/views.py
        from clinic.models import Patient

        def move(cursor, key, number, token, digest):
            Patient.objects.filter(pk=key).update(ssn=number)
            Patient.objects.create(ssn=number)
            cursor.execute("UPDATE clinic_patient SET ssn = %s, ssn_index = %s WHERE id = %s", [token, digest, key])
            cursor.execute("INSERT INTO clinic_patient (ssn, ssn_index) VALUES (%s, %s)", [token, digest])
            cursor.execute("UPDATE clinic_patient SET seen = 1 WHERE ssn IS NOT NULL")
            cursor.execute("SELECT ssn FROM clinic_patient")
      `,
    },
  ],
  trap: [
    {
      name: "assignments to the index, which are passed over, an encrypted field without one, and another table",
      source: `${HEAD}
            ssn = EncryptedCharField(max_length=11)
            ssn_index = BlindIndexField(source="ssn", unique=True)
            notes = EncryptedCharField(max_length=11)
        //- clinic/views.py
        from django.db.models import F
        from clinic.models import Patient

        def forget(patient, cursor):
            patient.ssn_index = None
            patient.save(update_fields=["ssn", "ssn_index"])
            Patient.objects.update(notes=F("ssn"))
            cursor.execute("UPDATE clinic_patient SET notes = 'x'")
            cursor.execute("UPDATE crm_lead SET ssn = 'x'")
      `,
    },
  ],
  suppressed: [
    {
      name: "with a reason at the field",
      source: `${HEAD}
            ssn = EncryptedCharField(max_length=11)
            # fieldguard: ignore[storage/blind-index-stale] rebuilt right behind it
            ssn_index = BlindIndexField(source="ssn", unique=True)
            ^^^^^^^^^ storage/blind-index-stale (suppressed): by hand
        //- clinic/views.py
        from clinic.models import Patient

        Patient.objects.filter(pk=1).update(ssn_index=None)
      `,
    },
  ],
  fixed: [],
};
