"""Languages that people write and speak here: what French calls them, and what they call themselves."""

from collections.abc import Mapping

NAMES: Mapping[str, tuple[str, str]] = {
    "fr": ("français", "français"),
    "br": ("breton", "brezhoneg"),
    "ca": ("catalan", "català"),
    "co": ("corse", "corsu"),
    "eu": ("basque", "euskara"),
    "frp": ("francoprovençal", "arpetan"),
    "gsw": ("alsacien", "Elsässisch"),
    "oc": ("occitan", "occitan"),
    "rcf": ("créole réunionnais", "kréol rénioné"),
    "gcf": ("créole antillais", "kréyòl"),
    "gcr": ("créole guyanais", "kréyòl gwiyannen"),
    "swb": ("mahorais", "shimaore"),
    "buc": ("kibouchi", "kibushi"),
    "ty": ("tahitien", "reo tahiti"),
    "sq": ("albanais", "shqip"),
    "de": ("allemand", "Deutsch"),
    "am": ("amharique", "አማርኛ"),
    "en": ("anglais", "English"),
    "ar": ("arabe", "العربية"),
    "hy": ("arménien", "հայերեն"),
    "bm": ("bambara", "bamanankan"),
    "bn": ("bengali", "বাংলা"),
    "bg": ("bulgare", "български"),
    "zh": ("chinois", "中文"),
    "ko": ("coréen", "한국어"),
    "hr": ("croate", "hrvatski"),
    "da": ("danois", "dansk"),
    "prs": ("dari", "دری"),
    "es": ("espagnol", "español"),
    "eo": ("espéranto", "Esperanto"),
    "fi": ("finnois", "suomi"),
    "ka": ("géorgien", "ქართული"),
    "el": ("grec", "ελληνικά"),
    "hi": ("hindi", "हिन्दी"),
    "hu": ("hongrois", "magyar"),
    "it": ("italien", "italiano"),
    "ja": ("japonais", "日本語"),
    "kab": ("kabyle", "taqbaylit"),
    "km": ("khmer", "ខ្មែរ"),
    "ku": ("kurde", "kurdî"),
    "ln": ("lingala", "lingála"),
    "lb": ("luxembourgeois", "Lëtzebuergesch"),
    "mg": ("malgache", "malagasy"),
    "nl": ("néerlandais", "Nederlands"),
    "ur": ("ourdou", "اردو"),
    "ps": ("pachto", "پښتو"),
    "fa": ("persan", "فارسی"),
    "ff": ("peul", "pulaar"),
    "pl": ("polonais", "polski"),
    "pt": ("portugais", "português"),
    "rom": ("romani", "romani"),
    "ro": ("roumain", "română"),
    "ru": ("russe", "русский"),
    "sr": ("serbe", "српски"),
    "sk": ("slovaque", "slovenčina"),
    "so": ("somali", "soomaali"),
    "sv": ("suédois", "svenska"),
    "sw": ("swahili", "Kiswahili"),
    "ta": ("tamoul", "தமிழ்"),
    "cs": ("tchèque", "čeština"),
    "ti": ("tigrigna", "ትግርኛ"),
    "tr": ("turc", "Türkçe"),
    "uk": ("ukrainien", "українська"),
    "vi": ("vietnamien", "tiếng Việt"),
    "wo": ("wolof", "wolof"),
    "fsl": ("langue des signes française", "langue des signes française"),
}
"""By BCP 47 code: those of the country first, then by their French names; the last one nobody writes."""
WRITTEN = tuple(code for code in NAMES if code not in {"fr", "fsl"})
"""Into which the French text can be translated."""


CODES: Mapping[str, str] = {name.casefold(): code for code, names in NAMES.items() for name in names}
"""By either name."""


def code_of(written: str) -> str:
    """Return the code of a language that is written by its name, in French or its own; anything else as it is."""
    return CODES.get(written.casefold(), written)


def french_name(code: str) -> str:
    """``breton``; of ``pt-BR`` that of ``pt``, and the code itself where we have no name."""
    return _named(code)[0]


def own_name(code: str) -> str:
    """``brezhoneg``, in the same way."""
    return _named(code)[1]


def _named(code: str) -> tuple[str, str]:
    return NAMES.get(code.partition("-")[0].lower(), (code, code))
