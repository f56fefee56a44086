from dataclasses import replace

from deploy.kafka.acls import Grant, Operation, Pattern, ResourceType, compare, grants, users
from deploy.kafka.declared import declared, declared_partners

PARTNER = "partner.agenda"
DECLARED = grants(declared(), (PARTNER,))
ONE = next(iter(DECLARED))


def test_services_and_partners_are_the_users() -> None:
    assert ("eligibility", "matchmaking", PARTNER, "programme", "submission") == users(declared(), (PARTNER,))
    assert all(name.startswith("partner.") for name in declared_partners())


def test_nobody_is_granted_to_change_topics_or_rights() -> None:
    allowed = {Operation.READ, Operation.WRITE, Operation.DESCRIBE, Operation.DESCRIBE_CONFIGS}

    assert allowed == {grant.operation for grant in DECLARED}


def test_each_topic_is_written_by_its_producer_alone() -> None:
    writers = {(grant.name, grant.user) for grant in DECLARED if grant.operation is Operation.WRITE}

    assert {(topic.name, topic.producer) for topic in declared()} == writers


def test_a_partner_is_granted_nothing_but_public_topics_and_groups_of_its_own() -> None:
    theirs = {(grant.type, grant.pattern, grant.name) for grant in DECLARED if grant.user == PARTNER}

    assert {
        (ResourceType.TOPIC, Pattern.PREFIXED, "ess.public."),
        (ResourceType.GROUP, Pattern.PREFIXED, "partner.agenda."),
    } == theirs


def test_what_is_missing_and_what_is_too_much_are_told_apart() -> None:
    forged = replace(ONE, user="forger")

    found = compare(DECLARED, {*DECLARED - {ONE}, forged})

    assert ((ONE,), (forged,)) == (found.missing, found.excess)


def test_what_covers_our_topics_and_groups_is_too_much_whoever_has_it() -> None:
    on = {"user": "other", "operation": Operation.READ}
    ours = (
        Grant(type=ResourceType.TOPIC, pattern=Pattern.LITERAL, name="*", **on),  # type: ignore[arg-type]
        Grant(type=ResourceType.TOPIC, pattern=Pattern.PREFIXED, name="e", **on),  # type: ignore[arg-type]
        Grant(type=ResourceType.GROUP, pattern=Pattern.PREFIXED, name="programme.", **on),  # type: ignore[arg-type]
        replace(ONE, host="192.0.2.1"),
    )
    not_ours = Grant(type=ResourceType.TOPIC, pattern=Pattern.PREFIXED, name="orders.", **on)  # type: ignore[arg-type]

    found = compare(DECLARED, {*DECLARED, *ours, not_ours})

    assert set(ours) == set(found.excess)
