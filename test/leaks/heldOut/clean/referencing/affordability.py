from decimal import Decimal

from django.core.cache import cache

INCOME_MULTIPLE = Decimal("2.5")
TTL = 60 * 30


def _cache_key(applicant, rent) -> str:
    return f"affordability:{applicant.pk}:{rent}"


def total_income(applicant) -> int:
    own = applicant.annual_income or 0
    backed = [guarantor.annual_income or 0 for guarantor in applicant.guarantors.all() if guarantor.agreed_at]
    return own + max(backed, default=0) // 2


def is_affordable(applicant, monthly_rent: Decimal) -> bool:
    key = _cache_key(applicant, monthly_rent)
    cached = cache.get(key)
    if cached is not None:
        return cached
    verdict = total_income(applicant) >= monthly_rent * 12 * INCOME_MULTIPLE
    cache.set(key, verdict, TTL)
    return verdict
