"""Somebody who has never been here registers a workshop of two dates with a picture and a price, on a telephone."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import uuid4

from playwright.async_api import Browser, Locator, Page, expect

from moisess.demo.platform import Platform
from services.submission.accounts.links import draw_link
from services.submission.accounts.rules import link_address
from shared.postgres.database import Database
from tests.support.photos import picture

TELEPHONE, DESK = 375, 1280
FIRST, SECOND = "2026-11-11", "2026-12-12"
BEGINS, ENDS = "10:00", "11:30"
"""Days and hours that keys write alike in a browser of any language."""
MOST_ACTS = 36
"""Fields and presses from the empty form to the thanks; each is some seconds of a person's time."""
STEPS_LEFT = 4
"""Presses from one step to the next that a desk, which shows all of them, does without."""
MOST_TABS = 60
"""To the next field that one wants: none is reached only after half the page."""
MOST_SECONDS = 240
"""Of a person, by the Keystroke-Level Model: what was done, times published constants. No clock is read."""
KEY, POINT, HOME, THINK = 0.28, 1.1, 0.4, 1.35
"""Seconds of a key (somebody who types 40 words a minute), of pointing at something, of a hand that goes to the keys or
comes back, and of making up one's mind: Card, Moran and Newell, Communications of the ACM 23 (7), 1980, pages 396-410.
"""
PAGE = 1.0
"""Seconds until the next page is there; ours is the only one of these figures that is not theirs."""


