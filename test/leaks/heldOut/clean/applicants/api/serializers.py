from rest_framework import serializers

from applicants.models import Applicant, BankAccount, Guarantor


class ApplicantListSerializer(serializers.ModelSerializer):
    has_guarantor = serializers.BooleanField(read_only=True)
    has_phone = serializers.SerializerMethodField()

    class Meta:
        model = Applicant
        fields = ["id", "reference", "state", "employment", "has_guarantor", "has_phone"]

    def get_has_phone(self, applicant) -> bool:
        return bool(applicant.phone)


class ApplicantDetailSerializer(serializers.ModelSerializer):
    class Meta:
        model = Applicant
        fields = [
            "id",
            "reference",
            "first_name",
            "last_name",
            "state",
            "employment",
            "masked_ni_number",
        ]
        read_only_fields = fields


class GuarantorSerializer(serializers.ModelSerializer):
    class Meta:
        model = Guarantor
        fields = ["id", "applicant", "relationship", "agreed_at"]


class BankAccountSerializer(serializers.ModelSerializer):
    class Meta:
        model = BankAccount
        fields = ["id", "applicant", "masked_number", "is_verified"]
        read_only_fields = fields
