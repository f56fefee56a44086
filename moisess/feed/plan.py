"""What a run would send, shown without sending anything."""

import json
from collections.abc import Sequence

from rich.console import Console

from moisess.feed.prepare import Prepared, columns_not_understood
from moisess.feed.wrapped import say
from services.submission.imports.mapping.completed import completed
from services.submission.imports.reading.rows import Reading
from shared.french.typography import plural

MOST_BODIES = 3


def show_plan(reading: Reading, records: Sequence[Prepared], console: Console) -> bool:
    """Print the first bodies and all that is already known to be at fault; return True where nothing is."""
    for said in (*reading.notes, *columns_not_understood(reading.readable)):
        say(console, said)
    unreadable = [row for row in reading.rows if row.fault]
    originals = [record for record in records if record.first == record.row]
    for record in originals[:MOST_BODIES]:
        say(console, f"N° {record.row}", style="bold")
        console.print_json(json.dumps(record.mapped.body, ensure_ascii=False))
        for note in record.mapped.notes:
            say(console, f"– {note}", indent="  ")
    for row in reading.rows:
        if row.aside:
            say(console, f"N° {row.number} – {row.text} : {row.aside}")
    for row in unreadable:
        say(console, f"N° {row.number} illisible : {row.fault}", style="red")
    for record in records:
        for fault in record.mapped.faults:
            say(console, f"N° {record.row}, {fault.where} : {fault.message}", style="red")
    for each in completed(one for record in records for one in record.mapped.completions):
        say(console, each.sentence)
    at_fault = sum(bool(record.mapped.faults) for record in records)
    say(
        console,
        f"{plural(len(records), 'enregistrement')} à envoyer, dont {at_fault} avec des champs incompris ; "
        f"{plural(len(unreadable), 'illisible')}. Rien n’a été envoyé.",
    )
    return not at_fault and not unreadable
