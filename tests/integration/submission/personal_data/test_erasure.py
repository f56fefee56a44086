"""What is kept of one person can be had, and is forgotten in every store of ours."""

from pathlib import Path
from uuid import UUID

import pytest

from services.submission.accounts.keys import issue_key
from services.submission.accounts.links import draw_link
from services.submission.accounts.openid.rules import Identity
from services.submission.accounts.openid.store import insert_identity, insert_session
from services.submission.accounts.telling import tell_account
from services.submission.reconcile import numbered_streams
from services.submission.settings import Settings
from shared.contracts.submission import ACCOUNTS
from shared.postgres.database import Database
from tests.integration.submission.accounts.test_reconcile import erased
from tests.integration.submission.teams.support import get, invite, owner_of, post, register, share
from tests.support.accounts import SignedIn, signed_in
from tests.support.eventually import eventually
from tests.support.service import Client
from tests.support.submission import CONTACT, form_fields

ADDRESS, NAME, SUBJECT = "perrine.quemener@exemple.fr", "Perrine Quéméner", "sujet-perrine-1789"
EMPLOYER = "99999927100016"
TRACES = (ADDRESS, NAME, SUBJECT, EMPLOYER)
SESSION = UUID(int=4)


async def stores_with(database: Database, trace: str) -> set[str]:
    """Return the tables in which a word stands, whatever the column and in whatever writing; messages included."""
    found = set()
    async with database.transaction(readonly=True) as tx:
        columns = await tx.fetch(
            """
            SELECT table_name, column_name, data_type
            FROM information_schema.columns
            JOIN information_schema.tables USING (table_schema, table_name)
            WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
            """
        )
        assert len({column["table_name"] for column in columns}) > 20
        for table, column, kind in columns:
            text = f"encode({column}, 'escape')" if kind == "bytea" else f"{column}::text"
            # Bytes are shown with octal escapes where they are no ASCII, so a name is looked for without accents.
            word = trace.encode().decode("latin-1") if kind == "bytea" else trace
            sought = "".join(f"\\{ord(sign):03o}" if ord(sign) > 127 else sign for sign in word)
            if await tx.fetchval(
                f"SELECT EXISTS (SELECT FROM {table} WHERE position(lower($1) IN lower({text})) > 0)",
                sought if kind == "bytea" else word,
            ):
                found.add(table)
    return found


async def everywhere(client: Client, database: Database) -> tuple[SignedIn, str, str]:
    """Leave a trace of Perrine in every store that keeps any; returns her, what she shares and what is hers alone."""
    perrine = await signed_in(database, ADDRESS, name=NAME, region="53")
    contact = {**CONTACT, "email": ADDRESS, "name": NAME}
    alone = await register(client, perrine, public_contact=contact, note=f"Écrivez à {ADDRESS}.")
    shared = await register(client, perrine, title="Celle de l’équipe", public_contact=contact, external_id="e-1")
    async with database.transaction() as tx:
        await tx.execute("UPDATE manifestations SET owner_id = 'someone' WHERE id = $1", UUID(alone))
    team = await share(client, perrine, shared)
    await post(client, perrine, "/inscription", **form_fields(title=f"À revoir avec {NAME}"), _brouillon="1")
    async with database.transaction() as tx:
        await tx.execute(
            """
            UPDATE manifestations
            SET owner_id = $2, chamber_answers = jsonb_build_object('help', $3::text)
            WHERE id = $1
            """,
            *(UUID(alone), str(perrine.account_id), f"Demandez à {NAME}."),
        )
    await invite(client, database, perrine, f"{team}/inviter", "malo@exemple.fr")
    malo = await signed_in(database, "malo@exemple.fr")
    theirs = await register(client, malo, title="Celle de Malo")
    await invite(client, database, malo, f"/inscription/{theirs}/remettre", ADDRESS)
    named = await register(client, malo, title="Celle de plusieurs", co_organisers=[{"name": "La Maison"}])
    await post(client, malo, f"/inscription/{named}/co-organisateurs", name="La Maison", email=ADDRESS)
    identity = Identity(issuer="https://fi.exemple.fr", subject=SUBJECT, address=ADDRESS, name=NAME, siret=EMPLOYER)
    async with database.transaction() as tx:
        await draw_link(tx, email=ADDRESS)
        await issue_key(tx, perrine.account_id, name=f"Agenda de {NAME}")
        await insert_identity(tx, identity, perrine.account_id)
        await tell_account(tx, perrine.account_id)
        token = f"header.{SUBJECT}.signature"
        await insert_session(tx, SESSION, account_id=perrine.account_id, provider="essai", id_token=token)
    return perrine, shared, alone


@pytest.mark.parametrize("manifestations", ["confier", "retirer"])
async def test_a_person_who_was_erased_is_in_no_store_and_in_nothing_that_is_told(
    client: Client, database: Database, manifestations: str
) -> None:
    perrine, _, _ = await everywhere(client, database)
    before = set().union(*[await stores_with(database, trace) for trace in TRACES])
    async with database.transaction() as tx:
        # What was told before, topics forget by themselves; from here on nothing may name her.
        await tx.execute("DELETE FROM outbox")
    erased = await post(client, perrine, "/compte/effacer", certain="1", manifestations=manifestations)
    after = set().union(*[await stores_with(database, trace) for trace in TRACES])

    assert {
        *("accounts", "account_keys", "sign_in_links", "invitations", "openid_identities", "openid_sessions"),
        *("known_accounts", "co_organisers_asked"),
        *("manifestations", "manifestation_versions", "idempotency_keys", "mails", "drafts"),
    } <= before
    assert (303, "/confidentialite?efface=1") == (erased.status_code, erased.headers["location"])
    assert set() == after


