"""Every parameter and every field of every route is given what no honest client sends; nothing breaks."""

from urllib.parse import quote

from litestar.routes import HTTPRoute

from tests.security.fuzz.asking import as_json, ask, operations
from tests.security.fuzz.conftest import Target
from tests.security.fuzz.hostile import BODIES, TEXTS, VALUES, leaves, with_value
from tests.support.submission import form_fields

LONG = 1500
"""Signs of a query beyond which it would only be found to be too long."""
FILTERS = ("q", "region", "department", "theme", "format", "from", "to", "cursor", "suite", "tout")
ODD_FIELDS = ("cle", "suite", "occurrences.99999999999.date", "a.b.c", "_token.x", "\u202e")
SHARE = 9
"""Each name of a page is given one value in so many; the next one is given others."""
NOT_UTF_8 = ("%ED%A0%80", "%FF", "%C3", "%C0%80", "%EF%BF%BF")
WRITTEN = tuple(quote(text[:LONG], errors="surrogatepass") for text in TEXTS) + NOT_UTF_8


async def test_every_query_parameter_takes_or_refuses_whatever_it_is_given(target: Target) -> None:
    for operation in operations(target.app):
        for name in operation.parameters.get("query", []):
            for written in WRITTEN:
                address = f"{operation.address(target.ids)}?{name}={written}"
                await ask(target.client, operation.method, address, headers=operation.headers())
            await ask(target.client, operation.method, f"{operation.address(target.ids)}?{name}=1&{name}=x&{name}[]=2")


async def test_every_part_of_a_path_does(target: Target) -> None:
    for operation in operations(target.app):
        for name in operation.parameters.get("path", []):
            for written in WRITTEN:
                address = operation.path.replace(f"{{{name}}}", written.replace("/", "%2F"))
                await ask(target.client, operation.method, address, headers=operation.headers())


async def test_every_header_does(target: Target) -> None:
    # A server lets neither line breaks nor NUL through.
    texts = [text.encode("utf-8", "surrogatepass") for text in TEXTS if not set(text) & set("\0\r\n")]
    for operation in operations(target.app):
        body = as_json(target.bodies[f"{operation.method} {operation.path}"]) if operation.takes_body else b""
        declared = operation.parameters.get("header", [])
        names = [*declared, "Accept", "If-None-Match", "Content-Type", "Cookie", "Origin"]
        for name in names:
            for text in texts if name in declared else texts[::5]:
                headers = [(each.encode(), value.encode()) for each, value in operation.headers().items()]
                sent = [(each, value) for each, value in headers if each != name.encode()] + [(name.encode(), text)]
                await ask(target.client, operation.method, operation.address(target.ids), content=body, headers=sent)


async def test_every_field_of_a_body_does(target: Target) -> None:
    number = 0
    for operation in operations(target.app):
        if not operation.takes_body:
            continue
        good = target.bodies[f"{operation.method} {operation.path}"]
        # Those that change a registration, and those that take many, read the body as the one does that makes it.
        share = 3 if operation.method == "POST" and not operation.path.startswith("/manifestations/") else 12
        for place in leaves(good):
            for value in VALUES[number % share :: share]:
                number += 1
                headers = {**operation.headers(), "Idempotency-Key": f"essai-{number:08}"}
                body = as_json(with_value(good, place, value))
                await ask(target.client, operation.method, operation.address(target.ids), content=body, headers=headers)


async def test_what_is_no_json_is_refused(target: Target) -> None:
    for operation in operations(target.app):
        if operation.takes_body:
            for body in BODIES:
                answer = await ask(
                    target.client,
                    operation.method,
                    operation.address(target.ids),
                    content=body,
                    headers=operation.headers(),
                )
                # A rehearsal says in its answer what would be refused.
                rehearsed = answer.status_code == 200 and answer.json()["outcome"] == "refused"
                assert rehearsed or 400 <= answer.status_code < 500, body[:80]


async def test_pages_and_forms_do_too(target: Target) -> None:
    pages = {"Accept": "text/html"}
    described = {operation.path for operation in operations(target.app)}
    routes = [route for route in target.app.routes if isinstance(route, HTTPRoute) and "{" not in route.path_format]
    for number, route in enumerate(route for route in routes if route.path_format not in described):
        if "GET" in route.methods:
            for at, name in enumerate(FILTERS):
                for written in WRITTEN[(number + at) % SHARE :: SHARE]:
                    await ask(target.client, "GET", f"{route.path_format}?{name}={written}", headers=pages)
        if "POST" in route.methods:
            for at, name in enumerate((*form_fields(), *ODD_FIELDS)):
                for text in TEXTS[(number + at) % SHARE :: SHARE]:
                    form = {**form_fields(), name: text.encode("utf-8", "surrogatepass")}
                    await ask(target.client, "POST", route.path_format, data=form, headers=pages)
