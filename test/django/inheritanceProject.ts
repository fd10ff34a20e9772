import { parseFixture } from "../support/fixture.ts";

export const INHERITANCE_SETTINGS = `
import sys
sys.path.insert(0, str(Path(__file__).parent.parent / "apps"))
INSTALLED_APPS += ["core", "people.apps.PeopleConfig", "shop", "billing", "legacy", "clash.shop_two", "plain"]
AUTH_USER_MODEL = "humans.Person"
`;

/** A folder of two projects whose apps, modules and models are called the same, beside a package that both use. */
export const TWO_PROJECTS: Readonly<Record<string, string>> = Object.fromEntries(
  parseFixture(`
    //- common/__init__.py
    //- common/models.py
    from django.db import models
    class Stamped(models.Model):
        created = models.DateTimeField(auto_now_add=True)
        class Meta:
            abstract = True
    //- one/manage.py
    import os
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    //- one/project/__init__.py
    //- one/project/settings.py
    SECRET_KEY = "for-tests-only"
    INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "people", "shop"]
    AUTH_USER_MODEL = "people.Person"
    //- one/people/__init__.py
    //- one/people/models.py
    from django.contrib.auth.models import AbstractUser
    from django.db import models
    class Person(AbstractUser):
        phone = models.CharField(max_length=20)
    //- one/shop/__init__.py
    //- one/shop/base.py
    from common.models import Stamped
    from django.db import models
    class Base(Stamped):
        name = models.CharField(max_length=20)
        class Meta:
            abstract = True
    //- one/shop/models.py
    from django.contrib.auth import get_user_model
    from django.db import models
    from shop.base import Base
    class Customer(Base):
        pass
    class Buyer(Customer):
        order = models.ForeignKey("Order", models.CASCADE)
    class Order(models.Model):
        customer = models.ForeignKey("shop.Customer", models.CASCADE)
    class Staff(get_user_model()):
        salary = models.IntegerField()
    //- two/manage.py
    import os
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    //- two/project/__init__.py
    //- two/project/settings.py
    SECRET_KEY = "for-tests-only"
    INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "shop"]
    //- two/shop/__init__.py
    //- two/shop/base.py
    from django.db import models
    class Base(models.Model):
        title = models.CharField(max_length=20)
        class Meta:
            abstract = True
    class Customer(Base):
        email = models.EmailField()
        class Meta:
            app_label = "shop"
    //- two/shop/models.py
    from django.contrib.auth import get_user_model
    from django.db import models
    from common.models import Stamped
    from shop import base
    class Buyer(base.Customer, Stamped):
        size = models.IntegerField()
    class Staff(get_user_model()):
        salary = models.IntegerField()
  `).files,
);

