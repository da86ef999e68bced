from delegation.models.change import ChangeEntry, ChangeRecipient
from delegation.models.grant import Grant, GrantEntry, GrantRecipient
from delegation.models.instrument import Instrument, InstrumentEntry, RelationEntry
from delegation.models.power import Field, FieldEntry, Power, PowerEntry

__all__ = [
    "ChangeEntry",
    "ChangeRecipient",
    "Field",
    "FieldEntry",
    "Grant",
    "GrantEntry",
    "GrantRecipient",
    "Instrument",
    "InstrumentEntry",
    "Power",
    "PowerEntry",
    "RelationEntry",
]
