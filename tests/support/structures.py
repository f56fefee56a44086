"""Ids of structures where no database has drawn a secret and nothing is known yet."""

from services.eligibility.structures.rules.identities import Identities
from tests.support.builders import SECRET

IDENTITIES = Identities(secret=SECRET)
