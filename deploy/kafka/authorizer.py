"""What a broker's authorizer grants, read and changed; aiokafka (0.14) has the requests and no methods for them."""

from collections.abc import Iterable, Sequence

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import SecurityDisabled, for_code
from aiokafka.protocol.admin import CreateAclsRequest_v1, DeleteAclsRequest_v1, DescribeAclsRequest
from aiokafka.protocol.api import Request

from deploy.kafka.acls import Differences, Grant, Operation, Pattern, ResourceType, compare
from deploy.kafka.administration import TopicsRefused, reason, until

ANY = 1
ALLOW = 3
USER = "User:"
Wire = tuple[int, str, int, str, str, int, int]


class CreateAcls(Request[CreateAclsRequest_v1]):
    """Grants several things at once."""

    API_KEY = 30

    def __init__(self, grants: Iterable[Wire]) -> None:
        """Take what is granted."""
        self._grants = list(grants)

    def build(self, request_struct_class: type[CreateAclsRequest_v1]) -> CreateAclsRequest_v1:
        """Return the request."""
        return request_struct_class(self._grants)


class DeleteAcls(Request[DeleteAclsRequest_v1]):
    """Takes several things back at once."""

    API_KEY = 31

    def __init__(self, grants: Iterable[Wire]) -> None:
        """Take what is granted no longer."""
        self._grants = list(grants)

    def build(self, request_struct_class: type[DeleteAclsRequest_v1]) -> DeleteAclsRequest_v1:
        """Return the request."""
        return request_struct_class(self._grants)


async def existing_grants(admin: AIOKafkaAdminClient) -> frozenset[Grant]:
    """Return what is granted on topics and groups; raises ``TopicsRefused`` where the broker has no authorizer."""
    found: set[Grant] = set()
    for each in ResourceType:
        # None, where a name could be, is any.
        request = DescribeAclsRequest(each, None, ANY, None, None, ANY, ALLOW)  # type: ignore[arg-type]
        answer = (await admin._send_request(request)).to_object()  # noqa: SLF001
        if answer["error_code"]:
            raise _refused(answer["error_code"], reason(answer))
        for resource in answer["resources"]:
            found |= {
                Grant(
                    user=acl["principal"].removeprefix(USER),
                    operation=Operation(acl["operation"]),
                    type=each,
                    pattern=Pattern(resource["resource_pattern_type"]),
                    name=resource["resource_name"],
                    host=acl["host"],
                )
                for acl in resource["acls"]
            }
    return frozenset(found)


async def bring_grants_up_to_date(admin: AIOKafkaAdminClient, declared: Iterable[Grant]) -> Differences:
    """Grant what is declared, take back what is not, return what was changed; raises ``TopicsRefused``."""
    declared = frozenset(declared)
    differences = compare(declared, await existing_grants(admin))
    await _send(admin, CreateAcls(map(_wire, differences.missing)), differences.missing, "creation_responses")
    await _send(admin, DeleteAcls(map(_wire, differences.excess)), differences.excess, "filter_responses")

    async def as_declared() -> bool:
        return not compare(declared, await existing_grants(admin))

    await until(as_declared)
    return differences


async def _send(
    admin: AIOKafkaAdminClient, request: CreateAcls | DeleteAcls, grants: Sequence[Grant], answers: str
) -> None:
    if not grants:
        return
    response = await admin._send_request(request)  # noqa: SLF001
    for answer in response.to_object()[answers]:
        if answer["error_code"]:
            raise _refused(answer["error_code"], reason(answer))


def _wire(grant: Grant) -> Wire:
    return (grant.type, grant.name, grant.pattern, f"{USER}{grant.user}", grant.host, grant.operation, ALLOW)


def _refused(code: int, said: str) -> TopicsRefused:
    if for_code(code) is SecurityDisabled:
        return TopicsRefused(
            "Ce courtier n’a pas d’« authorizer » : chacun peut tout y lire et y écrire. Réglez authorizer.class.name, "
            "puis recommencez."
        )
    return TopicsRefused(f"Kafka refuse de lire ou de changer les droits : {said}")
