from deploy.kafka.declared import declared
from services.matchmaking.consumer import subscriptions


def test_it_hears_what_the_topics_file_says_under_the_same_groups() -> None:
    heard = {(subscription.stream.topic, subscription.group) for subscription in subscriptions()}

    assert heard == {
        (topic.name, group) for topic in declared() for group in topic.consumers if group.startswith("matchmaking.")
    }
