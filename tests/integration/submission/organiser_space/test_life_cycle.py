"""Whatever organisers do in whatever order: what is stored, what is told and what a draft holds agree."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, rule, run_state_machine_as_test

from services.submission.drafts.save import find_own, save_draft
from services.submission.manifestations.amend import amend
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.errors import AlreadyWithdrawn
from services.submission.manifestations.hand_over import hand_over
from services.submission.manifestations.rules.manifestation import Manifestation, Registration, changed
from services.submission.manifestations.rules.states import with_state
from services.submission.manifestations.store.manifestations import find_manifestation
from services.submission.manifestations.withdraw import withdraw
from services.submission.organiser_space.bodies.form import read_form
from services.submission.organiser_space.bodies.renewing import renewed
from services.submission.organiser_space.bodies.values import values_of
from services.submission.organiser_space.send import Filled, send
from shared.contracts.content import PublicContact
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.contracts.vocabulary import OccurrenceState
from shared.errors import VersionChanged
from shared.idempotency.repeatable import Answer, Repeatable, scope_of
from shared.identity.caller import Caller
from shared.postgres.database import Database
from tests.support.questions import ASKING
from tests.support.submission import organiser
from tests.unit.submission.organiser_space.test_form import filled

T = TypeVar("T")

NOW = datetime(2026, 9, 15, 12, tzinfo=UTC)
EXAMPLES, STEPS = 30, 30
STATES: tuple[OccurrenceState, ...] = ("scheduled", "full", "cancelled")
WORDS = st.sampled_from(["Une salle au calme", "Un vidéoprojecteur"])


@dataclass(slots=True)
class Begun:
    """A draft as its writer knows it."""

    token: str
    caller: Caller
    values: dict[str, Any]
    version: int


@dataclass(slots=True)
class Known:
    """A manifestation as its owner knows it."""

    id: UUID
    caller: Caller
    version: int = 1
    withdrawn: bool = False
    answers: list[str] = field(default_factory=list)
    """What the chamber alone was told, ever."""


class LifeCycle(RuleBasedStateMachine):
    """Drafts and manifestations of people who do what they like."""

    database: Database
    runner: asyncio.Runner

    drafts = Bundle("drafts")
    registered = Bundle("registered")

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(doing)

    @rule(target=drafts, word=WORDS)
    def begin(self, word: str) -> Begun:
        values = filled(title=f"Atelier {uuid4()}", extra__charter="true", extra__help=word)
        begun = Begun(token=uuid4().hex, caller=organiser(str(uuid4())), values=values, version=0)
        self._save(begun)
        return begun

    @rule(draft=drafts, word=WORDS)
    def write_on(self, draft: Begun, word: str) -> None:
        draft.values = {**draft.values, "extra": {**draft.values["extra"], "help": word}}
        self._save(draft)

    @rule(target=registered, draft=consumes(drafts), twice=st.booleans())
    def submit(self, draft: Begun, *, twice: bool) -> Known:
        wanted = uuid4()
        answers = [self.run(self._send(draft, wanted)) for _ in range(1 + twice)]
        known = Known(id=wanted, caller=draft.caller, answers=[draft.values["extra"]["help"]])

        assert {str(wanted)} == {answer.headers["Location"] for answer in answers}
        assert self._draft(draft) is None
        self._agree(known)
        return known

    @rule(known=registered, word=WORDS)
    def correct(self, known: Known, word: str) -> None:
        present = self._present(known)
        values = values_of(present)
        values["extra"] = {**values["extra"], "help": word}
        same = present.chamber_answers.get("help") == word
        self._change(known, _registration(values, present), says_something=not same)
        if not known.withdrawn:
            known.answers.append(word)

    @rule(known=registered)
    def leave_as_it_is(self, known: Known) -> None:
        present = self._present(known)
        self._change(known, _registration(values_of(present), present), says_something=False)

    @rule(known=registered, state=st.sampled_from(STATES))
    def say_of_its_date(self, known: Known, state: OccurrenceState) -> None:
        present = self._present(known)
        [date] = present.content.occurrences
        registration = with_state(present, date.occurrence_id, state)
        assert registration is not None
        self._change(known, registration, says_something=date.state != state)

    @rule(known=registered)
    def change_what_was_read_too_long_ago(self, known: Known) -> None:
        present = self._present(known)
        if known.version > 1 and not known.withdrawn:
            other = replace(_as_registered(present), note=f"Trop tard {uuid4()}")
            with pytest.raises(VersionChanged):
                self.run(self._amend(present, other, known, expected=known.version - 1))
        self._agree(known)

    @rule(known=registered)
    def take_back(self, known: Known) -> None:
        present = self._present(known)
        if known.withdrawn:
            with pytest.raises(AlreadyWithdrawn):
                self.run(self._withdraw(present, known))
        else:
            self.run(self._withdraw(present, known))
            known.withdrawn, known.version = True, known.version + 1
        self._agree(known)

    @rule(target=drafts, known=registered, later=st.booleans())
    def begin_again(self, known: Known, *, later: bool) -> Begun:
        edition = replace(ASKING, year=2027) if later else ASKING
        values, _ = renewed(self._present(known), edition)
        values |= {"title": f"Atelier {uuid4()}", "extra": {"charter": "true", "help": "Rien"}}
        # Nobody's contact outlives a withdrawal, and each edition has days of its own.
        values |= {name: filled()[name] for name in ("occurrences", "public_contact")}
        begun = Begun(token=uuid4().hex, caller=known.caller, values=values, version=0)
        self._save(begun)
        return begun

    @rule(known=registered)
    def hand_over(self, known: Known) -> None:
        taker = organiser(str(uuid4()))
        present = self._present(known)
        if known.withdrawn:
            with pytest.raises(AlreadyWithdrawn):
                self.run(self._hand_over(present, taker))
        else:
            self.run(self._hand_over(present, taker))
            known.caller, known.version = taker, known.version + 1
        self._agree(known)

    def _change(self, known: Known, registration: Registration, *, says_something: bool) -> None:
        present = self._present(known)
        if known.withdrawn:
            with pytest.raises(AlreadyWithdrawn):
                self.run(self._amend(present, registration, known, expected=known.version))
        else:
            made = self.run(self._amend(present, registration, known, expected=known.version))
            assert made is says_something
            known.version += made
        self._agree(known)

    def _agree(self, known: Known) -> None:
        """Hold what is stored, what is told and what its owner knows against each other."""
        present, told, versions = self._present(known), self.run(self._told(known)), self.run(self._versions(known))

        assert (known.version, known.caller.account_id) == (present.version, present.owner_id)
        assert known.withdrawn is (present.state == "withdrawn")
        assert [*range(1, known.version + 1)] == [event.version for event in told] == [*versions]
        assert changed(present) == told[-1]
        for event in told:
            assert not any(word in str(event.content) for word in known.answers)
        if known.withdrawn:
            assert PublicContact() == present.content.public_contact
            assert [{}] * known.version == [*versions.values()]

    def _present(self, known: Known) -> Manifestation:
        found = self.run(self._find(known.id))
        assert found is not None
        return found

    def _draft(self, draft: Begun) -> object:
        async def look() -> object:
            async with self.database.transaction(readonly=True) as tx:
                return await find_own(tx, draft.token, draft.caller)

        return self.run(look())

    def _save(self, draft: Begun) -> None:
        async def save() -> int:
            async with self.database.transaction() as tx:
                kept = await save_draft(
                    tx,
                    draft.token,
                    draft.values,
                    caller=draft.caller,
                    edition=ASKING.year,
                    seen_version=draft.version,
                    now=NOW,
                )
                return kept.version

        draft.version = self.run(save())

    async def _send(self, draft: Begun, wanted: UUID) -> Answer:
        form = Filled(
            values=draft.values,
            token=draft.token,
            seen_version=draft.version,
            caller=draft.caller,
            edition=ASKING,
        )
        repeatable = Repeatable(
            scope=scope_of(draft.caller.account_id),
            key=draft.token,
            request_sha256=sha256(draft.token.encode()).hexdigest(),
        )
        answer = Answer.of(303, None, {"Location": str(wanted)})
        return await send(self.database, form, wanted, repeatable, answer, confirmed=True, anyway=True, now=NOW)

    async def _find(self, manifestation_id: UUID) -> Manifestation | None:
        async with self.database.transaction(readonly=True) as tx:
            return await find_manifestation(tx, manifestation_id)

    async def _amend(self, present: Manifestation, to: Registration, known: Known, *, expected: int) -> bool:
        async with self.database.transaction() as tx:
            at = NOW + timedelta(seconds=known.version)
            return await amend(tx, present, to, caller=known.caller, expected_version=expected, now=at)

    async def _withdraw(self, present: Manifestation, known: Known) -> None:
        async with self.database.transaction() as tx:
            await withdraw(tx, present, caller=known.caller, expected_version=known.version, now=NOW)

    async def _hand_over(self, present: Manifestation, taker: Caller) -> None:
        async with self.database.transaction() as tx:
            await hand_over(tx, present, caller=taker, team_id=None, now=NOW)

    async def _told(self, known: Known) -> list[ManifestationChanged]:
        async with self.database.transaction(readonly=True) as tx:
            rows = await tx.fetch(
                "SELECT payload FROM outbox WHERE topic = $1 AND key = $2 ORDER BY id",
                MANIFESTATIONS.topic,
                str(known.id),
            )
        return [MANIFESTATIONS.decode(row["payload"]) for row in rows]

    async def _versions(self, known: Known) -> dict[int, dict[str, str]]:
        async with self.database.transaction(readonly=True) as tx:
            rows = await tx.fetch(
                "SELECT version, chamber_answers FROM manifestation_versions WHERE manifestation_id = $1 ORDER BY 1",
                known.id,
            )
        return {row["version"]: row["chamber_answers"] for row in rows}


def _registration(values: dict[str, Any], present: Manifestation) -> Registration:
    if present.state == "withdrawn":
        # Its contact is gone, and no form of it can be sent.
        return _as_registered(present)
    body = read_form(_as_sent(values), edition=ASKING, present=present)
    return registration_of(body, present.id, present.content.occurrences, edition=ASKING)


def _as_registered(present: Manifestation) -> Registration:
    return Registration(
        organiser=present.organiser,
        content=present.content,
        region_code=present.region_code,
        note=present.note,
        chamber_answers=present.chamber_answers,
    )


def _as_sent(value: Any) -> Any:
    """Leave out what is empty, as a form does."""
    if isinstance(value, dict):
        return {name: _as_sent(each) for name, each in value.items() if each not in (None, "", [], ())}
    return [_as_sent(each) for each in value] if isinstance(value, list) else value


def _play(database_url: str) -> None:
    with asyncio.Runner() as runner:
        database = Database(database_url)
        LifeCycle.runner, LifeCycle.database = runner, database
        run_state_machine_as_test(
            LifeCycle,
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                suppress_health_check=[*HealthCheck],
            ),
        )
        runner.run(database.close())


async def test_what_is_stored_told_and_drafted_agrees_whatever_is_done(database_url: str) -> None:
    # Its steps run one after the other, on a loop of their own.
    await asyncio.to_thread(_play, database_url)
