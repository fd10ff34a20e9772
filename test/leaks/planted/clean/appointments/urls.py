from django.urls import path

from . import views

app_name = "appointments"

urlpatterns = [
    path("", views.MineView.as_view(), name="mine"),
    path("book/", views.BookView.as_view(), name="book"),
    path("today/", views.DayView.as_view(), name="today"),
    path("<uuid:ref>/cancel/", views.cancel_view, name="cancel"),
]
