"""Which columns mean what: our own names as JSON paths, and those that French files usually have."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "title": (
        "title", "titre", "intitule", "titre de la manifestation", "titre de l evenement", "nom de la manifestation",
        "nom de l evenement", "nom evenement", "evenement", "manifestation", "action", "activite", "nom de l action",
        "nom de l activite", "nom du projet", "nom", "name", "libelle", "titre de l action", "titre de l activite",
        "titre de l animation", "titre evenement", "nom de l animation", "intitule de l evenement",
        "intitule de la manifestation", "event name", "event title", "event", "subject", "summary", "rdfs label fr",
    ),
    "description": (
        "description", "description text", "descriptif", "presentation", "description longue", "longdescription",
        "long description", "description html", "description courte", "resume", "texte", "contenu", "detail", "details",
        "chapo", "descriptif de l evenement", "description de l evenement", "description de la manifestation",
        "presentation de l evenement", "texte de presentation", "summary", "abstract", "rdfs comment fr",
        "hasdescription shortdescription fr",
    ),
    "themes": (
        "themes", "theme", "thematique", "thematiques", "thematique ess", "theme ess", "themes ess", "topic", "topics",
    ),
    "format": ("format", "event format", "format de l evenement", "format de la manifestation"),
    "category": (
        "type de manifestation", "type d evenement", "type evenement", "type", "category", "categorie", "categories",
        "rubrique", "genre", "keywords", "mots cles", "type d action", "type d animation", "event type",
    ),
    "openness": (
        "openness", "ouvert a tous", "ouverte a tous", "ouvert a toutes et tous", "ouvert a tous et toutes",
        "ouvert au public", "ouverte au public", "tout public", "grand public", "sur invitation",
        "reserve aux professionnels", "ouverture", "public", "public vise", "publics vises", "publics",
        "public concerne", "publics concernes", "public cible", "publics cibles", "type de public", "pour qui",
        "qui peut venir", "a qui s adresse", "acces", "conditions d acces", "conditions de participation", "conditions",
        "audience", "acces libre ou sur inscription", "public attendu", "target audience", "who can come",
        "ouverture au public", "evenement ouvert a",
    ),
    "start": (
        "starts at", "start", "debut", "date de debut", "date debut", "datedebut", "date et heure de debut",
        "date heure debut", "firstdate begin", "firsttiming begin", "begin", "dtstart", "start date", "startdate",
        "start datetime", "date", "jour", "quand", "begins at", "date et heure", "date et horaire", "date heure",
        "date de l evenement", "date de la manifestation", "jours", "event date", "begin date", "from", "du",
    ),
    "start_time": (
        "heure de debut", "heure debut", "start time", "horaire debut", "heure", "debut heure", "begin time",
        "from time", "heure du debut", "heure de depart",
    ),
    "end": (
        "ends at", "end", "fin", "date de fin", "date fin", "datefin", "date et heure de fin", "date heure fin",
        "lastdate end", "lasttiming end", "dtend", "end date", "enddate", "end datetime", "finish date", "until", "au",
    ),
    "end_time": (
        "heure de fin", "heure fin", "end time", "horaire fin", "fin heure", "finish time", "until time",
        "heure de la fin",
    ),
    "timing": (
        "timing text", "horaires", "horaire", "heures", "creneau", "creneaux", "horaires d ouverture", "seances",
        "sessions", "dates et horaires", "date et horaires", "daterange", "dates", "hours", "opening hours", "time",
        "horaires de l evenement", "jours et horaires", "jour et horaire", "dates et heures", "plage horaire",
        "tranche horaire", "creneau horaire", "creneaux horaires", "plages horaires", "tranches horaires",
        "heures d ouverture", "horaires et dates", "amplitude horaire", "timetable", "schedule", "times",
    ),
    "timings": ("timings", "takesplaceat"),
    "first_end": ("firstdate end", "firsttiming end"),
    "last_start": ("lastdate begin", "lasttiming begin"),
    "all_day": ("all day", "allday", "all day event", "journee entiere", "toute la journee"),
    "place.name": (
        "place name", "nom du lieu", "nom lieu", "lieu", "venue", "salle", "location name", "place", "venue name",
        "place name fr", "nom de la salle", "nom du site",
        "location title", "venue venue", "lieu nom", "etablissement d accueil",
    ),
    "place.address": (
        "place address", "adresse", "address", "adresse du lieu", "adresse complete", "adresse postale",
        "location address", "rue", "voie", "adresse 1", "street address", "street", "location address street",
        "location address streetaddress", "place location street", "venue address", "lieu adresse",
        "adresse de l evenement", "numero et rue", "n et rue", "islocatedat schema address schema streetaddress",
        "location",
    ),
    "place.postcode": (
        "place postcode", "code postal", "codepostal", "cp", "c p", "postcode", "postal code", "postalcode", "zip",
        "zipcode", "location postalcode", "location postal code", "zip code", "post code",
        "location address postalcode", "place location zip", "venue zip", "lieu code postal", "lieu codepostal",
        "code postal du lieu", "cp du lieu", "islocatedat schema address schema postalcode",
    ),
    "place.commune_code": (
        "place commune code", "code insee", "codeinsee", "insee", "code commune", "commune code", "code insee commune",
        "citycode", "location insee",
    ),
    "city": (
        "place commune name", "commune", "ville", "city", "nom commune", "nom de la commune", "localite",
        "libelle commune", "location city", "town", "place city", "location address addresslocality",
        "place location city", "venue city", "lieu ville", "lieu commune", "ville du lieu", "commune du lieu",
        "municipality", "location town", "islocatedat schema address schema addresslocality", "commune de l evenement",
        "ville de l evenement",
    ),
    "online_url": (
        "online url", "onlineaccesslink", "lien visio", "lien en ligne", "visioconference", "url en ligne",
        "lien de visioconference", "lien de connexion", "online link", "video link",
    ),
    "organiser.name": (
        "organiser name", "organisateur", "organiser", "nom de l organisateur", "nom organisateur", "organizer",
        "structure", "nom de la structure", "nom structure", "porteur", "raison sociale", "organisation", "organisme",
        "organization", "organisation name", "organization name", "organizer name", "organiser s name",
        "organizer organizer", "structure organisatrice", "nom de la structure organisatrice", "organisme organisateur",
        "organisateur nom", "nom de structure", "nom de l association", "organisateurs", "structures organisatrices",
    ),
    "organiser.siren": (
        "organiser siren", "siren", "numero siren", "n siren", "n de siren", "numero de siren",
        "siren de l organisateur", "siren de la structure", "siren organisateur",
    ),
    "organiser.siret": (
        "organiser siret", "siret", "numero siret", "n siret", "n de siret", "numero de siret",
        "siret de l organisateur", "siret de la structure", "siret organisateur",
    ),
    "organiser.rna": (
        "organiser rna", "rna", "numero rna", "n rna", "waldec", "n de rna", "numero de rna", "rna de l organisateur",
        "rna de la structure", "rna organisateur",
    ),
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
        "public contact email", "courriel public", "e mail public", "email public", "mail public", "courriel", "email",
        "e mail", "mail", "mel", "adresse mail", "adresse electronique", "adresse e mail", "adresse courriel",
        "contact email", "contact mail", "contact courriel", "mail de contact", "public email", "e mail address",
        "mail de l organisateur", "courriel de l organisateur", "email de l organisateur", "courriel de contact",
        "email de contact", "e mail de contact", "contact e mail",
    ),
    "public_contact.phone": (
        "public contact phone", "telephone public", "tel public", "numero public", "telephone", "tel", "phone",
        "numero de telephone", "n de telephone", "n tel", "telephone fixe", "fixe", "contact telephone",
        "contact phone", "contact tel", "phone number", "telephone number", "public phone", "telephone de contact",
        "tel de contact", "telephone de l organisateur", "numero de contact",
    ),
    "public_contact.website": (
        "public contact website", "site", "site web", "site internet", "website", "web", "url", "lien", "link",
        "canonicalurl", "page web", "lien vers le site", "lien internet", "adresse du site", "site de l organisateur",
        "web site", "homepage", "site web de l organisateur", "site internet de l organisateur", "url du site",
        "event url", "lien de l evenement", "page de l evenement", "lien d inscription",
    ),
    "external_id": (
        "external id", "reference", "ref", "identifiant", "identifiant externe", "id", "uid", "uuid", "slug",
        "identifier", "event id", "id evenement", "reference de l evenement", "numero de reference",
    ),
    "person.name": (
        "nom de famille", "prenom", "prenoms", "first name", "firstname", "last name", "lastname", "nom prenom",
        "nom et prenom", "prenom nom", "prenom et nom", "nom du responsable", "responsable", "referent", "referente",
        "nom du referent", "interlocuteur", "personne a contacter", "personne referente", "contact", "nom du contact",
        "contact nom", "contact name", "nom contact", "organizer displayname", "contact person", "your name",
        "nom de la personne", "referent de l action", "contributor membername", "displayname",
        "nom et prenom du referent", "nom du referent e",
    ),
    "person.email": (
        "adresse e mail du repondant", "adresse de messagerie", "email address", "nom d utilisateur", "username",
        "organizer email", "contributor email", "your email", "mail du referent", "email du referent",
        "courriel du referent", "mail du responsable", "email du responsable", "courriel du responsable",
        "adresse mail personnelle", "mail personnel", "email personnel", "private email",
    ),
    "person.phone": (
        "portable", "mobile", "gsm", "telephone portable", "tel portable", "telephone mobile", "tel mobile",
        "numero de portable", "portable du contact", "telephone personnel", "cell phone", "mobile phone",
        "telephone du referent", "tel du referent", "telephone du responsable", "tel du responsable", "private phone",
        "your phone",
    ),
    "person.address": ("adresse personnelle", "adresse du domicile", "domicile"),
    "form": (
        "horodateur", "timestamp", "date de soumission", "heure d achevement", "completion time", "submitted at",
        "date de la reponse", "civilite",
    ),
    "status": (
        "status", "statut", "etat", "status id", "statut id", "status label", "etat de la manifestation",
        "event status", "eventstatus", "etat de l evenement", "annule", "annulee", "cancelled", "canceled",
        "is cancelled", "is canceled", "annulation",
    ),
    "moderation": (
        "state", "etat de publication", "statut de publication", "publication", "publie", "publiee", "published",
        "is published", "visible", "moderation",
    ),
    "registration": ("registration",),
    "another_because": ("another because", "pourquoi une autre"),
    "price": (
        "price text", "tarif", "tarifs", "prix", "price", "conditions tarifaires", "tarification", "cost", "entry fee",
    ),
}  # fmt: skip
"""For each of our fields the column names that mean it, the surest first; without case, accents or punctuation."""
