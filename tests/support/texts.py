"""Texts of many scripts, in NFC and without doubled blanks, that come out as they went in."""

UNCHANGED = {
    "French": "Fête de l’économie sociale : « çà et là », œuvres & coopératives, 12 € l’entrée…",
    "Breton": "C’hoari ha c’hoarzh, ar vugale hag an dud kozh, e Breizh-Uhel",
    "Occitan": "Fèsta de l’economia sociala e solidària, lo dissabte a ser, in·habituala",
    "Basque and Alsatian": "Ekonomia soziala Baionan · D’Sozialwirtschàft em Elsàss",
    "Tahitian": "Te ʻāmuiraʻa nō te faufaʻa tōtiare",
    "Persian with ZWNJ": "می\u200cخواهیم کتاب\u200cها و بازی\u200cهای دست\u200cساز بسازیم",
    "Arabic with vowels": "الاقتصادُ الاجتماعيُّ والتَّضامُنيّ، يوم السبت",
    "Hebrew with points": "כַּלְכָּלָה חֶבְרָתִית, יום ש׳",
    "Hindi with ZWJ and ZWNJ": "क्\u200dषमा, श्री, राष्ट्\u200cरीय और सत्\u200c संग",
    "Malayalam chillus": "അവന്\u200d വന്നു, കാല്\u200dനട, ൻ",
    "Sinhala": "ශ්\u200dරී ලංකා ප්\u200dරදර්ශනය",
    "Bengali": "র\u200d্যাব ও উদ্\u200cবোধন",
    "Chinese, Japanese, Korean": "社会连带经济 · 社会的連帯経済 · 사회연대경제",
    "Armenian and Georgian": "Սոցիալական տնտեսություն · სოციალური ეკონომიკა",
    "family": "Pour toute la famille 👨\u200d👩\u200d👧\u200d👦 dès 3 ans",
    "skin tones": "Chœur 👩🏽\u200d🎤, cuisine 🧑🏿\u200d🍳, merci 👍🏻",
    "hearts and arrows": "👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏻 et ❤\ufe0f\u200d🔥, oui ↔\ufe0f, texte ☀\ufe0e",
    "flags": "🇫🇷 🇪🇺 🏳\ufe0f\u200d🌈 🏳\ufe0f\u200d⚧\ufe0f 🏴\u200d☠\ufe0f",
    "flags of tags": "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f et "
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "keycaps": "1\ufe0f\u20e3 s’inscrire, 2\ufe0f\u20e3 venir, #\ufe0f\u20e3 *\ufe0f\u20e3",
}
"""By what they show."""
