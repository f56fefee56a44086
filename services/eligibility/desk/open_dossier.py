"""Use case: somebody at a desk opens a dossier: what they see, who else has it open, what had been looked at before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.eligibility.desk.rules.twins import Near, likely_twins
from services.eligibility.desk.store.dossier import Sibling, list_deciders, list_siblings
from services.eligibility.desk.store.near import list_near
from services.eligibility.desk.store.people import Reader, list_names, read_on, save_name
from services.eligibility.desk.store.work import Look, Work, find_work, look_at
from services.eligibility.dossiers.look_up import Found, look_up
from services.eligibility.proofs.look_up import proofs_of
from services.eligibility.proofs.rules.proof import Proof
from services.eligibility.register.answered import answered_at
from services.eligibility.reports.close import open_reports
from services.eligibility.reports.rules import Report
from services.eligibility.structures.look_up import KnownStructure, look_up_structure
from shared.contracts.contact import without_contact
from shared.identity.caller import Caller
from shared.postgres.database import Tx

MOST_SIBLINGS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """All that the page of a dossier shows."""

    found: Found
    known: KnownStructure
    siblings: Sequence[Sibling]
    twins: Sequence[Near]
    """Those that a reader would take for it."""
    deciders: Mapping[int, str]
    """Account by the version of its decision."""
    register_at: datetime | None
    work: Work
    reader: Reader
    look: Look
    proofs: Sequence[Proof]
    """The last one first."""
    reports: Sequence[Report]
    """Of visitors, that nobody has closed."""
    names: Mapping[str, str]
    """Of the accounts that any of this names."""


async def open_dossier(tx: Tx, manifestation_id: UUID, *, caller: Caller, at: datetime) -> Opened:
    """Open it; raises ``DossierUnknown`` and ``NotAllowed``."""
    found = await look_up(tx, manifestation_id, caller=caller)
    dossier = found.dossier
    manifestation = dossier.manifestation
    if caller.name:
        await save_name(tx, account_id=caller.account_id, name=caller.name, at=at)
    deciders, work = await list_deciders(tx, manifestation_id), await find_work(tx, manifestation_id)
    reader = await read_on(tx, manifestation_id, account_id=caller.account_id)
    named = {*deciders.values(), reader.account_id, work.assigned_to, work.aside_by, manifestation.owner}
    regions = None if found.reader.region_code is None else [found.reader.region_code]
    near = await list_near(tx, manifestation, regions=regions, account_id=caller.account_id)
    return Opened(
        found=found,
        known=await look_up_structure(tx, dossier.structure_id),
        siblings=await list_siblings(
            tx,
            structure_id=dossier.structure_id,
            edition=manifestation.edition,
            but=manifestation_id,
            regions=regions,
            account_id=caller.account_id,
            limit=MOST_SIBLINGS,
        ),
        twins=likely_twins(manifestation, near),
        deciders=deciders,
        register_at=await answered_at(tx, manifestation.organiser),
        work=work,
        reader=reader,
        look=await look_at(
            tx,
            manifestation_id,
            judged_version=manifestation.version,
            content=without_contact(manifestation.content),
        ),
        proofs=await proofs_of(tx, dossier),
        reports=await open_reports(tx, manifestation_id),
        names=await list_names(tx, sorted(each for each in named if each)),
    )
