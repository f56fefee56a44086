from deploy.kafka.declared import declared
from services.matchmaking.consumer import subscriptions


def test_it_hears_what_the_topics_file_says_under_the_same_groups() -> None:
    heard = {(subscription.stream.topic, subscription.group) for subscription in subscriptions()}

    assert heard == {
        (topic.name, group) for topic in declared() for group in topic.consumers if group.startswith("matchmaking.")
    }


def test_it_finds_out_what_was_removed_unheard_wherever_there_are_removals() -> None:
    asked = {each.group for each in subscriptions() if each.list_present}

    assert asked == {each.group for each in subscriptions() if each.stream.tombstones}
    assert asked
