"""``moisess feed``: any file of records, sent through the public API, with a word on each of them."""
