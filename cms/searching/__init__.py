"""One box over the whole register: powers, procedures, instruments by number, units by any name they ever had, pages.

Everything is compared in memory, in the form in which names are spoken, so that SQLite and PostgreSQL answer alike.
"""

from cms.searching.hits import Hit
from cms.searching.numbers import number_parts
from cms.searching.results import Found, Hits, fields_by_name, records_found, search

__all__ = ["Found", "Hit", "Hits", "fields_by_name", "number_parts", "records_found", "search"]
