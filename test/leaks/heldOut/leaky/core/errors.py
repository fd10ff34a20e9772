class DomainError(Exception):
    """A refusal by the business rules. Only `code` is ever shown to a client."""

    code = "error"

    def __init__(self, message: str = "", code: str | None = None):
        super().__init__(message)
        if code:
            self.code = code


class BureauError(DomainError):
    code = "bureau_error"


class BankDetailsError(DomainError):
    code = "bank_details"


class TransitionError(DomainError):
    code = "transition"
