import { parseFixture } from "../support/fixture.ts";

/** A value that statements write, to be found in them again. */
export const GIVEN = "given@example.com";

/**
 * A project with a function for each way to ask Django for something, called after it. What is left out by `defer` is not among them: its
 * statements do not say it.
 */
export const QUERIES_PROJECT: Readonly<Record<string, string>> = Object.fromEntries(
  parseFixture(`
    //- shop/__init__.py
    //- shop/models.py
    from django.db import models
    class CustomerQuerySet(models.QuerySet):
        def reachable(self):
            return self.exclude(email="")
    class CustomerManager(models.Manager):
        def by_paper(self, number):
            return self.filter(national_id=number)
    class Club(models.Model):
        email = models.EmailField()
    class Customer(models.Model):
        email = models.EmailField(unique=True)
        national_id = models.CharField(max_length=20)
        newsletter = models.BooleanField(default=False)
        clubs = models.ManyToManyField(Club, related_name="members")
        objects = CustomerManager()
        people = CustomerQuerySet.as_manager()
    class Staff(Customer):
        salary = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    class Profile(models.Model):
        customer = models.OneToOneField(Customer, models.CASCADE)
        passport_number = models.CharField(max_length=20)
    class Order(models.Model):
        customer = models.ForeignKey(Customer, models.CASCADE, related_name="orders", related_query_name="order")
        reference = models.CharField(max_length=20)
        iban = models.CharField(max_length=34)
    //- shop/queries.py
    from django.apps import apps
    from django.db import connection
    from django.db.models import Case, CharField, Count, Exists, ExpressionWrapper, F, FilteredRelation, Func, IntegerField, Max, OuterRef, Prefetch, Q, Subquery, Value, When, Window
    from django.db.models.expressions import RawSQL
    from django.db.models.functions import Coalesce, Concat, Length, Lower, Rank
    from django.db.models.lookups import Exact
    from django.shortcuts import get_list_or_404, get_object_or_404
    from .models import Club, Customer, Order, Profile, Staff
    def a_customer():
        return Customer.objects.get(pk=1)
    def filter():
        list(Customer.objects.filter(email="x"))
    def exclude():
        list(Customer.objects.exclude(email__iexact="x", national_id__startswith="1"))
    def get():
        Customer.objects.get(pk=1, email__contains="@")
    def chain():
        Customer.objects.filter(newsletter=True).exclude(email="x").filter(national_id__in=["1"]).exists()
    def condition():
        list(Customer.objects.filter(Q(email="x") | ~Q(national_id="y")))
    def unpacked():
        list(Customer.objects.filter(**{"email__endswith": "x"}))
    def compared():
        list(Order.objects.filter(iban=F("customer__national_id")))
    def order_by():
        list(Customer.objects.order_by("-email", "pk"))
    def order_by_expression():
        list(Customer.objects.order_by(F("national_id").desc(nulls_last=True)))
    def latest():
        Customer.objects.latest("email")
    def earliest():
        Order.objects.earliest("customer__email")
    def values():
        list(Customer.objects.values("email"))
    def values_list():
        list(Order.objects.values_list("iban", "customer__email"))
    def values_of_expression():
        list(Customer.objects.values(short=Lower("national_id")))
    def only():
        list(Customer.objects.only("national_id"))
    def annotate():
        list(Customer.objects.annotate(key=Concat("email", Value(" "), "national_id")))
    def alias():
        list(Customer.objects.alias(size=Length("email")).filter(size__gt=3))
    def aggregate():
        Customer.objects.aggregate(most=Max("national_id"))
    def aggregate_filtered():
        Order.objects.aggregate(n=Count("pk", filter=Q(customer__email="x")))
    def grouped():
        list(Order.objects.values("iban").annotate(n=Count("pk")))
    def distinct():
        list(Customer.objects.values_list("email", flat=True).distinct())
    def update():
        Customer.objects.filter(pk=1).update(email="${GIVEN}")
    def update_by_another():
        Customer.objects.update(email=F("national_id"))
    def bulk_update():
        Customer.objects.bulk_update([a_customer()], ["email"])
    def bulk_create():
        Customer.objects.bulk_create([Customer(email="${GIVEN}")])
    def create():
        Customer.objects.create(national_id="${GIVEN}")
    def get_or_create():
        Customer.objects.get_or_create(email="new", defaults={"national_id": "${GIVEN}"})
    def update_or_create():
        Customer.objects.update_or_create(email="old", defaults={"national_id": "${GIVEN}"})
    def saved():
        customer = a_customer()
        customer.email = "${GIVEN}"
        customer.save()
    def saved_in_part():
        customer = Customer(pk=1, email="${GIVEN}")
        customer.save(update_fields=["email"])
    def in_bulk():
        Customer.objects.in_bulk(["x"], field_name="email")
    def over_forward():
        list(Order.objects.filter(customer__email__icontains="x"))
    def over_back():
        list(Customer.objects.filter(order__iban="x"))
    def over_one_to_one():
        list(Customer.objects.filter(profile__passport_number="x"))
    def over_many_to_many():
        list(Customer.objects.filter(clubs__email="x"))
    def over_many_to_many_back():
        list(Club.objects.filter(members__national_id="x"))
    def over_and_back():
        list(Profile.objects.filter(customer__order__customer__clubs__email="x"))
    def of_a_child():
        list(Staff.objects.filter(salary__gt=1, email="x"))
    def over_to_a_child():
        list(Order.objects.filter(customer__staff__salary__lt=1))
    def from_an_object():
        list(a_customer().orders.filter(iban="x"))
    def from_an_object_onwards():
        list(a_customer().clubs.exclude(members__email="x"))
    def case():
        list(Customer.objects.annotate(kind=Case(When(email="x", then=Value(1)), default=Value(2))))
    def exists():
        list(Customer.objects.filter(Exists(Order.objects.filter(iban=OuterRef("national_id")))))
    def subquery():
        orders = Order.objects.filter(customer=OuterRef("pk")).order_by("iban").values("reference")
        list(Customer.objects.annotate(last=Subquery(orders[:1])))
    def among():
        list(Order.objects.filter(customer__in=Customer.objects.filter(email="x")))
    def prefetched():
        list(Customer.objects.prefetch_related(Prefetch("orders", queryset=Order.objects.filter(iban="x"))))
    def filtered_relation():
        relation = FilteredRelation("order", condition=Q(order__iban="x"))
        list(Customer.objects.annotate(own=relation).filter(own__reference="y"))
    def coalesced():
        list(Order.objects.annotate(who=Coalesce("customer__email", Value("?"))))
    def joined():
        list(Order.objects.select_related("customer").filter(customer__national_id="x"))
    def united():
        list(Customer.objects.filter(email="x").union(Customer.objects.filter(national_id="y")))
    def sliced():
        list(Customer.objects.order_by("email")[:3])
    def counted():
        Customer.objects.filter(email="x").count()
    def deleted():
        Order.objects.filter(iban="x").delete()
    def shortcut():
        get_object_or_404(Customer, pk=1, email__gt="")
    def shortcut_of_list():
        get_list_or_404(Customer.objects.all(), national_id__gte="")
    def by_manager():
        list(Customer.objects.by_paper("1"))
    def by_query_set():
        list(Customer.people.reachable())
    def through_a_loop():
        for customer in Customer.objects.all():
            list(customer.orders.order_by("iban"))
    def through_a_helper():
        def orders():
            return Order.objects.all()
        list(orders().exclude(customer__email="x"))
    def raw():
        list(Customer.objects.raw('SELECT "shop_customer"."id" FROM shop_customer WHERE "shop_customer"."email" = %s', ["x"]))
    def raw_expression():
        list(Order.objects.annotate(n=RawSQL('"shop_order"."iban"', [], output_field=CharField())))
    def statement():
        with connection.cursor() as cursor:
            cursor.execute('SELECT "shop_customer"."id" FROM shop_customer WHERE "shop_customer"."national_id" = %s', ["x"])
    def condition_in_a_variable():
        condition = Q(email="x")
        condition |= Q(national_id="y")
        list(Customer.objects.filter(condition))
    def keywords_in_a_variable():
        conditions = {"email__lt": "x"}
        list(Customer.objects.filter(**conditions))
    def names_in_a_variable():
        names = ["email", "national_id"]
        list(Customer.objects.values(*names))
    def ordered_by_a_function():
        list(Customer.objects.order_by(Lower("email")))
    def of_an_annotation():
        list(Customer.objects.annotate(mail=Lower("email")).filter(mail="x").order_by("mail"))
    def selected_under_another_name():
        list(Order.objects.values(mail=F("customer__email")))
    def selected_over_back():
        list(Customer.objects.values("order__iban"))
    def counted_apart():
        Customer.objects.aggregate(n=Count("national_id", distinct=True))
    def wrapped():
        list(Customer.objects.annotate(n=ExpressionWrapper(Func(F("email"), function="LENGTH"), output_field=IntegerField())))
    def compared_by_a_lookup():
        list(Customer.objects.filter(Exact(F("national_id"), "x")))
    def ranked():
        list(Customer.objects.annotate(n=Window(Rank(), partition_by="email", order_by=F("national_id").asc())))
    def by_another_manager():
        list(Customer._default_manager.filter(email="x"))
    def by_the_name_of_the_model():
        list(apps.get_model("shop", "Customer").objects.filter(email="x"))
    def missing():
        list(Customer.objects.filter(profile__passport_number__isnull=True))
    def of_a_query_that_is_given():
        def narrowed(customers):
            return customers.filter(email="x")
        list(narrowed(Customer.objects.all()))
    class Finder:
        model = Customer
        def find(self):
            return list(self.model.objects.filter(national_id="x"))
    def by_the_model_of_a_class():
        Finder().find()
    def extra():
        list(Customer.objects.extra(where=['"shop_customer"."email" = %s'], params=["x"]))
    def nothing_of_it():
        list(Customer.objects.filter(newsletter=True, order__reference="email").values("pk", "order__reference"))
  `).files,
);
