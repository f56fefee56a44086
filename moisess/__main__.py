"""``python -m moisess``: the command where it is not installed as a program, as in the images."""

from moisess.main import run

run()
