from django.urls import path

from referencing import views

app_name = "referencing"

urlpatterns = [
    path("", views.OutstandingView.as_view(), name="outstanding"),
    path("thanks/", views.ThanksView.as_view(), name="thanks"),
    path("for/<slug:reference>/", views.create_request, name="create"),
    path("for/<slug:reference>/credit/", views.start_credit_check, name="credit"),
    path("return/<str:token>/", views.return_reference, name="return"),
]
