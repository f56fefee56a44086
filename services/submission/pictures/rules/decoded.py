"""What the process that opens pictures tells of one."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A picture in all its sizes, or why there is none."""

    width: int = 0
    height: int = 0
    whole: bytes = b""
    """JPEG, as large as it was."""
    sizes: dict[str, bytes] = field(default_factory=dict)
    """By name: ``480.webp``."""
    code: str = ""
    message: str = ""
