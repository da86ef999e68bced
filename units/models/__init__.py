from units.models.edition import Edition
from units.models.entry import Entry, EntryPart, EntryQuerySet
from units.models.office import Office, OfficeEntry
from units.models.scope import Scope, ScopeEntry, ScopeException
from units.models.security_event import SecurityEvent
from units.models.succession import SuccessionEntry
from units.models.unit import Unit, UnitGroupPermission, UnitUserPermission, UnitVersion
from units.models.user import User

__all__ = [
    "Edition",
    "Entry",
    "EntryPart",
    "EntryQuerySet",
    "Office",
    "OfficeEntry",
    "Scope",
    "ScopeEntry",
    "ScopeException",
    "SecurityEvent",
    "SuccessionEntry",
    "Unit",
    "UnitGroupPermission",
    "UnitUserPermission",
    "UnitVersion",
    "User",
]
