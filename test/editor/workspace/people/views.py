def index(request):
    return None


def greeting(customer):
    return f"to {customer.email}"
