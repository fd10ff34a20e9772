from django.urls import path

from lettings import views

app_name = "lettings"

urlpatterns = [
    path("", views.PropertyListView.as_view(), name="list"),
    path("available.json", views.available_json, name="available"),
    path("<slug:reference>/", views.PropertyDetailView.as_view(), name="detail"),
]
