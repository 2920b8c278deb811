"""The one base error and its children, a child a room."""


class MandataError(Exception):
    """Something that its reader can mend: what was found, what was expected, and what to do.

    `str()` of it is one line for standard error: "{found}; expected {expected}; {advice}".
    """

    def __init__(self, found: str, expected: str = "", advice: str = "") -> None:
        self.found, self.expected, self.advice = found, expected, advice
        wanted = f"expected {expected}" if expected else ""
        super().__init__("; ".join(part for part in (found, wanted, advice) if part))


class DataError(MandataError):
    """A file under data/ is not as the lexicon expects it (raised by `lexicon`)."""


class ReadError(MandataError):
    """A file cannot be read as a document (raised by the room `read`)."""


class FetchError(MandataError):
    """A document cannot be fetched (raised by the room `fetch`)."""


class AknError(MandataError):
    """A document that cannot be written as valid Akoma Ntoso, or a file that is none (raised by the room `akn`)."""


class StructureError(MandataError):
    """A text is no document that Mandata knows (raised by the room `structure`)."""


class RegisterError(MandataError):
    """Something that the register does not hold, or does not allow (raised by the room `register`)."""
