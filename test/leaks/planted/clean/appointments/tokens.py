from django.core import signing

SALT = "appointments.room"
MAX_AGE = 15 * 60


def room_token(appointment) -> str:
    """Signed pass for the video provider's browser client."""
    claims = {"room": str(appointment.public_ref), "role": "guest"}
    return signing.dumps(claims, salt=SALT, compress=True)


def read_room_token(token: str) -> dict:
    return signing.loads(token, salt=SALT, max_age=MAX_AGE)
