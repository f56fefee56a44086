"""Which columns mean what: our own names as JSON paths, and those that French files usually have."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "title": (
        "title", "titre", "intitule", "titre de la manifestation", "titre de l evenement", "nom de la manifestation",
        "nom de l evenement", "nom evenement", "evenement", "manifestation", "action", "activite", "nom de l action",
        "nom de l activite", "nom du projet", "nom", "name", "libelle",
    ),
    "description": (
        "description", "description text", "descriptif", "presentation", "description longue", "longdescription",
        "long description", "description html", "description courte", "resume", "texte", "contenu", "detail",
        "details", "chapo",
    ),
    "themes": ("themes", "theme", "thematique", "thematiques"),
    "format": ("format",),
    "category": (
        "type de manifestation", "type d evenement", "type evenement", "type", "category", "categorie", "categories",
        "rubrique", "genre", "keywords", "mots cles",
    ),
    "openness": (
        "openness", "ouvert a tous", "ouverte a tous", "ouvert a toutes et tous", "ouvert a tous et toutes",
        "ouvert au public", "ouverte au public", "tout public", "grand public", "sur invitation",
        "reserve aux professionnels", "ouverture", "public", "public vise", "publics vises", "publics",
        "public concerne", "publics concernes", "public cible", "publics cibles", "type de public", "pour qui",
        "qui peut venir", "a qui s adresse", "acces", "conditions d acces", "conditions de participation",
        "conditions", "audience",
    ),
    "start": (
        "starts at", "start", "debut", "date de debut", "date debut", "datedebut", "date et heure de debut",
        "date heure debut", "firstdate begin", "firsttiming begin", "begin", "dtstart", "start date",
        "startdate", "start datetime",
        "date", "jour", "quand",
    ),
    "start_time": ("heure de debut", "heure debut", "start time", "horaire debut", "heure", "debut heure"),
    "end": (
        "ends at", "end", "fin", "date de fin", "date fin", "datefin", "date et heure de fin", "date heure fin",
        "lastdate end", "lasttiming end", "dtend", "end date", "enddate", "end datetime",
    ),
    "end_time": ("heure de fin", "heure fin", "end time", "horaire fin", "fin heure"),
    "timing": (
        "timing text", "horaires", "horaire", "heures", "creneau", "creneaux", "horaires d ouverture", "seances",
        "sessions", "dates et horaires", "date et horaires", "daterange", "dates",
    ),
    "timings": ("timings",),
    "first_end": ("firstdate end", "firsttiming end"),
    "last_start": ("lastdate begin", "lasttiming begin"),
    "place.name": ("place name", "nom du lieu", "nom lieu", "lieu", "venue", "salle", "location name", "place"),
    "place.address": (
        "place address", "adresse", "address", "adresse du lieu", "adresse complete", "adresse postale",
        "location address", "rue", "voie", "adresse 1",
    ),
    "place.postcode": (
        "place postcode", "code postal", "codepostal", "cp", "c p", "postcode", "postal code", "postalcode", "zip",
        "zipcode", "location postalcode", "location postal code",
    ),
    "place.commune_code": (
        "place commune code", "code insee", "codeinsee", "insee", "code commune", "commune code",
        "code insee commune", "citycode", "location insee",
    ),
    "city": (
        "place commune name", "commune", "ville", "city", "nom commune", "nom de la commune", "localite",
        "libelle commune", "location city", "town", "place city",
    ),
    "online_url": ("online url", "onlineaccesslink", "lien visio", "lien en ligne", "visioconference", "url en ligne"),
    "organiser.name": (
        "organiser name", "organisateur", "organiser", "nom de l organisateur", "nom organisateur", "organizer",
        "structure", "nom de la structure", "nom structure", "porteur", "raison sociale", "organisation",
        "organisme",
    ),
    "organiser.siren": ("organiser siren", "siren", "numero siren", "n siren"),
    "organiser.siret": ("organiser siret", "siret", "numero siret", "n siret"),
    "organiser.rna": ("organiser rna", "rna", "numero rna", "n rna", "waldec"),
    "organiser.uai": ("organiser uai", "uai", "code uai", "rne"),
    "organiser.rnf": ("organiser rnf", "rnf", "numero rnf", "n rnf"),
    "organiser.court_entry.court": (
        "organiser court entry court", "tribunal", "tribunal d inscription", "tribunal d instance",
        "tribunal judiciaire", "registre du tribunal",
    ),
    "organiser.court_entry.volume": ("organiser court entry volume", "volume", "volume d inscription"),
    "organiser.court_entry.folio": ("organiser court entry folio", "folio"),
    "public_contact.name": ("public contact name", "contact public", "nom du contact public"),
    "public_contact.email": (
        "public contact email", "courriel public", "e mail public", "email public", "mail public", "courriel",
        "email", "e mail", "mail", "mel", "adresse mail", "adresse electronique",
        "adresse e mail", "adresse courriel", "contact email", "contact mail", "contact courriel", "mail de contact",
    ),
    "public_contact.phone": (
        "public contact phone", "telephone public", "tel public", "numero public", "telephone", "tel", "phone",
        "numero de telephone", "n de telephone", "n tel", "telephone fixe", "fixe", "contact telephone",
        "contact phone", "contact tel",
    ),
    "public_contact.website": (
        "public contact website", "site", "site web", "site internet", "website", "web", "url", "lien", "link",
        "canonicalurl", "page web", "lien vers le site", "lien internet", "adresse du site", "site de l organisateur",
    ),
    "external_id": (
        "external id", "reference", "ref", "identifiant", "identifiant externe", "id", "uid", "uuid", "slug",
    ),
    "person.name": (
        "nom de famille", "prenom", "prenoms", "first name", "firstname", "last name", "lastname", "nom prenom",
        "nom et prenom", "prenom nom", "prenom et nom", "nom du responsable", "responsable", "referent", "referente",
        "nom du referent", "interlocuteur", "personne a contacter", "personne referente", "contact", "nom du contact",
        "contact nom", "contact name", "nom contact",
    ),
    "person.email": (
        "adresse e mail du repondant", "adresse de messagerie", "email address", "nom d utilisateur", "username",
    ),
    "person.phone": (
        "portable", "mobile", "gsm", "telephone portable", "tel portable", "telephone mobile", "tel mobile",
        "numero de portable", "portable du contact", "telephone personnel",
    ),
    "person.address": ("adresse personnelle", "adresse du domicile", "domicile"),
    "form": (
        "horodateur", "timestamp", "date de soumission", "heure d achevement", "completion time", "submitted at",
        "date de la reponse", "civilite",
    ),
    "status": ("status", "statut", "etat", "status id", "statut id", "status label", "etat de la manifestation"),
    "registration": ("registration",),
    "another_because": ("another because", "pourquoi une autre"),
    "price": ("price text", "tarif", "tarifs", "prix", "price", "conditions tarifaires"),
}  # fmt: skip
"""For each of our fields the column names that mean it, the surest first; without case, accents or punctuation."""
