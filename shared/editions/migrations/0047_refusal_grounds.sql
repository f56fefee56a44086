-- migrate:up
ALTER TABLE editions ADD COLUMN refusal_grounds jsonb NOT NULL DEFAULT '[
    {"slug": "organiser", "label": "Organisateur", "sentence": "L’organisateur n’est ni une structure de l’ESS, ni une collectivité, ni un établissement d’enseignement."},
    {"slug": "subject", "label": "Sujet sans lien avec l’ESS", "sentence": "Le lien du sujet avec l’économie sociale et solidaire n’est pas établi."},
    {"slug": "season", "label": "Hors saison", "sentence": "La manifestation n’a pas lieu pendant le Mois de l’ESS."},
    {"slug": "duplicate", "label": "Déjà inscrite", "sentence": "La même manifestation est déjà inscrite."},
    {"slug": "incomplete", "label": "Incomplète", "sentence": "Ce qui est inscrit ne permet pas au public de savoir quoi, où et quand."},
    {"slug": "unfit", "label": "Contenu", "sentence": "Le contenu n’a pas sa place au programme."}
]';
ALTER TABLE editions ALTER COLUMN refusal_grounds DROP DEFAULT;

-- migrate:down
