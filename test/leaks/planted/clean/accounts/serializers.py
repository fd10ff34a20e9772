from django.contrib.auth.password_validation import validate_password
from django.views.decorators.debug import sensitive_variables
from rest_framework import serializers

from .models import User


class RegistrationSerializer(serializers.ModelSerializer):
    email = serializers.EmailField(write_only=True)
    password = serializers.CharField(write_only=True, min_length=12)

    class Meta:
        model = User
        fields = ["id", "email", "password"]

    @sensitive_variables("value")
    def validate_password(self, value):
        validate_password(value)
        return value

    @sensitive_variables("validated_data")
    def create(self, validated_data):
        return User.objects.create_user(is_active=False, **validated_data)