/** A project whose models hang together in all the ways that real ones do. */
export const INHERITANCE_PROJECT: Readonly<Record<string, string>> = Object.fromEntries(
  parseFixture(`
    //- core/__init__.py
    //- core/db.py
    from django.db import models
    from django.db.models import *
    Base = models.Model
    //- core/fields.py
    from functools import partial
    from core.db import models
    class Phone(models.CharField):
        def __init__(self, *args, **kwargs):
            kwargs.setdefault("max_length", 20)
            super().__init__(*args, **kwargs)
        def deconstruct(self):
            name, path, args, kwargs = super().deconstruct()
            return name, path, args, kwargs
    Short = partial(models.CharField, max_length=5)
    def note(**kwargs):
        return models.TextField(blank=True, **kwargs)
    //- core/models/__init__.py
    from .base import *
    from .mixins import Named as Titled
    //- core/models/base.py
    from core.db import Base, DateTimeField
    __all__ = ["Stamped", "Owned"]
    class Stamped(Base):
        created = DateTimeField(auto_now_add=True)
        changed = DateTimeField(auto_now=True)
        class Meta:
            abstract = True
    class Owned(Stamped):
        class Meta(Stamped.Meta):
            abstract = True
    //- core/models/mixins.py
    from django.db import models
    from .base import Stamped
    class Named(Stamped):
        name = models.CharField(max_length=50)
        code = models.CharField(max_length=9)
        class Meta:
            abstract = True
    class Plain:
        def note(self):
            return ""
    class Unnamed(object):
        name = None
        def code(self):
            return ""
    //- people/__init__.py
    //- people/apps.py
    from django.apps import AppConfig
    class PeopleConfig(AppConfig):
        name = "people"
        label = "humans"
    //- people/models.py
    from django.contrib.auth.models import AbstractUser
    from django.db import models
    from core import fields as f
    class Person(AbstractUser):
        username = None
        email = models.EmailField(unique=True)
        phone = f.Phone()
        USERNAME_FIELD = "email"
        REQUIRED_FIELDS = []
    class Profile(models.Model):
        person = models.OneToOneField("Person", models.CASCADE)
        friends = models.ManyToManyField("self")
    //- shop/__init__.py
    //- shop/models/__init__.py
    from .customer import *
    from . import order
    from .order import Order, Line
    //- shop/models/customer.py
    from __future__ import annotations
    from typing import TYPE_CHECKING
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.db import models
    import core.models
    from core.fields import Short, note
    from core.models import Titled
    if TYPE_CHECKING:
        from .order import Order
    User = get_user_model()
    class Customer(core.models.Owned):
        user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
        agent = models.ForeignKey(User, models.CASCADE, related_name="+")
        short = Short(null=True)
        note = note()
    class Company(Titled):
        code = None
        tax_number = models.CharField(max_length=20, db_column="tax_no")
    class Buyer(Customer):
        company = models.ForeignKey(Company, models.CASCADE)
    class BuyerProxy(Buyer):
        class Meta:
            proxy = True
    class Special(BuyerProxy):
        reason = models.TextField()
    class Staff(get_user_model()):
        salary = models.IntegerField()
    class Abstract(Buyer):
        extra = models.TextField()
        class Meta:
            abstract = True
    class Concrete(Abstract):
        pass
    //- shop/models/order.py
    from django.db import models
    try:
        from missing.fields import Phone
    except ImportError:
        from core.fields import Phone
    try:
        from core.models.mixins import Named as Base
    except ImportError:
        Base = models.Model
    from core.models.mixins import Plain, Unnamed
    class Order(Plain, Base):
        contact = Phone()
    class Line(models.Model):
        order = models.ForeignKey("shop.Order", models.CASCADE)
        orders = models.ManyToManyField(Order, related_name="+")
    class Reversed(Base, Plain):
        pass
    class Anonymous(Unnamed, Base):
        pass
    class StillNamed(Base, Unnamed):
        pass
    //- apps/billing/__init__.py
    //- apps/billing/models.py
    from django.db import models
    from shop.models import Customer as Payer, order
    class Bill(Payer):
        @property
        def short(self):
            return ""
        amount = models.DecimalField(max_digits=9, decimal_places=2)
    class Left(models.Model):
        value = models.CharField(max_length=9)
        left = models.CharField(max_length=9)
        class Meta:
            abstract = True
    class Right(models.Model):
        value = models.TextField()
        right = models.CharField(max_length=9)
        class Meta:
            abstract = True
    class Both(Left, Right):
        pass
    class Top(models.Model):
        value = models.CharField(max_length=9)
        class Meta:
            abstract = True
    class One(Top):
        one = models.CharField(max_length=9)
        class Meta:
            abstract = True
    class Two(Top):
        value = models.TextField()
        class Meta:
            abstract = True
    class Diamond(One, Two):
        pass
    class Hiding(Left):
        value = None
        class Meta:
            abstract = True
    class HiddenHere(Hiding, Right):
        pass
    class Silent(object):
        value = None
        def left(self):
            return ""
    class Muted(Silent, Left):
        pass
    class Loud(Left, Silent):
        pass
    class Shadowed(Top):
        @property
        def value(self):
            return ""
    //- legacy/__init__.py
    //- legacy/models.py
    from core.models import *
    from billing.models import Both as Elsewhere
    class Row(Owned):
        class Meta:
            db_table = "old_rows"
    class Same(Elsewhere):
        pass
    //- legacy/more.py
    from django.apps import apps
    Row = apps.get_model("legacy", "Row")
    class Renamed(Row):
        class Meta:
            proxy = True
            app_label = "legacy"
    //- legacy/apps.py
    from django.apps import AppConfig
    class LegacyConfig(AppConfig):
        name = "legacy"
        def ready(self):
            from legacy import more
    //- clash/__init__.py
    //- clash/shop_two/__init__.py
    //- clash/shop_two/models.py
    from shop.models.customer import Customer as Original
    from django.db import models
    class Customer(Original):
        other = models.CharField(max_length=9)
    class Order(models.Model):
        customer = models.ForeignKey("shop.Customer", models.CASCADE, related_name="+")
        own = models.ForeignKey("Customer", models.CASCADE, related_name="+")
    //- plain/__init__.py
    //- plain/models.py
    from legacy.models import Row
    class Heir(Row):
        pass
  `).files,
);
