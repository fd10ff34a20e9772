from rest_framework import serializers, viewsets

from lettings.models import Property


class PropertySerializer(serializers.ModelSerializer):
    branch = serializers.SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = Property
        fields = ["id", "reference", "headline", "bedrooms", "monthly_rent", "status", "branch"]


class PropertyViewSet(viewsets.ReadOnlyModelViewSet):
    serializer_class = PropertySerializer
    filterset_fields = ["status", "bedrooms"]
    ordering_fields = ["monthly_rent", "reference"]

    queryset = Property.objects.select_related("branch")

    def get_queryset(self):
        return super().get_queryset().for_user(self.request.user)
