"""An event-sourced timeline of Meta's open-source AI.

    source -> snapshot -> article -> claims -> EVENTS -> projections -> report
    (seeds)   (archive)   (text)     (per text) (the log) (burnable)    (terminal, markdown, json)

Nothing on the left knows anything on its right; imports go down the stairs only (tests/test_house.py):

    6  cli, __main__                     arguments -> exit code; alone in asking clock and environment
    5  pipeline, report                  calls the rooms in order; rows -> text
    4  projections                       log entries -> happenings, states -> rows
    3  collect, extract, resolve         source -> article, article -> claims, events -> happenings
    2  events                            claims -> events -> log entries, append only
    1  db                                the database
    0  records, settings, errors, places, vocabulary
"""

__version__ = "0.1.0"
