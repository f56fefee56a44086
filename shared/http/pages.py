"""Pages: Jinja templates, ours in ``shared/http/templates``, those of a capability beside its pages."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Response

from shared.clock import at_present
from shared.french import dates, typography
from shared.http.assets import load_assets
from shared.http.forms import FormState
from shared.http.site import Site

if TYPE_CHECKING:
    from shared.identity.caller import Caller

NO_STORE = {"Cache-Control": "no-store"}
"""Of what is shown to one person: no copy of it is kept."""
TEMPLATES = Path(__file__).parent / "templates"


class Pages:
    """Renders a service's pages; a template of the service may extend ``base.html`` and import the macros."""

    def __init__(
        self, site: Site, templates: Sequence[Path] = (), *, year: Callable[[], int | None] = lambda: None
    ) -> None:
        """Look for templates in the service's folders first, then in ours; ``year`` is that of the present edition."""
        self.site = site
        self._year = year
        folders = [*templates, TEMPLATES]
        self._environment = Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        assets = load_assets()
        self._environment.filters.update(
            capitalised=typography.capitalised,
            day=dates.day,
            hour=dates.hour,
            local_input=dates.local_input,
            paragraphs=typography.paragraphs,
            number=typography.number,
            shortened=typography.shortened,
            typo=typography.typo,
        )
        self._environment.globals.update(
            site=site,
            asset=lambda name: site.path(assets.path(name)),
            listed=typography.listed,
            moment=dates.moment,
            moments=dates.moments,
            plural=typography.plural,
            tile=dates.tile,
            is_due=lambda session: session.is_due(at_present()),
            new_token=lambda: secrets.token_urlsafe(16),
            no_form=FormState(),
        )

    def page(
        self,
        template: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        visitor: "Caller | None" = None,
        **context: Any,
    ) -> Response[str]:
        """Answer with a page; ``visitor`` is who is signed in, for the header."""
        return Response(
            self.render(template, visitor=visitor, **context),
            status_code=status,
            media_type=MediaType.HTML,
            headers=dict(headers or {}),
        )

    def render(self, template: str, **context: Any) -> str:
        """Return the page's text; a page of another edition names its ``year``."""
        return self._environment.get_template(template).render(**{"visitor": None, "year": self._year(), **context})
