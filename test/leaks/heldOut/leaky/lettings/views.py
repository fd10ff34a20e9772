from django.http import JsonResponse
from django.views.decorators.http import require_GET
from django.views.generic import DetailView, ListView

from lettings.models import Property


class PropertyListView(ListView):
    template_name = "lettings/property_list.html"
    queryset = Property.objects.available()
    paginate_by = 20


class PropertyDetailView(DetailView):
    template_name = "lettings/property_detail.html"
    queryset = Property.objects.available()
    slug_field = slug_url_kwarg = "reference"


@require_GET
def available_json(request):
    rows = Property.objects.available().values("reference", "headline", "bedrooms", "monthly_rent")
    return JsonResponse(list(rows), safe=False)
