"""What is said about the organiser, by the code of the reason: one French sentence or two, for the organiser too."""

PHRASES = {
    "register_unavailable": "Le registre des entreprises et des associations n’a pas encore répondu : la vérification "
    "reprendra d’elle-même, sans démarche de votre part.",
    "no_identifier": "L’organisateur n’indique aucun numéro : la chambre régionale vérifiera de quelle structure il "
    "s’agit, et son statut.",
    "number_not_found": "Le registre public ne montre aucune structure sous ce numéro : vérifiez-le, ou attendez la "
    "chambre régionale, qui examinera le dossier.",
    "association_plausible": "Le numéro RNA a la forme de celui d’une association, mais le registre des entreprises ne "
    "la connaît pas, comme beaucoup de petites associations : la chambre régionale vérifiera son récépissé de "
    "déclaration.",
    "school_plausible": "Le code UAI a la forme de celui d’un établissement d’enseignement, mais le registre ne le "
    "rattache à aucune structure : la chambre régionale vérifiera.",
    "court_entry": "L’organisateur est inscrit au registre des associations d’un tribunal ({entry}), que les registres "
    "publics en ligne ne montrent pas : la chambre régionale vérifiera.",
    "foundation_not_found": "Le répertoire national des fondations ne montre aucune fondation sous ce numéro RNF : "
    "vérifiez-le, ou attendez la chambre régionale, qui examinera le dossier.",
    "foundation_listed": "Le répertoire national des fondations montre l’organisateur, le registre des entreprises "
    "non : la chambre régionale vérifiera qu’il est en activité.",
    "numbers_disagree": "Les numéros indiqués ne sont pas, dans les registres, ceux d’une même structure : la chambre "
    "régionale vérifiera de laquelle il s’agit.",
    "state_unknown": "Le registre ne dit pas si la structure est en activité : la chambre régionale vérifiera.",
    "ceased_to_check": "Sous ce numéro, le registre des entreprises ne montre qu’une structure qui a cessé son "
    "activité, ce qui ne suffit pas à conclure : une association, par exemple, peut exister sans y figurer. La "
    "chambre régionale vérifiera.",
    "unit_ceased": "D’après le registre, la structure qui porte ce numéro a cessé son activité. Si elle a changé de "
    "numéro, ou si ce n’est pas le vôtre, corrigez-le : le dossier sera réexaminé.",
    "establishment_closed": "D’après le registre, la structure est en activité, mais l’établissement qui porte ce "
    "numéro a fermé. Si elle a déménagé, indiquez son SIRET actuel ou son SIREN : le dossier sera réexaminé. Sinon, la "
    "chambre régionale vérifiera.",
    "establishment_unknown": "Le registre connaît la structure, mais pas l’établissement qui porte ce SIRET : "
    "vérifiez-le, ou attendez la chambre régionale, qui examinera le dossier.",
    "legal_category_unknown": "Le registre ne donne pas la forme juridique de la structure : la chambre régionale "
    "vérifiera.",
    "legal_category_undecided": "La forme juridique {category} n’est rattachée d’office ni à l’ESS, ni aux "
    "collectivités, ni à l’enseignement : la chambre régionale vérifiera.",
    "ess_legal_category": "L’organisateur est {family}, donc de l’ESS par sa forme juridique : {category}.",
    "activity_unknown": "L’organisateur est {family}, mais le registre ne donne pas son activité principale : la "
    "chambre régionale vérifiera.",
    "excluded_activity": "Par sa forme, l’organisateur est {family}, mais son activité principale ({activity}) est "
    "hors du périmètre de l’ESS : la chambre régionale vérifiera. Sans autre élément, un refus est probable.",
    "worship_or_politics": "Par sa forme, l’organisateur est {family}, mais son activité principale ({activity}) est "
    "le culte ou la politique : la chambre régionale vérifiera que ce qui est proposé relève de l’ESS.",
    "activity_unlisted": "Par sa forme, l’organisateur est {family}, mais l’activité principale que donne le registre "
    "({activity}) ne figure pas dans la nomenclature : la chambre régionale vérifiera.",
    "fonds_de_dotation": "D’après son nom ou son numéro RNF, l’organisateur est un fonds de dotation, dont la forme "
    "ne suffit pas à établir l’appartenance à l’ESS : la chambre régionale vérifiera.",
    "activity_to_check": "Par sa forme, l’organisateur est {family}, mais son activité principale ({activity}) demande "
    "une vérification par la chambre régionale.",
    "association_to_check": "La forme juridique {category} ne suffit pas à établir l’appartenance à l’ESS : la chambre "
    "régionale vérifiera.",
    "collectivite": "L’organisateur est une collectivité ou un groupement de collectivités : {category}.",
    "collectivite_body": "L’organisateur dépend d’une collectivité ou d’un groupement de collectivités, sans être "
    "lui-même une collectivité : {category}. Il participe au même titre.",
    "local_public_body": "L’organisateur dépend d’une collectivité : {category}. La chambre régionale dira s’il "
    "participe au même titre qu’elle.",
    "teaching_establishment": "L’organisateur est un établissement d’enseignement : {category}.",
    "school_to_check": "Le registre attribue un code UAI à la structure ou à l’un de ses établissements, ce qui ne "
    "suffit pas à établir que l’organisateur est un établissement d’enseignement : {category}. La chambre régionale "
    "vérifiera.",
    "public_body": "L’organisateur est un organisme public : {category}. Ni collectivité ni, d’après le registre, "
    "établissement d’enseignement : la chambre régionale dira s’il peut participer.",
    "commercial_company": "L’organisateur est une société commerciale : {category}. Sa qualité d’entreprise de l’ESS "
    "se prouve par l’agrément ESUS, des statuts de SCOP ou de SCIC, ou la mention « ESS » au registre du commerce : la "
    "chambre régionale vérifiera.",
    "register_contradicts_itself": "La forme juridique {category} n’est pas de l’ESS, mais le registre porte aussi un "
    "indice du contraire : la chambre régionale vérifiera.",
    "not_ess_legal_category": "D’après le registre, l’organisateur relève de la forme juridique {category} : ni "
    "structure de l’ESS, ni collectivité, ni établissement d’enseignement. Si le numéro indiqué n’est pas le bon, "
    "corrigez-le : le dossier sera réexaminé.",
}
