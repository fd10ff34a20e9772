DROPPED = ("cookies", "data", "env", "headers", "query_string")


def scrub_event(event, hint):
    request = event.get("request")
    if request:
        for key in DROPPED:
            request.pop(key, None)
    event.pop("breadcrumbs", None)
    return event
