from django.urls import path

from tenancies import views

app_name = "tenancies"

urlpatterns = [
    path("", views.TenancyListView.as_view(), name="list"),
    path("new/", views.TenancyCreateView.as_view(), name="create"),
    path("figures.json", views.tenancy_figures, name="figures"),
    path("<int:pk>/", views.TenancyDetailView.as_view(), name="detail"),
    path("<int:pk>/sign/", views.sign_tenancy, name="sign"),
    path("deposits/<int:pk>/register/", views.register_deposit, name="register-deposit"),
    path("deposits/<int:pk>/return/", views.return_deposit, name="return-deposit"),
]