async def test_every_session_and_key_of_the_person_is_closed(client: Client, database: Database) -> None:
    perrine, _, _ = await everywhere(client, database)
    async with database.transaction() as tx:
        key = await issue_key(tx, perrine.account_id, name="Agenda")
    await post(client, perrine, "/compte/effacer", certain="1")

    async def key_closed() -> bool:
        return 401 == (await client.get("/manifestations", headers={"Authorization": f"Bearer {key}"})).status_code

    async def session_closed() -> bool:
        return 303 == (await get(client, perrine, "/mes-manifestations")).status_code

    # Services remember an account for half a second. One after the other: a key that is refused again and again is soon
    # answered that it asks too often.
    await eventually(key_closed, within=20)
    await eventually(session_closed, within=20)


async def test_what_the_team_has_stays_and_what_was_hers_alone_becomes_the_chamber_s(
    client: Client, database: Database
) -> None:
    perrine, shared, alone = await everywhere(client, database)
    nadia = await signed_in(database, "nadia@exemple.fr", region="53")
    await post(client, perrine, "/compte/effacer", certain="1", manifestations="confier")

    assert [200, 200] == [(await get(client, nadia, f"/inscription/{each}")).status_code for each in (shared, alone)]
    assert str(perrine.account_id) == (await owner_of(database, alone))[0]


async def test_what_a_team_has_goes_with_its_only_member_who_takes_theirs_back(
    client: Client, database: Database
) -> None:
    perrine, shared, alone = await everywhere(client, database)
    await post(client, perrine, "/compte/effacer", certain="1", manifestations="retirer")
    async with database.transaction(readonly=True) as tx:
        rows = await tx.fetch("SELECT id::text, state FROM manifestations WHERE id = ANY($1::uuid[])", [shared, alone])

    assert {shared: "withdrawn", alone: "withdrawn"} == {row["id"]: row["state"] for row in rows}


async def test_mails_between_others_are_sent_whatever_words_the_name_is_made_of(
    client: Client, database: Database
) -> None:
    e, malo = await signed_in(database, "e@exemple.fr", name="e"), await signed_in(database, "malo@exemple.fr")
    nadia = await signed_in(database, "nadia@exemple.fr", name="Nadia", region="53")
    await register(client, malo)
    await invite(client, database, nadia, "/chambre/inviter", "malo@exemple.fr")
    await post(client, e, "/compte/effacer", certain="1")
    async with database.transaction(readonly=True) as tx:
        assert [("waiting",)] == [tuple(row) for row in await tx.fetch("SELECT state FROM mails")]


async def test_an_erasure_that_a_restored_database_hears_of_reaches_every_store(
    client: Client, database: Database
) -> None:
    perrine, _, _ = await everywhere(client, database)
    [accounts] = [each for each in numbered_streams("") if each.stream is ACCOUNTS]
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM outbox")
        done = await accounts.reconcile(tx, [erased(perrine.account_id, 99)])
        told = await tx.fetch("SELECT version, payload FROM outbox WHERE topic = $1", ACCOUNTS.topic)

    assert (100, [(100, None)]) == (done.version, [tuple(row) for row in told])
    assert set() == set().union(*[await stores_with(database, trace) for trace in TRACES])


async def test_nothing_is_erased_without_the_tick(client: Client, database: Database) -> None:
    perrine = await signed_in(database, ADDRESS)
    asked = await post(client, perrine, "/compte/effacer")

    assert 422 == asked.status_code
    assert {"accounts"} == await stores_with(database, ADDRESS)


async def test_the_copy_holds_everything_and_nothing_that_opens_a_door(client: Client, database: Database) -> None:
    perrine, shared, _ = await everywhere(client, database)
    answer = await get(client, perrine, "/compte/donnees/copie")
    document = answer.json()

    assert "attachment" in answer.headers["content-disposition"]
    assert (ADDRESS, NAME) == (document["compte"]["adresse"], document["compte"]["nom"])
    assert ["moderator"] == [role["role"] for role in document["roles"]]
    assert [SUBJECT] == [identity["sujet"] for identity in document["identites"]]
    assert 2 == len(document["invitations"])
    assert shared in [each["id"] for each in document["manifestations"]]
    assert {
        *("compte", "roles", "journal_des_roles", "cles", "equipes", "identites", "liens_de_connexion", "courriels"),
        *(
            "questions_aux_co_organisateurs",
            "invitations",
            "brouillons",
            "fichiers_envoyes",
            "manifestations",
            "ce_que_vous_avez_fait",
        ),
    } == set(document)
    assert "sha256" not in answer.text
    assert "signature" not in answer.text


async def test_the_page_about_data_says_who_answers_for_it_and_is_linked_where_data_is_asked(
    client: Client, database: Database
) -> None:
    perrine = await signed_in(database, ADDRESS)
    page = await client.get("/confidentialite")
    asking = [await get(client, perrine, path) for path in ("/connexion", "/inscription", "/equipes", "/compte")]

    assert Settings.model_fields["privacy_controller"].default in page.text
    assert all("/confidentialite" in each.text for each in asking)
    assert "cnil.fr" in page.text


def test_the_document_names_every_table_and_every_topic() -> None:
    document = Path("docs/personal-data.md").read_text("utf-8")
    tables = {
        line.split()[2]
        for folder in ("services/*/migrations", "shared/*/migrations")
        for file in Path().glob(f"{folder}/*.sql")
        for line in file.read_text("utf-8").splitlines()
        if line.startswith("CREATE TABLE")
    }
    topics = {
        line.split('"')[1]
        for line in Path("deploy/kafka/topics.toml").read_text("utf-8").splitlines()
        if line.startswith("name = ")
    }

    assert len(tables) > 20
    assert set() == {name for name in tables | topics if f"`{name}`" not in document}
