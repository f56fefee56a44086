"""What each kind of fault is called for programs, and how it is said to people.

A phrase may use ``{label}`` (the field, in guillemets), ``{value}`` (what was received), ``{characters}`` and
``{over}`` (its length and how much is too much), ``{items}`` (how many it has), ``{choices}``, ``{suggestion}``,
``{way_out}`` (what to do with an unknown name), and pydantic's context (``{max_length}``…).
"""

from typing import NamedTuple


class Phrase(NamedTuple):
    """A stable English code and a French sentence that says how to mend it."""

    code: str
    text: str


MOMENT_EXAMPLE = "2026-11-14T10:00:00+01:00"

REQUIRED = Phrase("required", "Le champ {label} est obligatoire et n’a pas été rempli : renseignez-le.")
NOT_IN_LIST = Phrase(
    "not_in_list", "Le champ {label} a reçu {value}, qui n’est pas proposé.{suggestion} Valeurs acceptées : {choices}."
)
UNKNOWN_FIELD = Phrase("unknown_field", "Champ inconnu : {label} n’est pas attendu ici. {way_out}")
TEXT = Phrase("text_expected", "Le champ {label} attend du texte et a reçu {value} : écrivez-le entre guillemets.")
INTEGER = Phrase(
    "integer_expected", "Le champ {label} attend un nombre entier et a reçu {value} : écrivez par exemple 12."
)
NUMBER = Phrase("number_expected", "Le champ {label} attend un nombre et a reçu {value} : écrivez par exemple 12.5.")
BOOLEAN = Phrase("boolean_expected", "Le champ {label} attend true ou false et a reçu {value}.")
LIST = Phrase("list_expected", 'Le champ {label} attend une liste et a reçu {value} : écrivez par exemple ["…"].')
OBJECT = Phrase("object_expected", "Le champ {label} attend un objet JSON et a reçu {value} : écrivez {{ … }}.")
MOMENT = Phrase(
    "datetime_format",
    "Le champ {label} a reçu {value}, qui n’est pas une date avec son heure : écrivez par exemple "
    + MOMENT_EXAMPLE
    + ".",
)
DATE = Phrase(
    "date_format", "Le champ {label} a reçu {value}, qui n’est pas une date : écrivez par exemple 2026-11-14."
)
TIME = Phrase("time_format", "Le champ {label} a reçu {value}, qui n’est pas une heure : écrivez par exemple 10:30.")
IDENTIFIER = Phrase(
    "uuid_format",
    "Le champ {label} a reçu {value}, qui n’est pas un identifiant : reprenez celui que nous avons donné.",
)
ADDRESS = Phrase(
    "url_format",
    "Le champ {label} a reçu {value}, qui n’est pas une adresse web : écrivez par exemple https://www.exemple.fr.",
)

PHRASES: dict[str, Phrase] = {
    "missing": REQUIRED,
    "literal_error": NOT_IN_LIST,
    "enum": NOT_IN_LIST,
    "extra_forbidden": UNKNOWN_FIELD,
    "string_type": TEXT,
    "string_too_short": Phrase(
        "too_short",
        "Le champ {label} compte {characters}, il en faut au moins {min_length} : complétez-le.",
    ),
    "string_too_long": Phrase(
        "too_long",
        "Le champ {label} compte {characters}, {max_length} au plus sont acceptés : raccourcissez-le de {over}.",
    ),
    "string_pattern_mismatch": Phrase(
        "format", "Le champ {label} a reçu {value}, qui n’a pas la forme attendue : vérifiez la saisie."
    ),
    "string_unicode": Phrase("unicode", "Le champ {label} contient des caractères illisibles : envoyez-le en UTF-8."),
    "too_short": Phrase(
        "too_few_items",
        "Le champ {label} compte {items}, il en faut au moins {min_length} : complétez-le.",
    ),
    "too_long": Phrase(
        "too_many_items", "Le champ {label} a trop d’éléments, {max_length} au plus sont acceptés : retirez-en."
    ),
    "list_type": LIST,
    "tuple_type": LIST,
    "set_type": LIST,
    "frozen_set_type": LIST,
    "model_type": OBJECT,
    "model_attributes_type": OBJECT,
    "dataclass_type": OBJECT,
    "dict_type": OBJECT,
    "mapping_type": OBJECT,
    "int_type": INTEGER,
    "int_parsing": INTEGER,
    "int_parsing_size": INTEGER,
    "int_from_float": INTEGER,
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "finite_number": NUMBER,
    "decimal_type": NUMBER,
    "decimal_parsing": NUMBER,
    "bool_type": BOOLEAN,
    "bool_parsing": BOOLEAN,
    "datetime_type": MOMENT,
    "datetime_parsing": MOMENT,
    "datetime_from_date_parsing": MOMENT,
    "datetime_object_invalid": MOMENT,
    "timezone_offset": MOMENT,
    "timezone_aware": Phrase(
        "time_zone_missing",
        "Le champ {label} a reçu {value}, sans décalage horaire : ajoutez-le, par exemple " + MOMENT_EXAMPLE + ".",
    ),
    "timezone_naive": MOMENT,
    "datetime_past": Phrase("past_expected", "Le champ {label} a reçu {value} : il faut une date passée."),
    "datetime_future": Phrase("future_expected", "Le champ {label} a reçu {value} : il faut une date à venir."),
    "date_type": DATE,
    "date_parsing": DATE,
    "date_from_datetime_parsing": DATE,
    "date_from_datetime_inexact": DATE,
    "date_past": Phrase("past_expected", "Le champ {label} a reçu {value} : il faut une date passée."),
    "date_future": Phrase("future_expected", "Le champ {label} a reçu {value} : il faut une date à venir."),
    "time_type": TIME,
    "time_parsing": TIME,
    "uuid_type": IDENTIFIER,
    "uuid_parsing": IDENTIFIER,
    "uuid_version": IDENTIFIER,
    "url_type": ADDRESS,
    "url_parsing": ADDRESS,
    "url_syntax_violation": ADDRESS,
    "url_scheme": ADDRESS,
    "url_too_long": Phrase("too_long", "Le champ {label} dépasse {max_length} caractères : raccourcissez l’adresse."),
    "greater_than": Phrase("too_small", "Le champ {label} a reçu {value} : il faut plus de {gt}."),
    "greater_than_equal": Phrase("too_small", "Le champ {label} a reçu {value} : il faut au moins {ge}."),
    "less_than": Phrase("too_large", "Le champ {label} a reçu {value} : il faut moins de {lt}."),
    "less_than_equal": Phrase("too_large", "Le champ {label} a reçu {value} : il faut au plus {le}."),
    "multiple_of": Phrase("not_a_multiple", "Le champ {label} a reçu {value} : il faut un multiple de {multiple_of}."),
    "none_required": Phrase("null_expected", "Le champ {label} a reçu {value} : laissez-le vide (null)."),
}

OTHER = Phrase("invalid", "Le champ {label} a reçu {value}, qui ne peut pas être accepté : vérifiez la saisie.")
"""For kinds that none of our models can meet; a test names every built-in kind that ends here."""