@dataclass(slots=True)
class Hand:
    """Fills in and presses, and counts what it does: acts, and the seconds of a person."""

    page: Page
    acts: int = 0
    seconds: float = 0

    async def fill(self, name: str, text: str) -> None:
        await self._field(name).fill(text)
        typed = text.replace("-", "") if await self._field(name).get_attribute("type") == "date" else text
        self._did(THINK + POINT + KEY + HOME + KEY * len(typed) + HOME)

    async def choose(self, label: str) -> None:
        await self.page.get_by_label(label, exact=True).first.check()
        self._did(THINK + POINT + KEY)

    async def select(self, name: str, value: str) -> None:
        await self._field(name).select_option(value)
        self._did(2 * (THINK + POINT + KEY))

    async def give(self, content: bytes) -> None:
        await self.page.locator("input[type=file]").set_input_files(
            {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": content}
        )
        # Opening the pictures of the telephone, choosing one and saying so.
        self._did(3 * (THINK + POINT + KEY))

    async def open(self, text: str) -> None:
        await self.page.get_by_text(text).click()
        self._did(THINK + POINT + KEY)

    async def press(self, name: str) -> None:
        async with self.page.expect_navigation():
            await self.page.get_by_role("button", name=name).first.click()
        self._did(THINK + POINT + KEY + PAGE)

    async def go_on(self) -> None:
        """Go to the next step, where there is one: a desk shows them all."""
        if await self.page.locator(".step-menu").is_visible():
            await self.press("Enregistrer et continuer")

    def _did(self, seconds: float) -> None:
        self.acts += 1
        self.seconds += seconds

    def _field(self, name: str) -> Locator:
        return self.page.locator(f"#champ-{name.replace('.', '-')}")


@dataclass(slots=True)
class Keyboard(Hand):
    """The same with keys alone: Tab to get there, and what keys do there, each of them counted."""

    async def type(self, text: str) -> None:
        await self.page.keyboard.type(text)
        self.seconds += KEY * len(text)

    async def hit(self, key: str) -> None:
        await self.page.keyboard.press(key)
        self.seconds += KEY

    async def fill(self, name: str, text: str) -> None:
        wanted = self._field(name)
        await self._reach(wanted)
        match await wanted.get_attribute("type"):
            case "date":
                year, month, day = text.split("-")
                await self.type(f"{day}{month}{year}")
            case "time":
                await self.type(f"{text.replace(':', '')}AM")
            case _:
                await self.type(text)
        await expect(wanted).to_have_value(text)
        self._did(THINK)

    async def choose(self, label: str) -> None:
        wanted = self.page.get_by_label(label, exact=True).first
        if await wanted.get_attribute("type") == "radio":
            # Keys come to a group once, and move inside it.
            group = self.page.locator(f"input[name='{await wanted.get_attribute('name')}']")
            await self._reach(group)
            await self.hit("Space")
            for _ in range(await group.count()):
                if await wanted.is_checked():
                    break
                await self.hit("ArrowDown")
        else:
            await self._reach(wanted)
            await self.hit("Space")
        await expect(wanted).to_be_checked()
        self._did(THINK)

    async def select(self, name: str, value: str) -> None:
        wanted = self._field(name)
        await self._reach(wanted)
        label = await wanted.locator(f"option[value='{value}']").inner_text()
        await self.type(label)
        await expect(wanted).to_have_value(value)
        self._did(THINK)

    async def give(self, content: bytes) -> None:
        await self._reach(self.page.locator("input[type=file]"))
        async with self.page.expect_file_chooser() as chooser:
            await self.hit("Space")
        await (await chooser.value).set_files({"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": content})
        self._did(3 * (THINK + KEY))

    async def open(self, text: str) -> None:
        await self._reach(self.page.locator("summary", has_text=text))
        await self.hit("Enter")
        self._did(THINK)

    async def press(self, name: str) -> None:
        await self._reach(self.page.get_by_role("button", name=name).first)
        async with self.page.expect_navigation():
            await self.hit("Enter")
        self._did(THINK + PAGE)

    async def _reach(self, wanted: Locator) -> None:
        for _ in range(MOST_TABS):
            if await wanted.evaluate_all("found => found.includes(document.activeElement)"):
                return
            await self.hit("Tab")
        raise AssertionError(f"{wanted} is not reached by {MOST_TABS} tabs")


@asynccontextmanager
async def device(
    browser: Browser, platform: Platform, environment: Mapping[str, str], email: str, *, width: int
) -> AsyncIterator[Page]:
    """Give a device of its own, on which the person has followed a link from their mailbox."""
    context = await browser.new_context(locale="fr-FR", viewport={"width": width, "height": 740})
    page = await context.new_page()
    database = Database(environment["SUBMISSION_DATABASE_URL"], max_size=1)
    async with database.transaction() as tx:
        token = await draw_link(tx, email=email)
    await database.close()
    await page.goto(link_address(platform.urls["submission"], token))
    async with page.expect_navigation():
        await page.get_by_role("main").get_by_role("button").click()
    yield page
    await context.close()


async def what_and_when(hand: Hand, title: str) -> None:
    await hand.fill("title", title)
    await hand.fill("description", "Deux soirées pour apprendre à réparer soi-même, avec les outils de l’association.")
    await hand.select("format", "atelier")
    await hand.choose("Engagement citoyen")
    await hand.go_on()
    await hand.choose("Oui, tout le monde peut venir")
    await hand.go_on()
    await hand.fill("occurrences.0.date", FIRST)
    await hand.fill("occurrences.0.from", BEGINS)
    await hand.fill("occurrences.0.to", ENDS)
    await hand.open("Répéter cette date, ou la copier")
    await hand.press("Copier pour un autre jour")
    await hand.fill("occurrences.1.date", SECOND)
    await hand.go_on()
    await hand.fill("place.name", "Le Hangar des possibles")


async def where_and_how_much(hand: Hand) -> None:
    await hand.fill("place.address", "3 rue du Canal")
    await hand.fill("place.postcode", "35000")
    await hand.fill("place.commune", "Rennes")
    await hand.go_on()
    await hand.choose("Payant")
    await hand.fill("price.lowest", "5")
    await hand.press("Enregistrer le brouillon et ajouter une image")
    await hand.give(picture())
    await hand.fill("alt", "Deux personnes réparent un grille-pain.")
    await hand.fill("credit", "Les Roues libres")
    await hand.press("Enregistrer l’image")


async def who(hand: Hand) -> None:
    await hand.fill("organiser.name", "La Fabrique des communs de l’Ouest")
    await hand.fill("organiser.siret", "999 900 087")


async def sent(hand: Hand) -> None:
    """Send it, say that its dates are meant where they are over by now, and read that all of it is there."""
    await hand.press("Envoyer l’inscription")
    if "À confirmer" in await hand.page.title():
        await hand.press("C’est bien cela : inscrire la manifestation")
    await expect(hand.page.get_by_text("Merci, votre inscription est enregistrée")).to_be_visible()
    await expect(hand.page.locator("#dates + ol > li")).to_have_count(2)
    for said in ("5\u00a0€", "Deux personnes réparent un grille-pain.", "Les Roues libres"):
        await expect(hand.page.get_by_role("complementary").get_by_text(said)).to_be_visible()


async def test_begun_on_a_telephone_it_is_finished_on_another_device(
    browser: Browser, platform: Platform, whole_environment: dict[str, str]
) -> None:
    title, email = "Atelier de réparation du soir", f"nouvelle-{uuid4().hex[:8]}@exemple.fr"
    async with device(browser, platform, whole_environment, email, width=TELEPHONE) as page:
        await page.goto(f"{platform.urls['submission']}/inscription")
        begun = Hand(page)
        await what_and_when(begun, title)
        # The last field was typed and never sent.
        await expect(page.get_by_text("Brouillon enregistré à")).to_be_visible()

    async with device(browser, platform, whole_environment, email, width=DESK) as page:
        await page.goto(f"{platform.urls['submission']}/mes-manifestations")
        async with page.expect_navigation():
            await page.get_by_role("link", name=title, exact=True).click()
        finished = Hand(page)
        await expect(page.locator("#champ-place-name")).to_have_value("Le Hangar des possibles")
        await where_and_how_much(finished)
        await who(finished)
        await finished.fill("public_contact.email", "contact@ressourcerie.example")
        await sent(finished)

    assert MOST_ACTS >= begun.acts + finished.acts
    assert MOST_SECONDS > begun.seconds + finished.seconds


async def test_by_keyboard_alone_it_is_no_longer_way(
    browser: Browser, platform: Platform, whole_environment: dict[str, str]
) -> None:
    email = f"clavier-{uuid4().hex[:8]}@exemple.fr"
    async with device(browser, platform, whole_environment, email, width=TELEPHONE) as page:
        await page.goto(f"{platform.urls['submission']}/inscription")
        keyboard = Keyboard(page)
        await what_and_when(keyboard, "Initiation à la soudure")
        await where_and_how_much(keyboard)
        await keyboard.go_on()
        await who(keyboard)
        await keyboard.go_on()
        await keyboard.fill("public_contact.email", "contact@ressourcerie.example")
        for _ in range(2):
            await keyboard.go_on()
        await sent(keyboard)

    assert MOST_ACTS + STEPS_LEFT >= keyboard.acts
    assert MOST_SECONDS > keyboard.seconds
